"""A graph that layered_layout.py has placed, as SVG. The same graph always gives the same bytes."""

from html import escape

from classroom.pictures import svg
from classroom.pictures.layered_layout import ARROW, FONT_SIZE, SMALL, layout, rows, text_width
from classroom.pictures.palette import MONO
from classroom.pictures.svg import short


def draw_graph(boxes, edges, rankdir="LR", title=""):
    """The drawing as an SVG document, a str. title: what it shows, in words."""
    plan = layout(boxes, edges, rankdir)
    parts = [draw_edge(*edge, plan.turned) for edge in zip(edges, plan.routes, plan.labels)]
    parts += [draw_box(box, *plan.boxes[box.key]) for box in boxes]
    look = {"font_family": MONO, "font_size": FONT_SIZE, "text_anchor": "middle"}
    return svg.document(
        short(plan.width),
        short(plan.height),
        parts,
        background="white",
        between="\n",
        role="img",
        aria_label=title,
        **look,
    )


def draw_edge(edge, route, label, turned):
    length, half = ARROW[0], ARROW[1] + edge.line_width / 2
    x, y = route[-1]
    back = f"l{-half} {-length}h{2 * half}z" if turned else f"l{-length} {-half}v{2 * half}z"
    parts = [
        svg.element("title", escape(f"{edge.tail}->{edge.head}")),
        svg.path(path_data(route, turned), fill="none", stroke=edge.line, stroke_width=edge.line_width),
        svg.path(f"M{short(x)} {short(y)}{back}", fill=edge.line),
    ]
    if label:
        x, y = label
        w, h = text_width(edge.label, SMALL) + 6, SMALL + 3
        parts.append(svg.rect(*map(short, (x - w / 2, y - h / 2, w, h)), fill="white"))
        parts.append(svg.text(short(x), short(y + SMALL / 3), edge.label, font_size=SMALL, fill=edge.line))
    return svg.group(parts, class_="edge")


def path_data(route, turned=False):
    """A route as the data of an SVG path, up to the base of its arrow head."""
    (x, y), *corners = route
    data = [f"M{short(x)} {short(y)}"]
    for n, (to_x, to_y) in enumerate(corners):
        if n == len(corners) - 1:  # the arrow head covers the rest
            to_x, to_y = (to_x, to_y - ARROW[0] + 1) if turned else (to_x - ARROW[0] + 1, to_y)
        if (to_x, to_y) == (x, y):
            continue
        if x == to_x or y == to_y:
            data.append(f"L{short(to_x)} {short(to_y)}")
        elif turned:
            middle = short((y + to_y) / 2)
            data.append(f"C{short(x)} {middle} {short(to_x)} {middle} {short(to_x)} {short(to_y)}")
        else:
            middle = short((x + to_x) / 2)
            data.append(f"C{middle} {short(y)} {middle} {short(to_y)} {short(to_x)} {short(to_y)}")
        x, y = to_x, to_y
    return "".join(data)


def draw_box(box, left, top, width, height):
    look = {"fill": box.fill, "stroke": box.line, "stroke_width": box.line_width}
    parts = [svg.element("title", escape(box.key))]
    if box.round:
        cx, cy, rx, ry = map(short, (left + width / 2, top + height / 2, width / 2, height / 2))
        parts.append(svg.element("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, **look))
    else:
        parts.append(svg.rect(*map(short, (left, top, width, height)), rx=9 if box.soft else None, **look))
    for n, (texts, field_width) in enumerate(zip(map(rows, box.fields), box.widths)):
        if n:
            parts.append(svg.path(f"M{short(left)} {short(top)}v{short(height)}", stroke=box.line))
        row_height = height / len(texts)
        for m, words in enumerate(texts):
            row_top = top + m * row_height
            if m:
                parts.append(svg.path(f"M{short(left)} {short(row_top)}h{short(field_width)}", stroke=box.line))
            baseline = row_top + row_height / 2 + FONT_SIZE / 3
            parts.append(svg.text(short(left + field_width / 2), short(baseline), words))
        left += field_width
    return svg.group(parts, class_="node")
