"""Learn in a real browser: exercises with and without script, the presenter by keys, fingers and links, print, axe."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from tests.browser.conftest import axe_violations, sweep, visit

NO_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
SCHEMES = [{"color_scheme": "light"}, {"color_scheme": "dark"}]
DECKS = ("myths", "purposes", "flashcards", "definition", "modalities", "approaches", "principles", "goals", "figures")
PAGES = (
    "/learn",
    *(f"/learn/{name}" for name in DECKS),
    *(f"/learn/handout?deck={name}" for name in DECKS),
    "/learn/myths?seed=7&answers=1",
    "/learn/myths?seed=7&answers=0",
    "/learn/myths?seed=7&answers=120120120120&next=1",
    "/learn/purposes?case-1=A&case-2=B&case-3=F",
    "/learn/flashcards?ask=definition&left=3.4",
    "/learn/flashcards?left=0",
    "/learn/questions",
    "/learn/present?deck=questions",
    *(
        f"/learn/present?deck={name}&slide={n}"
        for name, n in (("myths", 1), ("myths", 3), ("purposes", 2), ("goals", 2))
    ),
)
EVERY_DAY = (
    "/learn",
    "/learn/myths?seed=7&answers=1",
    "/learn/purposes?case-1=A&case-2=B&case-3=F",
    "/learn/handout?deck=figures",
    "/learn/present?deck=myths&slide=3",
)
"""One page of each kind."""
IN_PARTS = pytest.mark.parametrize(
    "paths", [EVERY_DAY, *sweep([path for path in PAGES if path not in EVERY_DAY])], ids=["every day", "the others"]
)
QUESTIONS = "# Monday\nWhat is servitude?\n\nWhat is a xyzzy plugh?\n"


def main_text(page: Page) -> str:
    return page.locator("main").inner_text()


def shown(page: Page) -> str:
    """The name of the slide that is shown."""
    return page.locator("[data-slide]:visible").get_attribute("data-slide") or ""


def loads_of(page: Page) -> list[str]:
    """The addresses that the page loads as documents from now on."""
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    return loads


# -- the quiz ---------------------------------------------------------------------------------------------------------
def play(page: Page, choice: str) -> None:
    for _ in range(12):
        statement = page.locator(".statement").inner_text()
        page.get_by_role("button", name=choice, exact=True).click()
        expect(page.locator(".quote")).to_contain_text(statement)
        expect(page.locator(".quote cite a")).to_have_attribute("href", re.compile(r"^/guide/.*mark=\d+-\d+#"))
        page.get_by_role("link", name=re.compile("Next statement|Your score")).click()
    expect(page.get_by_role("heading", name="You judged 6 of 12 as the guide does.")).to_be_visible()


def test_the_quiz_is_played_without_loading_the_page(page: Page) -> None:
    """Twelve statements, twelve quotations, a score; the address always tells where one is."""
    page.goto("/learn/myths?seed=7")
    documents: list[Request] = []
    page.on("request", lambda r: documents.append(r) if r.is_navigation_request() else None)
    play(page, "Reality")
    assert documents == []
    assert "answers=222222222222" in page.url


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_the_quiz_is_played_without_script(page: Page) -> None:
    """The same by plain forms and links."""
    page.goto("/learn/myths?seed=7")
    play(page, "Myth")


def test_the_quiz_is_played_by_keyboard_alone(page: Page) -> None:
    """Each step begins at its heading, the next tab is the first thing to press, and the focus is visible."""
    page.goto("/learn/myths?seed=7")
    page.locator("#step").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Myth", exact=True)).to_be_focused()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        expect(page.locator(".stage__verdict")).to_be_focused()
        page.keyboard.press("Tab")  # the citation
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name=re.compile("Next statement|Your score"))).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("[data-focus]:not(.stage__verdict)")).to_be_focused()
    expect(page.locator(".stage__score")).to_be_focused()


def test_the_browsers_back_button_leads_to_the_step_before(page: Page) -> None:
    """A step that is taken back can be answered otherwise."""
    page.goto("/learn/myths?seed=7")
    first = page.locator(".statement").inner_text()
    page.get_by_role("button", name="Myth", exact=True).click()
    expect(page.locator(".stage__verdict")).to_be_visible()
    page.go_back()
    expect(page.locator(".statement")).to_have_text(first)
    page.get_by_role("button", name="Reality", exact=True).click()
    expect(page.locator(".stage__verdict")).to_be_visible()


def test_a_class_that_types_the_same_order_sees_the_same(page: Page, context: BrowserContext) -> None:
    """Two browsers, one word on the board."""
    page.goto("/learn/myths")
    page.get_by_label("Order").fill("Lima 2026")
    page.get_by_role("button", name="Go", exact=True).click()
    other = context.new_page()
    other.goto("/learn/myths?seed=lima+2026")
    assert page.locator(".statement").inner_text() == other.locator(".statement").inner_text()
    other.get_by_role("link", name="Another order").click()
    expect(other.get_by_label("Order")).to_have_value(re.compile(r"^\d{4}$"))


def test_another_language_shows_the_same_step(page: Page) -> None:
    """The header's links follow the steps that are taken without loading the page."""
    page.goto("/learn/myths?seed=7")
    page.get_by_role("button", name="Myth", exact=True).click()
    expect(page.locator(".stage__verdict")).to_be_visible()
    quote = page.locator(".quote blockquote").inner_text()
    page.locator(".languages a[hreflang=es]").click()
    expect(page.locator(".quote blockquote")).to_have_text(re.compile(".+"))
    assert page.locator(".quote blockquote").inner_text() == quote
    assert "¿Mito o realidad?" in page.title()


def test_a_server_that_fails_is_not_hidden(page: Page) -> None:
    """The browser shows the error page instead of a step that does nothing."""
    page.goto("/learn/myths?seed=7")
    page.route(
        "**/learn/myths?*", lambda route: route.fulfill(status=500, content_type="text/html", body="<h1>Out</h1>")
    )
    page.get_by_role("button", name="Myth", exact=True).click()
    expect(page.get_by_role("heading", name="Out")).to_be_visible()


# -- matching ---------------------------------------------------------------------------------------------------------
def match_all(page: Page) -> None:
    """Chooses the first label for every case, then corrects each by what the guide says."""
    page.goto("/learn/purposes?seed=7")
    count = page.locator(".task").count()
    for task in range(count):
        page.locator(".task select").nth(task).select_option(index=1)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name=re.compile(f"^1 of {count} as the guide"))).to_be_visible()
    for task in range(count):
        label = page.locator(".task__label").nth(task).text_content() or ""
        page.locator(".task select").nth(task).select_option(label.strip().split(".")[0])
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name=re.compile(f"^{count} of {count} as the guide"))).to_be_visible()
    expect(page.locator(".verdict--wrong")).to_have_count(0)


def test_cases_are_matched(page: Page) -> None:
    """Chosen, checked, corrected; the score has the focus, so that it is read."""
    match_all(page)
    expect(page.locator("#score")).to_be_focused()


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_cases_are_matched_without_script(page: Page) -> None:
    """The same by a plain form."""
    match_all(page)


def test_a_label_says_for_which_case_it_is_chosen(page: Page) -> None:
    """Chosen by the keyboard in the first case, it is marked in the second."""
    page.goto("/learn/purposes?seed=7")
    first, second = page.locator(".task select").nth(0), page.locator(".task select").nth(1)
    first.focus()
    page.keyboard.press("B")
    expect(first).to_have_value("B")
    expect(second.locator("option[value=B]")).to_have_text(re.compile(r"\(chosen for case 1\)$"))
    first.select_option("")
    expect(second.locator("option[value=B]")).not_to_have_text(re.compile("chosen"))


# -- flashcards -------------------------------------------------------------------------------------------------------
def learn_three(page: Page) -> None:
    page.goto("/learn/flashcards?seed=7&left=1.2.3")
    term = page.locator(".card__term").inner_text()
    expect(page.locator(".card blockquote")).to_be_hidden()
    page.get_by_text("Show what the guide says").click()
    expect(page.locator(".card blockquote")).to_be_visible()
    page.get_by_role("button", name="Show it again later").click()
    expect(page.locator(".card__term")).not_to_have_text(term)
    for left in (2, 1):
        page.get_by_role("button", name="I knew it").click()
        expect(page.get_by_role("heading", name=re.compile(f"^{left} cards? left"))).to_be_visible()
    expect(page.locator(".card__term")).to_have_text(term)
    page.get_by_role("button", name="I knew it").click()
    expect(page.get_by_role("heading", name=re.compile(r"You know all \d+ cards"))).to_be_visible()


def test_cards_are_turned_known_and_shown_again(page: Page) -> None:
    """A card that is not known comes again after the others."""
    learn_three(page)


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_cards_are_learned_without_script(page: Page) -> None:
    """The same by plain forms."""
    learn_three(page)


def test_a_card_is_turned_and_sorted_by_keyboard(page: Page) -> None:
    """Tab, space, tab, enter."""
    page.goto("/learn/flashcards?seed=7&left=1.2")
    page.locator("#step").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".card blockquote")).to_be_visible()
    page.keyboard.press("Tab")  # the citation
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="I knew it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#step")).to_be_focused()
    expect(page.locator("#step")).to_have_text("1 card left")


def test_the_browser_remembers_where_the_pile_stood(page: Page) -> None:
    """Coming back another day, one can go on; a pile that is done is forgotten."""
    page.goto("/learn/flashcards?seed=7&left=1.2.3")
    page.get_by_role("button", name="I knew it").click()
    expect(page.get_by_role("heading", name="2 cards left")).to_be_visible()
    page.goto("/learn/flashcards")
    page.get_by_role("link", name="Go on where you stopped: 2 cards left").click()
    expect(page.get_by_role("heading", name="2 cards left")).to_be_visible()
    for _ in range(2):
        page.get_by_role("button", name="I knew it").click()
        page.wait_for_timeout(100)
    expect(page.locator(".stage__score")).to_be_visible()
    page.goto("/learn/flashcards")
    expect(page.locator("[data-resume]")).to_be_hidden()


def test_the_other_side_of_the_cards_can_be_asked(page: Page) -> None:
    """The definition has gaps where it names its term; turned, it is whole."""
    page.goto("/learn/flashcards?seed=7")
    page.get_by_text("Show what the guide says").click()
    term = page.locator(".card__term").inner_text()
    definition = page.locator(".card blockquote").inner_text()
    page.get_by_role("link", name="Ask for the term instead").click()
    expect(page.locator(".card__gaps")).to_be_visible()
    expect(page.locator(".card__term")).to_be_hidden()
    page.get_by_text("Show the term").click()
    expect(page.locator(".card__term")).to_have_text(term)
    assert page.locator(".card .quote blockquote").inner_text().split() == definition.split()


def test_the_cards_are_downloaded_as_a_file(page: Page) -> None:
    """One row a card, three columns."""
    page.goto("/learn/flashcards?seed=7")
    with page.expect_download() as download:
        page.get_by_role("link", name="Cards as a file (TSV)").click()
    assert download.value.suggested_filename == "flashcards.tsv"
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text()), dialect="excel-tab"))
    assert len(rows) > 30
    assert {len(row) for row in rows} == {3}


# -- side by side -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("options", [{}, NO_SCRIPT])
def test_sections_stand_side_by_side(page: Page) -> None:
    """Two that are chosen share one line, opening beside opening and list beside list."""
    page.goto("/learn/approaches")
    for box in page.locator(".pick input").all()[2:]:
        box.uncheck()
    page.get_by_role("button", name="Show these").click()
    expect(page.locator(".side")).to_have_count(2)
    for part in ("h2", ".side__opening", ".side__list"):
        boxes = [one.bounding_box() for one in page.locator(f".side {part}").all()]
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert abs(boxes[0]["y"] - boxes[1]["y"]) < 2
        assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


# -- the presenter ----------------------------------------------------------------------------------------------------
def test_the_presenter_is_driven_by_keys(page: Page) -> None:
    """Arrows, space, page keys, home, end; the address names the slide, and nothing is loaded."""
    page.goto("/learn/present?deck=myths&seed=7")
    expect(page.locator("[data-slide='1']")).to_be_focused()
    for key, slide in (
        ("ArrowRight", "2"), ("Space", "3"), ("PageDown", "4"), ("ArrowDown", "5"), ("ArrowLeft", "4"), ("PageUp", "3"),
        ("ArrowUp", "2"), ("End", "26"), ("ArrowRight", "26"), ("Home", "1"), ("ArrowLeft", "1"),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(page.locator(f"[data-slide='{slide}']")).to_be_visible()
        expect(page.locator(f"[data-slide='{slide}']")).to_be_focused()
        assert page.locator("[data-slide]:visible").count() == 1
        assert f"slide={slide}" in page.url
        expect(page.locator("[data-counter]")).to_have_text(f"{slide} / 26")


def test_a_slide_can_be_linked_to(page: Page) -> None:
    """The address that was reached shows the same slide again."""
    page.goto("/learn/present?deck=purposes&seed=7")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    text = page.locator("[data-slide]:visible").inner_text()
    page.goto(page.url)
    assert page.locator("[data-slide]:visible").inner_text() == text


def test_the_screen_goes_blank_and_comes_back(page: Page) -> None:
    """By B or the button; any key brings it back to the same slide."""
    page.goto("/learn/present?deck=myths&slide=3")
    for back in ("b", "ArrowRight", "Escape"):
        page.keyboard.press("b")
        expect(page.locator("[data-cover]")).to_be_visible()
        box = page.locator("[data-cover]").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (1280, 900)
        page.keyboard.press(back)
        expect(page.locator("[data-cover]")).to_be_hidden()
        assert shown(page) == "3"
    page.get_by_role("button", name="Blank").click()
    expect(page.locator("[data-cover]")).to_be_visible()
    page.locator("[data-cover]").click()
    expect(page.locator("[data-cover]")).to_be_hidden()


def test_the_full_screen_is_entered_and_left(page: Page) -> None:
    """F enters it, F leaves it, Escape leaves the presentation."""
    page.goto("/learn/present?deck=myths&seed=7&slide=3")
    page.keyboard.press("f")
    expect(page.locator(":fullscreen")).to_have_count(1)
    page.keyboard.press("f")
    expect(page.locator(":fullscreen")).to_have_count(0)
    page.keyboard.press("Escape")
    page.wait_for_url("**/learn/myths?seed=7")


def test_letters_can_be_switched_off_as_keys(page: Page) -> None:
    """And stay so; the arrows still work.  The dialog has the focus while it is open."""
    page.goto("/learn/present?deck=myths")
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.get_by_label("The letters B and F work as keys").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert shown(page) == "1"
    page.reload()
    page.keyboard.press("b")
    expect(page.locator("[data-cover]")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    assert shown(page) == "2"


def test_buttons_keep_the_space_bar(page: Page) -> None:
    """Space on a button that has the focus presses it, and does not go on as well."""
    page.goto("/learn/present?deck=myths&slide=3")
    page.get_by_role("button", name="Keys").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert shown(page) == "3"


@pytest.mark.parametrize("options", [{}, NO_SCRIPT])
def test_the_presenter_is_driven_by_its_buttons(page: Page) -> None:
    """Next and back, with and without script; the first slide has nothing before it."""
    page.goto("/learn/present?deck=goals")
    expect(page.locator("[data-previous]")).to_have_attribute("aria-disabled", "true")
    for slide in ("2", "3"):
        page.locator("[data-next]").click()
        expect(page.locator(f"[data-slide='{slide}']")).to_be_visible()
    page.locator("[data-previous]").click()
    expect(page.locator("[data-slide='2']")).to_be_visible()
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("**/learn/goals")


@pytest.mark.parametrize("options", [PHONE])
def test_the_presenter_is_driven_by_swipes(page: Page) -> None:
    """To the left goes on, to the right goes back, up and down do neither."""
    page.goto("/learn/present?deck=myths")
    client = page.context.new_cdp_session(page)

    def swipe(x: int, y: int, to_x: int, to_y: int) -> None:
        for kind, points in (("touchStart", [(x, y)]), ("touchMove", [(to_x, to_y)]), ("touchEnd", [])):
            client.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]}
            )

    swipe(250, 200, 80, 210)
    expect(page.locator("[data-slide='2']")).to_be_visible()
    swipe(160, 300, 165, 120)
    swipe(200, 200, 180, 200)
    assert shown(page) == "2"
    swipe(80, 200, 250, 190)
    expect(page.locator("[data-slide='1']")).to_be_visible()


@pytest.mark.parametrize(
    "name", ["purposes", "approaches", *sweep(*(n for n in DECKS if n not in ("purposes", "approaches")))]
)
@pytest.mark.parametrize(
    ("options", "least"),
    [({"viewport": {"width": 1280, "height": 720}}, 30), *sweep(({"viewport": {"width": 1920, "height": 1080}}, 44))],
)
def test_every_slide_fits_its_screen_in_large_type(page: Page, name: str, least: int) -> None:
    """Nothing is cut off or scrolls, and the words of the guide are never smaller than a back row can read."""
    page.goto(f"/learn/present?deck={name}")
    page.evaluate("document.fonts.ready")
    count = page.locator("[data-slide]").count()
    for number in range(1, count + 1):
        expect(page.locator(f"[data-slide='{number}']")).to_be_visible()
        slide = page.evaluate("""() => {
          const slide = [...document.querySelectorAll('[data-slide]')].find((one) => !one.hidden);
          const body = slide.querySelector('.slide__body');
          const large = ['quote blockquote', 'title', 'options', 'figure', 'verdict'].map((name) => `.slide__${name}`);
          const words = slide.querySelector(large.join());
          return {
            scrolls: body.classList.contains('slide__body--scrolls') || body.scrollHeight > body.clientHeight + 1,
            type: parseFloat(getComputedStyle(words).fontSize),
            page: document.documentElement.scrollHeight - innerHeight,
          };
        }""")
        assert not slide["scrolls"], number
        assert slide["page"] <= 0, number
        assert slide["type"] >= least, (number, slide["type"])
        page.keyboard.press("ArrowRight")


def test_the_colours_can_be_changed_before_the_class(page: Page) -> None:
    """A projector may need the other ones; the site's own switch is on the presenter as well."""
    page.goto("/learn/present?deck=myths")
    page.locator(".controls [data-theme-switch]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.locator(".controls [data-theme-switch]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


# -- a trainer's own questions ----------------------------------------------------------------------------------------
def load(page: Page, tmp_path: Path, content: bytes, name: str = "monday.txt") -> None:
    file = tmp_path / name
    file.write_bytes(content)
    page.locator("[data-file]").set_input_files(file)


def test_a_file_of_questions_is_read_in_the_browser_and_answered_live(page: Page, tmp_path: Path) -> None:
    """The file itself goes nowhere; each question is asked by itself when its slide comes up."""
    sent: list[tuple[str, str]] = []
    page.on("request", lambda r: sent.append((r.method, r.post_data or "")) if r.method != "GET" else None)
    page.goto("/learn/questions")
    load(page, tmp_path, QUESTIONS.encode())
    expect(page.locator("[data-text]")).to_have_value(QUESTIONS)
    expect(page.locator("[data-status]")).to_have_text("2 questions loaded from monday.txt.")
    assert sent == []
    page.get_by_role("button", name="Present").click()
    expect(page.locator("[data-slide='1']")).to_contain_text("What is servitude?")
    expect(page.locator("[data-counter]")).to_have_text("1 / 2")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-slide='1.1'] blockquote")).to_be_visible()
    expect(page.locator("[data-slide='1.1'] cite a")).to_have_attribute(
        "href", re.compile("^/guide/introductory-guide")
    )
    assert [method for method, _ in sent] == ["POST"]
    assert "Monday" not in sent[0][1]
    assert "xyzzy" not in sent[0][1]
    while shown(page).startswith("1"):
        page.keyboard.press("ArrowRight")
    assert shown(page) == "2"
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="No answer in the guide")).to_be_visible()
    expect(page.locator("[data-slide='2.1'] blockquote")).to_have_count(0)
    page.keyboard.press("Home")
    assert shown(page) == "1"


def test_the_quote_on_the_slide_is_the_answers_own(page: Page, tmp_path: Path) -> None:
    """Word for word what the API gives, a long list on several slides, in type that fills the screen."""
    page.goto("/learn/questions")
    load(page, tmp_path, b"What are the recommendations of the gender approach?")
    with page.expect_response("**/api/v1/ask") as answered:
        page.get_by_role("button", name="Present").click()
    quote = answered.value.json()["quotes"][0]
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-slide='1.1'] blockquote")).to_be_visible()
    said: list[str] = []
    while len(" ".join(said).split()) < len(quote["text"].split()):
        block = page.locator("[data-slide]:visible blockquote")
        said.append(block.inner_text())
        assert block.get_attribute("lang") == "en"
        assert block.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") > 30
        page.keyboard.press("ArrowRight")
    assert " ".join(said).split() == quote["text"].split()
    assert len(said) > 1


def test_a_slide_of_the_list_can_be_loaded_again(page: Page, tmp_path: Path) -> None:
    """The tab keeps the list; going back leads through the answers, and leaving shows the list again."""
    page.goto("/learn/questions")
    load(page, tmp_path, QUESTIONS.encode())
    page.get_by_role("button", name="Present").click()
    expect(page.locator("[data-slide='1']")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-slide='1.1']")).to_be_visible()
    page.goto("/learn/present?deck=questions&slide=2")
    expect(page.locator("[data-slide='2']")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-slide^='1.']:visible")).to_be_visible()
    page.goto("/learn/present?deck=questions&slide=2.1")
    expect(page.get_by_role("heading", name="No answer in the guide")).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_url("**/learn/questions")
    expect(page.locator("[data-text]")).to_have_value(QUESTIONS)


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_a_list_is_presented_without_script(page: Page) -> None:
    """Posted by a form, stepped through by its buttons, and back to the list."""
    page.goto("/learn/questions")
    page.locator("[name=questions]").fill(QUESTIONS)
    page.get_by_role("button", name="Present").click()
    expect(page.locator("[data-slide='1']")).to_have_text(re.compile("What is servitude\\?"))
    page.locator("[data-next]").click()
    expect(page.locator("[data-slide='1.1'] blockquote")).to_be_visible()
    while shown(page) != "2.1":
        page.locator("[data-next]").click()
    expect(page.get_by_role("heading", name="No answer in the guide")).to_be_visible()
    page.locator("[data-previous]").click()
    expect(page.locator("[data-slide='2']")).to_have_text(re.compile("What is a xyzzy plugh\\?"))
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("textbox", name="Questions")).to_have_value(QUESTIONS)


def test_a_question_that_fails_can_be_asked_again(page: Page, tmp_path: Path) -> None:
    """A server that is away is said to be; once it is back, the answer comes."""
    page.goto("/learn/questions")
    load(page, tmp_path, QUESTIONS.encode())
    page.route("**/api/v1/ask", lambda route: route.abort())
    page.get_by_role("button", name="Present").click()
    expect(page.locator("[data-slide='1']")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="This question could not be asked")).to_be_visible()
    page.unroute("**/api/v1/ask")
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("[data-slide='1.1'] blockquote")).to_be_visible()


def test_a_question_that_the_server_refuses_says_why(page: Page) -> None:
    """In the server's own words, on the slide."""
    page.goto("/learn/questions")
    page.locator("[data-text]").fill("long " * 110)
    page.get_by_role("button", name="Present").click()
    expect(page.locator("[data-slide='1']")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-problem]")).to_contain_text("549 characters")


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"\x89PNG\x00\x01\x02", "photo.png", "photo.png is not a text file."),
        (b"# only a remark\n", "empty.txt", "The list has no question yet."),
        (b"What is TIP?\n" * 9000, "large.txt", "large.txt is too large"),
    ],
)
def test_a_file_that_is_no_list_is_refused(page: Page, tmp_path: Path, content: bytes, name: str, says: str) -> None:
    """Beside the field, and announced."""
    page.goto("/learn/questions")
    load(page, tmp_path, content, name)
    expect(page.locator("[data-errors]")).to_contain_text(says)
    expect(page.locator("[data-text]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-status]")).to_contain_text(says)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_a_file_of_an_old_editor_keeps_its_accents(page: Page, tmp_path: Path, encoding: str) -> None:
    """Spanish and Portuguese questions survive, whichever way the file was saved."""
    page.goto("/learn/questions")
    load(page, tmp_path, "¿Qué es la trata de niños?\r\nO que é servidão?".encode(encoding))
    expect(page.locator("[data-text]")).to_have_value("¿Qué es la trata de niños?\nO que é servidão?")


def test_a_list_is_saved_as_a_file(page: Page) -> None:
    """What was written on the page can be kept for the next class."""
    page.goto("/learn/questions")
    page.locator("[data-text]").fill(QUESTIONS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a text file").click()
    assert download.value.suggested_filename == "questions.txt"
    assert Path(download.value.path()).read_text() == QUESTIONS


def test_a_presentation_without_a_list_leads_to_where_it_is_written(page: Page) -> None:
    """An empty tab has none."""
    page.goto("/learn/present?deck=questions")
    page.get_by_role("link", name="Write or load questions").click()
    page.wait_for_url("**/learn/questions")


# -- every page -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("options", [PHONE])
@IN_PARTS
def test_nothing_is_lost_on_a_phone(page: Page, paths: Iterable[str]) -> None:
    """At 320 pixels no page scrolls sideways, and what is pressed is at least 24 pixels high."""
    too_wide: dict[str, int] = {}
    too_small: dict[str, list[str]] = {}
    for path in visit(page, paths):
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            too_wide[path] = width
        small = page.evaluate("""() => ["button", "select", "input", "summary", ".button"]
          .flatMap((pressed) => [...document.querySelectorAll(`main ${pressed}`)])
          .filter((one) => one.checkVisibility() && one.type !== "checkbox" && one.getBoundingClientRect().height < 24)
          .map((one) => one.outerHTML.slice(0, 80))""")
        if small:
            too_small[path] = small
    assert too_wide == {}
    assert too_small == {}


@pytest.mark.parametrize("options", SCHEMES, ids=["light", "dark"])
@IN_PARTS
def test_axe_finds_nothing(page: Page, paths: Iterable[str]) -> None:
    """On any page, in both colour schemes, with what is folded unfolded."""
    found: dict[str, list[str]] = {}
    for path in visit(page, paths):
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        if violations := axe_violations(page):
            found[path] = violations
    assert found == {}


@pytest.mark.parametrize("options", [SCHEMES[0], *sweep(SCHEMES[1])], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_presenters_states(page: Page) -> None:
    """The dialog of keys, the blank screen, a live answer, and a question without one."""
    page.goto("/learn/present?deck=myths")
    page.get_by_role("button", name="Keys").click()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert axe_violations(page) == []
    page.goto("/learn/questions")
    page.get_by_role("button", name="Present").click()
    assert axe_violations(page) == []
    page.locator("[data-text]").fill(QUESTIONS)
    page.get_by_role("button", name="Present").click()
    expect(page.locator("[data-slide='1']")).to_be_visible()
    for name in ("1", "1.1", "2", "2.1"):
        while shown(page) != name:
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(50)
        assert axe_violations(page) == []


@pytest.mark.parametrize("name", [*DECKS[:2], *sweep(*DECKS[2:])])
def test_hand_outs_and_slides_can_be_printed(page: Page, name: str) -> None:
    """The header, the controls and the buttons stay off the paper; every slide is on it."""
    page.emulate_media(media="print")
    page.goto(f"/learn/handout?deck={name}")
    for selector in (".site-header", "[data-print]", ".kicker"):
        expect(page.locator(selector)).to_be_hidden()
    assert len(page.pdf()) > 5000
    page.goto(f"/learn/present?deck={name}")
    expect(page.locator(".controls")).to_be_hidden()
    slides = page.locator("[data-slide]")
    for number in range(slides.count()):
        expect(slides.nth(number)).to_be_visible()
    pages = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
    assert pages == slides.count()


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}, {"forced_colors": "active"}])
def test_the_exercises_work_with_forced_colours_and_without_motion(page: Page) -> None:
    """Right and wrong are told by words and signs, not by colour alone."""
    page.goto("/learn/myths?seed=7&answers=2")
    expect(page.locator(".stage__verdict")).to_contain_text(re.compile("Right|Not so"))
    page.goto("/learn/purposes?case-1=A")
    expect(page.locator(".task__verdict").first).to_have_text(re.compile("As the guide has it|Not as"))


def test_nothing_is_asked_of_other_hosts_and_nothing_is_kept_in_cookies(page: Page, context: BrowserContext) -> None:
    """The fixture fails on any request to another host; the pages set no cookie."""
    for path in ("/learn", "/learn/myths", "/learn/flashcards", "/learn/present?deck=approaches", "/learn/questions"):
        page.goto(path)
    assert context.cookies() == []


def test_a_slow_answer_does_not_jump_ahead(page: Page) -> None:
    """Whoever has gone on to another slide is not thrown back when the answer comes."""
    page.goto("/learn/questions")
    page.locator("[data-text]").fill(QUESTIONS)
    held: list[Route] = []
    page.route("**/api/v1/ask", lambda route: held.append(route))
    page.get_by_role("button", name="Present").click()
    expect(page.locator("[data-slide='1']")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    expect(page.locator("[data-slide='2']")).to_be_visible()
    for route in held:
        route.continue_()
    expect(page.locator("[data-slide='1.1']")).to_be_attached()
    expect(page.locator("[data-slide='2']")).to_be_visible()
