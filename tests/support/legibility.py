"""How large the words in a picture are as a page shows it."""

# The smallest words of an <img> with an SVG in it, in px. matplotlib draws words as outlines, a hundred times too large and
# scaled down, in pt.
SMALLEST_WORDS = """(img => {
    const [kind, data] = img.src.split(',');
    const svg = kind.endsWith('base64') ? atob(data) : decodeURIComponent(data);
    const words = [...svg.matchAll(/font-size="([\\d.]+)"/g)].map(found => +found[1]);
    const outlines = [...svg.matchAll(/scale\\(([\\d.]+) -\\1\\)/g)].map(found => 100 * found[1] * 4 / 3);
    return Math.min(...words, ...outlines) * img.getBoundingClientRect().width / img.naturalWidth;
})"""
