"""A graph that layered_layout.py has placed, as SVG. The same graph always gives the same bytes."""

from html import escape

from classroom.pictures.layered_layout import ARROW, FONT_SIZE, SMALL, layout, rows, text_width

FONT = "DejaVu Sans Mono,Menlo,Consolas,monospace"


def svg(boxes, edges, rankdir="LR", title=""):
    """The drawing as an SVG document, a str. title: what it shows, in words."""
    plan = layout(boxes, edges, rankdir)
    width, height = _n(plan.width), _n(plan.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"',
        f' role="img" aria-label="{escape(title)}" font-family="{FONT}" font-size="{FONT_SIZE}" text-anchor="middle">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    parts += [draw_edge(*edge, plan.turned) for edge in zip(edges, plan.routes, plan.labels)]
    parts += [draw_box(box, *plan.boxes[box.key]) for box in boxes]
    return "\n".join([*parts, "</svg>", ""])


def draw_edge(edge, route, label, turned):
    length, half = ARROW[0], ARROW[1] + edge.line_width / 2
    x, y = route[-1]
    back = f"l{-half} {-length}h{2 * half}z" if turned else f"l{-length} {-half}v{2 * half}z"
    parts = [
        f'<g class="edge"><title>{escape(edge.tail)}-&gt;{escape(edge.head)}</title>',
        f'<path d="{path(route, turned)}" fill="none" stroke="{edge.line}" stroke-width="{edge.line_width}"/>',
        f'<path d="M{_n(x)} {_n(y)}{back}" fill="{edge.line}"/>',
    ]
    if label:
        w, h = text_width(edge.label, SMALL) + 6, SMALL + 3
        x, y = label[0], label[1]
        parts.append(f'<rect x="{_n(x - w / 2)}" y="{_n(y - h / 2)}" width="{_n(w)}" height="{_n(h)}" fill="white"/>')
        parts.append(
            f'<text x="{_n(x)}" y="{_n(y + SMALL / 3)}" font-size="{SMALL}" fill="{edge.line}">{escape(edge.label)}</text>'
        )
    return "".join([*parts, "</g>"])


def path(route, turned=False):
    """A route as SVG path data, up to the base of its arrow head."""
    (x, y), *corners = route
    data = [f"M{_n(x)} {_n(y)}"]
    for n, (to_x, to_y) in enumerate(corners):
        if n == len(corners) - 1:  # the arrow head covers the rest
            to_x, to_y = (to_x, to_y - ARROW[0] + 1) if turned else (to_x - ARROW[0] + 1, to_y)
        if (to_x, to_y) == (x, y):
            continue
        if x == to_x or y == to_y:
            data.append(f"L{_n(to_x)} {_n(to_y)}")
        elif turned:
            data.append(f"C{_n(x)} {_n((y + to_y) / 2)} {_n(to_x)} {_n((y + to_y) / 2)} {_n(to_x)} {_n(to_y)}")
        else:
            data.append(f"C{_n((x + to_x) / 2)} {_n(y)} {_n((x + to_x) / 2)} {_n(to_y)} {_n(to_x)} {_n(to_y)}")
        x, y = to_x, to_y
    return "".join(data)


def draw_box(box, left, top, width, height):
    paint = f'fill="{box.fill}" stroke="{box.line}" stroke-width="{box.line_width}"'
    x, y = left + width / 2, top + height / 2
    parts = [f'<g class="node"><title>{escape(box.key)}</title>']
    if box.round:
        parts.append(f'<ellipse cx="{_n(x)}" cy="{_n(y)}" rx="{_n(width / 2)}" ry="{_n(height / 2)}" {paint}/>')
    else:
        corner = ' rx="9"' if box.soft else ""
        parts.append(f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(width)}" height="{_n(height)}"{corner} {paint}/>')
    for n, (texts, field_width) in enumerate(zip(map(rows, box.fields), box.widths)):
        if n:
            parts.append(f'<path d="M{_n(left)} {_n(top)}v{_n(height)}" stroke="{box.line}"/>')
        row_height = height / len(texts)
        for m, text in enumerate(texts):
            row_top = top + m * row_height
            if m:
                parts.append(f'<path d="M{_n(left)} {_n(row_top)}h{_n(field_width)}" stroke="{box.line}"/>')
            baseline = row_top + row_height / 2 + FONT_SIZE / 3
            parts.append(f'<text x="{_n(left + field_width / 2)}" y="{_n(baseline)}">{escape(text)}</text>')
        left += field_width
    return "".join([*parts, "</g>"])


def _n(number):
    """A coordinate, to a tenth of a pixel."""
    return f"{round(number, 1) + 0.0:g}"
