"""The player: one output that plays by itself, and a stepper where scripts may run."""

import base64
import re
import shutil
import subprocess
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from classroom.pictures.embed import Picture
from classroom.pictures.player import STEPPER, Player

SVG = "{http://www.w3.org/2000/svg}"
CAPTIONS = ["The output's gradient is 1.", "Then a & b <both>.", "The end."]


def film(colours=("red", "green", "blue"), captions=CAPTIONS, **options):
    frames = [f'<circle cx="{50 + 60 * i}" cy="50" r="20" fill="{c}"/>' for i, c in enumerate(colours)]
    options = {"size": (240, 100), "base": '<rect id="card" width="240" height="100" fill="#eee"/>', **options}
    return Player(frames, captions, 'Three "circles"', **options)


class Sanitised(HTMLParser):
    """What JupyterLab leaves of an untrusted output: no scripts and styles, and only harmless attributes."""

    KEPT = ("alt", "src", "style")

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.html, self.tags, self.dropping = "", [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.dropping = tag in ("script", "style")
        if not self.dropping:
            kept = "".join(f' {name}="{escape(value)}"' for name, value in attributes if name in self.KEPT)
            self.tags.append(tag)
            self.html += f"<{tag}{kept}>"

    def handle_endtag(self, tag):
        self.html += "" if tag in ("script", "style") else f"</{tag}>"
        self.dropping = False

    def handle_data(self, data):
        self.html += "" if self.dropping else data

    def handle_entityref(self, name):
        self.html += f"&{name};"


def shown(html):
    """The SVG document in the <img> of some HTML."""
    (data,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]*)"', html)
    return ElementTree.fromstring(base64.b64decode(data))


def frames_of(element):
    return [child for child in element if child.get("class", "").startswith("frame")]


def test_the_same_frames_give_the_same_bytes():
    assert film()._repr_mimebundle_() == film()._repr_mimebundle_()
    assert film().strip().svg == film().strip().svg


def test_text_is_the_numbered_captions():
    text = film()._repr_mimebundle_()["text/plain"]
    assert text == "1. The output's gradient is 1.\n2. Then a & b <both>.\n3. The end."
    assert repr(film()) == text


def test_a_caption_stays_on_its_line():
    assert repr(film(captions=["one\n  two", "b", "c"])).splitlines() == ["1. one two", "2. b", "3. c"]


def test_length_and_frames():
    assert len(film()) == len(film().frames) == 3
    assert 'fill="green"' in film().frames[1]


def test_the_film_holds_every_frame_once_and_the_base_once():
    document = shown(film().html())
    drawing = document.find(f"{SVG}svg")
    assert (drawing.get("width"), drawing.get("height")) == ("240", "100")
    assert [frame[0].get("fill") for frame in frames_of(drawing)] == ["red", "green", "blue"]
    assert len(document.findall(f".//{SVG}rect[@id='card']")) == 1
    words = ["".join(frame.itertext()) for frame in frames_of(document)]
    assert [re.sub(r"\s", "", w) for w in words] == [
        f"{i}/3" + re.sub(r"\s", "", caption) for i, caption in enumerate(CAPTIONS, 1)
    ]


def test_drawing_and_words_change_together_and_in_turn():
    document = shown(film(seconds_per_frame=2).html())
    drawing = frames_of(document.find(f"{SVG}svg"))
    delays = [re.search(r"animation-delay:(-[\d.]+)s", frame.get("style")).group(1) for frame in drawing]
    assert delays == ["-8.5", "-6.5", "-4.5"]  # of a loop of 8 seconds: the last frame stays for two turns
    assert [frame.get("style") for frame in frames_of(document)] == [frame.get("style") for frame in drawing]


def test_who_asks_for_less_motion_sees_the_last_frame():
    _, style = shown(film().html()).findall(f"{SVG}style")
    assert "@media (prefers-reduced-motion:reduce){.frame{animation:none}}" in style.text
    assert ".last{visibility:visible" in style.text
    assert [f.get("class") for f in frames_of(shown(film().html()))] == ["frame", "frame", "frame last"]


def test_films_on_one_page_share_no_names():
    assert not re.findall(r'\s(?:id|name|for|aria-labelledby)="', film().html().split("<script>")[0])


def test_untrusted_there_is_a_picture_and_words_and_nothing_dead():
    clean = Sanitised(film().html())
    assert set(clean.tags) == {"div", "img", "details", "summary", "ol", "li"}
    assert frames_of(shown(clean.html))
    assert "Then a &amp; b &lt;both&gt;." in clean.html
    assert 'alt="Three &quot;circles&quot;"' in clean.html


def test_nothing_comes_from_a_network():
    html = film().html() + film().svg()
    assert set(re.findall(r"https?://[^\"' ]*", html)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


@pytest.mark.skipif(not shutil.which("node"), reason="no Node.js")
def test_the_stepper_is_javascript_as_far_as_a_parser_can_tell(tmp_path):
    (tmp_path / "stepper.js").write_text(STEPPER, encoding="utf-8")
    done = subprocess.run(["node", "--check", tmp_path / "stepper.js"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_stepper_runs_to_its_own_end_in_a_page():
    html = film().html()
    assert html.endswith(f"<script>\n{STEPPER}</script></div>")
    assert html.count("</script") == 1


def test_a_still_is_one_frame():
    still = film().still(-1)
    assert isinstance(still, Picture)
    assert still.alt == "The end."
    assert "blue" in still.svg
    assert "green" not in still.svg


@pytest.mark.parametrize(("columns", "rows"), [(1, 3), (2, 2), (3, 1), (7, 1)])
def test_a_strip_is_a_grid_of_numbered_stills(columns, rows):
    strip = film().strip(columns=columns)
    cells = ElementTree.fromstring(strip.svg).findall(f"{SVG}svg")
    assert [cell.find(f"{SVG}circle").get("fill") for cell in cells] == ["red", "green", "blue"]
    assert len({cell.get("y") for cell in cells}) == rows
    assert len({cell.get("x") for cell in cells}) == min(columns, 3)
    words = "".join(ElementTree.fromstring(strip.svg).itertext())
    assert all(f"{i}. {caption[:8]}" in words for i, caption in enumerate(CAPTIONS, 1))
    assert strip.text == repr(film())


def test_a_long_caption_is_broken_into_lines_that_fit():
    long = film(captions=["word " * 40, "b", "c"])
    lines = [tspan.text for tspan in ElementTree.fromstring(long.svg()).iter(f"{SVG}tspan") if "word" in tspan.text]
    assert len(lines) > 3
    assert " ".join(lines) == ("word " * 40).strip()


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: Player([], [], "", size=(9, 9)), "a film needs at least one frame"),
        (lambda: film(captions=["one"]), "every frame needs a caption: 3 frames, 1 captions"),
        (lambda: film(seconds_per_frame=0), "seconds_per_frame must be positive, not 0"),
        (
            lambda: Player(["<g/>", "<g>"], ["a", "b"], "", size=(9, 9)),
            "frame 2 is not well-formed SVG: mismatched tag",
        ),
        (lambda: film(base="a & b"), "the base is not well-formed SVG"),
        (lambda: film().strip(columns=0), "a strip needs at least 1 column, not 0"),
    ],
)
def test_bad_input_is_named(make, complaint):
    with pytest.raises(ValueError, match=re.escape(complaint)):
        make()


# In a browser


@pytest.fixture
def page_of(tmp_path):
    def write(html):
        path = tmp_path / "page.html"
        path.write_text(f'<!doctype html><meta charset="utf-8"><title>.</title>{html}', encoding="utf-8")
        return path.as_uri()

    return write


def moves(page, tries):
    """Does the picture change in `tries` looks, a quarter of a second apart?"""
    first = page.locator("img").first.screenshot()
    for _ in range(tries):
        page.wait_for_timeout(250)
        if page.locator("img").first.screenshot() != first:
            return True
    return False


@pytest.mark.browser
def test_without_scripts_it_plays_unless_the_reader_wants_less_motion(launch, page_of):
    address = page_of(Sanitised(film(seconds_per_frame=0.5).html()).html)
    page = launch().new_page(java_script_enabled=False)
    page.goto(address)
    assert moves(page, tries=40)
    page = launch("--force-prefers-reduced-motion").new_page(java_script_enabled=False)
    page.goto(address)
    assert not moves(page, tries=10)


@pytest.mark.browser
def test_the_stepper(launch, page_of):
    player = film(seconds_per_frame=60)
    page = launch().new_page(reduced_motion="reduce", viewport={"width": 360, "height": 800})
    page.clock.install()
    troubles, requests = [], []
    page.on("pageerror", lambda error: troubles.append(error))
    page.on("request", lambda request: requests.append(request.url) if request.url.startswith("http") else None)
    page.goto(page_of(player.html() + player.html() + film(("pink", "cyan", "gold")).html()))
    one, two, other = (page.locator("[data-player]").nth(i) for i in range(3))

    def state(root):
        drawn = unquote(root.locator("img").get_attribute("src"))
        return root.locator("span").inner_text(), root.locator("p").inner_text(), re.findall(r'fill="([a-z]+)"', drawn)

    first, second, third = [(f"{i} of 3", CAPTIONS[i - 1], [c]) for i, c in enumerate(("red", "green", "blue"), 1)]
    page.clock.run_for(600_000)
    assert state(one) == state(two) == first  # less motion: it waits for the reader
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    one.get_by_role("button", name="Next step").click()
    assert state(one) == second
    assert state(two) == first
    assert state(other)[2] == ["pink"]
    one.get_by_role("button", name="Previous step").click()
    assert state(one) == first

    one.get_by_role("slider", name="Step").focus()
    for key, expected in [("End", third), ("ArrowRight", third), ("ArrowLeft", second), ("Home", first)]:
        page.keyboard.press(key)
        assert state(one) == expected
    assert one.get_by_role("slider").get_attribute("aria-valuetext") == "1 of 3"
    assert one.locator("p").get_attribute("aria-live") == "polite"

    page.keyboard.press(" ")
    one.get_by_role("button", name="Pause").wait_for()
    assert one.locator("p").get_attribute("aria-live") == "off"
    page.clock.run_for(60_000)
    assert state(one) == second
    page.clock.run_for(60_000)
    assert state(one) == third
    one.get_by_role("button", name="Play").click()  # at the end it stopped; this starts it from the first frame
    assert state(one) == first
    one.get_by_role("button", name="Pause").click()
    page.clock.run_for(600_000)
    assert state(one) == state(two) == first
    assert not troubles
    assert not requests


@pytest.mark.browser
def test_where_motion_is_welcome_the_stepper_starts_by_itself_once_and_stops(launch, page_of):
    page = launch().new_page(reduced_motion="no-preference")
    page.clock.install()
    page.goto(page_of(film(seconds_per_frame=60).html() + '<p style="height:3000px">'))
    page.get_by_role("button", name="Pause").wait_for()
    assert page.locator("span").inner_text() == "1 of 3"
    page.clock.run_for(120_000)
    page.get_by_role("button", name="Play").wait_for()
    page.clock.run_for(600_000)
    assert page.locator("span").inner_text() == "3 of 3"
    for key in ("End", "Home"):  # out of sight and back: it does not start again
        page.keyboard.press(key)
        page.wait_for_timeout(300)
    assert page.get_by_role("button", name="Play").count() == 1


@pytest.mark.parametrize(
    ("first", "seconds", "at_first", "then"), [(0, 6, 0, 1), (1, 6, 1, 2), (2, 3, 2, 2), (1, 0.5, 1, 2)]
)
def test_by_itself_a_film_starts_with_its_first_frame_and_goes_on_soon(first, seconds, at_first, then):
    """Which frame the style sheet shows at a time, in seconds since it was opened; the last one stays for two turns."""
    frames = frames_of(shown(film(first=first, seconds_per_frame=seconds).html()))
    delays = [float(re.search(r"animation-delay:(-[\d.]+)s", frame.get("style"))[1]) for frame in frames]
    loop = 4 * seconds

    def visible(time):
        turns = [seconds] * 2 + [2 * seconds]
        return [i for i, delay in enumerate(delays) if (time - delay) % loop < turns[i]]

    assert visible(0.01) == [at_first]
    assert visible(1.51 if seconds > 1.5 else seconds + 0.01) == [then]


def test_a_film_says_where_its_frames_happen():
    where = [None, (10, 60.4), (100, 240)]
    drawing = shown(film(looks_at=where).html()).find(f"{SVG}svg")
    assert [frame.get("data-x") for frame in frames_of(drawing)] == [None, "10 60", "100 240"]
    assert "direction:rtl" in film(looks_at=where).html() and "direction:rtl" not in film().html()


@pytest.mark.browser
def test_a_wide_film_opens_at_its_end_and_goes_with_what_happens(launch, page_of):
    wide = film(looks_at=[None, (1900, 1990), (10, 90)], size=(2000, 100), base='<text font-size="11">words</text>')
    for scripts in (False, True):
        page = launch().new_page(
            reduced_motion="reduce", java_script_enabled=scripts, viewport={"width": 360, "height": 600}
        )
        page.goto(page_of(wide.html() if scripts else Sanitised(wide.html()).html))
        box = page.locator("img").locator("..")
        sides = "box => { const i = box.firstElementChild.getBoundingClientRect(), b = box.getBoundingClientRect();"
        sides += "return [b.left - i.left, i.right - b.right].map(Math.round); }"
        left, right = box.evaluate(sides) if scripts else sides_of(box)
        assert left > 1000 and right == 0
    for key, at_left in (("End", True), ("ArrowLeft", False), ("Home", False)):
        page.get_by_role("slider").press(key)
        left, right = box.evaluate(sides)
        assert (left < right) == at_left, key


def sides_of(box):
    """How much of the picture is out of sight, left and right."""
    outer, inner = box.bounding_box(), box.locator("img").bounding_box()
    return outer["x"] - inner["x"], round(inner["x"] + inner["width"] - outer["x"] - outer["width"])


@pytest.mark.browser
def test_a_picture_with_room_stands_at_the_left(launch, page_of):
    page = launch().new_page(viewport={"width": 900, "height": 600})
    page.goto(page_of(film(looks_at=[None] * 3).html()))
    outer, inner = page.locator("[data-player]").bounding_box(), page.locator("img").bounding_box()
    assert 0 <= inner["x"] - outer["x"] < 12


@pytest.fixture
def two_films(launch, page_of):
    """A page with two films in sight, and a function that says which of them are playing."""
    page = launch().new_page(reduced_motion="no-preference", viewport={"width": 800, "height": 1200})
    page.clock.install()
    one = film(seconds_per_frame=60).html()
    page.goto(page_of(f'{one}{one}<p style="height:3000px">'))
    both = page.locator("[data-player]").all()
    both[0].get_by_role("button", name="Pause").wait_for()
    return page, *both, lambda: [film.get_by_role("button", name="Pause").count() for film in both]


@pytest.mark.browser
def test_a_film_that_starts_stops_the_other(two_films):
    page, first, second, playing = two_films
    assert playing() == [1, 0]
    for film, expected in ((second, [0, 1]), (first, [1, 0])):
        film.get_by_role("button", name="Play").click()
        assert playing() == expected
    page.clock.run_for(180_000)
    assert playing() == [0, 0], "the other one has had its turn"


@pytest.mark.browser
def test_films_in_sight_take_turns_and_stop_out_of_sight(two_films):
    page, _, second, playing = two_films
    page.clock.run_for(120_000)
    assert playing() == [0, 1]
    page.keyboard.press("End")
    second.get_by_role("button", name="Pause").wait_for(state="detached")
    assert playing() == [0, 0]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "theme", "dark"),
    [("light", "light dark", False), ("dark", "light dark", True), ("dark", "light", False), ("light", "dark", True)],
)
def test_a_picture_follows_the_page(launch, page_of, scheme, theme, dark):
    """By itself and with the stepper; and the words below are those of the page."""
    page = launch().new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(page_of(f'<meta name="color-scheme" content="{theme}">{film(base="").html()}'))
    shade = brightness(page, page.locator("img"))
    assert shade < 60 if dark else shade > 200
    page.get_by_role("button", name="Next step").click()
    shade = brightness(page, page.locator("img"))
    assert shade < 60 if dark else shade > 200


def brightness(page, element):
    """Of the picture's corner, 0 to 255."""
    png = base64.b64encode(element.screenshot()).decode()
    return page.evaluate(
        """async data => {
            const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
            const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            return context.getImageData(image.width - 12, 12, 1, 1).data[0];
        }""",
        png,
    )
