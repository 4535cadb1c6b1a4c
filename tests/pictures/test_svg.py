"""SVG as text, and the colours in it."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from classroom.pictures import palette, svg
from classroom.pictures.player import STEPPER

COLOUR = r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b"
NAMED = {value for value in vars(palette).values() if re.fullmatch(COLOUR, str(value))}


def test_attributes_are_written_in_their_order_and_escaped():
    look = {"stroke_width": 2, "class_": "a b", "rx": None, "aria_label": '"<&'}
    assert svg.element("g", **look) == '<g stroke-width="2" class="a b" aria-label="&quot;&lt;&amp;"/>'
    assert svg.element("g", "") == "<g></g>"
    assert svg.text(1, 2.0, "a < b") == '<text x="1" y="2.0">a &lt; b</text>'


@pytest.mark.parametrize(
    ("number", "written", "short"), [(3.0, "3.0", "3"), (0.25, "0.2", "0.2"), (-0.04, "-0.0", "0"), (3, "3", "3")]
)
def test_numbers_have_a_tenth_and_short_ones_no_needless_digit(number, written, short):
    assert svg.element("a", b=number) == f'<a b="{written}"/>'
    assert svg.short(number) == short


def test_a_document_holds_its_parts_on_a_background():
    written = svg.document(30, "20.5", [svg.circle(1, 2, 3), svg.path("M0 0")], between="\n", fill="red")
    assert written.splitlines()[-3:] == ['<circle cx="1" cy="2" r="3"/>', '<path d="M0 0"/>', "</svg>"]
    root = ElementTree.fromstring(written)
    size = {"width": "30", "height": "20.5", "viewBox": "0 0 30 20.5"}
    assert root.attrib == {"class": "course-picture", **size, "fill": "red"}
    assert root[1].attrib == {"width": "100%", "height": "100%", "fill": palette.WHITE}


def test_a_part_may_name_the_namespace_that_matplotlib_uses():
    part = '<use xlink:href="#a"/>'
    assert ElementTree.fromstring(svg.document(1, 1, [part], xlink=True))[2].get(f"{{{svg.XLINK}}}href") == "#a"
    with pytest.raises(ElementTree.ParseError, match="unbound prefix"):
        ElementTree.fromstring(svg.document(1, 1, [part]))


def test_a_colour_that_two_places_use_has_its_name_in_the_palette():
    files = Path(palette.__file__).parent.glob("*.py")
    texts = [path.read_text(encoding="utf-8") for path in files if path.name != "palette.py"]
    found = Counter(colour for text in texts for colour in re.findall(COLOUR, text))
    assert [colour for colour, places in found.items() if places > 1 or colour in NAMED] == []


def test_the_stepper_has_the_blue_of_the_films():
    assert palette.BLUE in re.findall(COLOUR, STEPPER)


def test_on_a_dark_page_a_picture_turns_dark_but_where_colours_stand_for_numbers():
    figures = pytest.importorskip("matplotlib") and pytest.importorskip("classroom.pictures.figures")
    figure, axes = figures.new_figure()
    axes.plot([1, 2])
    lines = figures.show(figure, "a line")
    figure, axes = figures.new_figure()
    figure.colorbar(axes.contourf([[1, 2], [3, 4]]))
    colours = figures.show(figure, "a map")
    for picture, dark, other in ((lines, svg.TURNED, svg.DIMMED), (colours, svg.DIMMED, svg.TURNED)):
        assert f"prefers-color-scheme:dark){{svg.course-picture{{filter:{dark}}}}}" in picture.svg
        assert other not in picture.svg
