"""The chat in a real browser: with and without script, by keyboard alone, on a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from assistant.answering import Assistant
from assistant.reply import Reason
from tests.browser.conftest import MOVING, axe_violations, sweep

CONSENT = "Can a man who agreed to the work still be a victim?"
CONSENT_QUOTE = "The consent of a victim of trafficking in persons"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
NO_SCRIPT = {"java_script_enabled": False}
SCHEMES = [{"color_scheme": "light"}, {"color_scheme": "dark"}]


def ask(page: Page, question: str) -> None:
    """Types *question*, sends it with Enter, and waits for the answer."""
    before = page.locator("[data-turn]").count()
    page.locator("#question").fill(question)
    page.locator("#question").press("Escape")  # puts the term list away, if it came
    page.locator("#question").press("Enter")
    expect(page.locator("[data-turn]")).to_have_count(before + 1)


def last(page: Page) -> str:
    return page.locator("[data-turn]").last.inner_text()


# -- the conversation -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("options", [MOVING])
def test_a_conversation_goes_on_without_loading_the_page(page: Page) -> None:
    """Two questions, two answers, one page; the quotation comes first and the field is ready for the next."""
    page.goto("/")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    ask(page, CONSENT)
    expect(page.locator("[data-turn] blockquote").first).to_contain_text(CONSENT_QUOTE)
    ask(page, "What is the definition of servitude?")
    assert loads == []
    expect(page.locator("#question")).to_have_value("")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator(".starters")).to_be_hidden()


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_the_same_conversation_works_without_script(page: Page) -> None:
    """Forms alone carry it: starter, next question, chip, start over."""
    page.goto("/")
    page.get_by_role("button", name=CONSENT).click()
    expect(page.locator("[data-turn] blockquote").first).to_contain_text(CONSENT_QUOTE)
    page.locator("#question").fill("What is an exmple of servitude?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("[data-turn]")).to_have_count(2)
    assert page.url.endswith("/#turn-2")
    page.get_by_role("button", name=re.compile("search for “exmple”")).click()
    expect(page.locator("[data-turn]")).to_have_count(2)
    expect(page.locator("#turn-2 .chip--off")).to_contain_text("exmple")
    page.get_by_role("link", name="Start over").click()
    expect(page.locator("[data-turn]")).to_have_count(0)


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_without_script_nothing_is_offered_that_needs_it(page: Page) -> None:
    """No copy buttons, no colour switch; the text to copy stands there."""
    page.goto(f"/answer?q={CONSENT}")
    expect(page.locator(".js-only:visible")).to_have_count(0)
    page.locator(".hero summary").click()
    expect(page.locator(".hero [data-copy-text]").first).to_contain_text("CC BY 3.0 IGO")


def test_going_away_and_coming_back_keeps_the_conversation_in_this_tab(page: Page, context: BrowserContext) -> None:
    """A reload brings the answers back; another tab, and the server, know nothing of them."""
    page.goto("/")
    ask(page, CONSENT)
    ask(page, "HRBA")
    page.reload()
    expect(page.locator("[data-turn]")).to_have_count(2)
    expect(page.locator("[data-turn] blockquote").first).to_contain_text(CONSENT_QUOTE)
    other = context.new_page()
    other.goto("/")
    expect(other.locator("[data-turn]")).to_have_count(0)
    assert context.cookies() == []


def test_starting_over_forgets_everything(page: Page) -> None:
    """The answers go, the starters come back, and a reload brings nothing."""
    page.goto("/")
    ask(page, CONSENT)
    page.get_by_role("link", name="Start over").click()
    expect(page.locator("[data-turn]")).to_have_count(0)
    expect(page.locator(".starters")).to_be_visible()
    expect(page.locator("#question")).to_be_focused()
    page.reload()
    expect(page.locator("[data-turn]")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_chip_changes_its_own_answer_and_no_other(page: Page) -> None:
    """The corrected word is searched as it was typed; the focus goes to where it can be undone."""
    page.goto("/")
    ask(page, "What is an exmple of servitude?")
    ask(page, "HRBA")
    page.get_by_role("button", name=re.compile("search for “exmple”")).click()
    expect(page.locator("#turn-1 .chip--off")).to_be_focused()
    expect(page.locator("[data-turn]")).to_have_count(2)
    page.locator("#turn-1 .chip--off").press("Enter")
    expect(page.get_by_role("button", name=re.compile("search for “exmple”"))).to_be_focused()


def test_how_an_answer_was_found_opens_in_its_place(page: Page) -> None:
    """The page is not loaded anew, and the focus goes to what was opened."""
    page.goto("/")
    ask(page, CONSENT)
    page.get_by_role("button", name="How this was found").click()
    expect(page.locator("[data-explanation] > summary")).to_be_focused()
    expect(page.locator("[data-explanation]")).to_contain_text("Sum")
    page.reload()
    expect(page.locator("[data-explanation]")).to_contain_text("Sum")


def test_an_answers_address_begins_a_conversation(page: Page) -> None:
    """The question asked there goes on in the chat, after what this tab had before."""
    page.goto("/")
    ask(page, "HRBA")
    page.goto(f"/answer?q={CONSENT}")
    expect(page.locator("[data-turn]")).to_have_count(1)
    page.locator("#question").fill("What is servitude?")
    page.locator("#question").press("Escape")
    page.locator("#question").press("Enter")
    expect(page.locator("[data-turn]")).to_have_count(3)
    assert page.locator("[data-turn]").evaluate_all("(turns) => turns.map((t) => t.dataset.question)") == [
        "HRBA", CONSENT, "What is servitude?",
    ]  # fmt: skip
    assert page.url.endswith("/#turn-2")


def test_when_the_server_is_gone_the_page_says_so_and_loses_nothing(page: Page) -> None:
    """The question stays in the field."""
    page.goto("/")
    ask(page, CONSENT)
    page.route("**/turns", lambda route: route.abort())
    page.locator("#question").fill("HRBA")
    page.locator("#question").press("Escape")
    page.locator("#question").press("Enter")
    expect(page.locator("[data-error]")).to_contain_text("did not answer")
    expect(page.locator("#question")).to_have_value("HRBA")
    expect(page.locator("[data-turn]")).to_have_count(1)


def test_when_the_script_gets_something_strange_the_plain_form_takes_over(page: Page) -> None:
    """A proxy's error page, say: the browser sends the form itself."""
    page.goto("/")
    ask(page, CONSENT)
    page.route("**/turns", lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad</h1>"))
    page.locator("#question").fill("HRBA")
    page.locator("#question").press("Escape")
    page.locator("#question").press("Enter")
    expect(page.locator("[data-turn]")).to_have_count(2)


# -- reading, citing, copying -----------------------------------------------------------------------------------------
def test_further_quotes_are_folded_until_asked_for(page: Page) -> None:
    """The first quotation stands alone; the others open below."""
    page.goto(f"/answer?q={CONSENT}")
    expect(page.locator("blockquote:visible")).to_have_count(1)
    page.locator(".more > summary").click()
    assert page.locator("blockquote:visible").count() > 1


@pytest.mark.parametrize("options", [{"permissions": ["clipboard-read", "clipboard-write"]}])
@pytest.mark.parametrize(
    ("form", "begins", "holds"),
    [("Plain text", "“", "ch. 4, Definition"), ("Markdown", "> ", "CC BY 3.0"), ("APA style", "“", "et al., 2025")],
)
def test_a_quote_is_copied_with_its_citation(page: Page, form: str, begins: str, holds: str) -> None:
    """Each form reaches the clipboard as it is shown, and the button says so."""
    page.goto("/")
    ask(page, CONSENT)
    page.locator(".hero summary").click()
    page.locator(".hero").get_by_role("button", name=f"Copy as {form}").click()
    expect(page.locator("[data-status]")).to_have_text("Copied, with its citation.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(begins)
    assert CONSENT_QUOTE in copied
    assert holds in copied


@pytest.mark.parametrize("options", [{"permissions": ["clipboard-read", "clipboard-write"]}])
def test_the_link_to_an_answer_is_copied_whole(page: Page, server: str) -> None:
    """And it leads to the same quotation."""
    page.goto("/")
    ask(page, CONSENT)
    page.get_by_role("link", name="Link to this answer").click()
    expect(page.locator("[data-status]")).to_have_text("Link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{server}/answer?q=")
    page.goto(copied)
    expect(page.locator("blockquote").first).to_contain_text(CONSENT_QUOTE)


@pytest.mark.parametrize("options", [MOVING])
def test_a_citation_leads_to_its_place_and_back(page: Page) -> None:
    """Ask, read the quote, follow the citation, see the passage marked in the guide, return to the conversation."""
    page.goto("/")
    ask(page, "HRBA")
    ask(page, CONSENT)
    link = page.locator("#turn-2 .hero .citation a")
    assert re.match(r"/guide/introductory-guide\?mark=\d+-\d+#definition--", link.get_attribute("href") or "")
    link.click()
    page.wait_for_url("**/guide/**")
    marked = page.locator("main mark").filter(has_text=CONSENT_QUOTE)
    expect(marked.first).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("Back to my question")).first.click()
    page.wait_for_url("**/#turn-2")
    expect(page.locator("[data-turn]")).to_have_count(2)
    expect(page.locator("#turn-2 blockquote").first).to_be_in_viewport()


@pytest.mark.parametrize("options", [{"accept_downloads": True}])
@pytest.mark.parametrize(("button", "ending"), [("Markdown", ".md"), ("Plain text", ".txt")])
def test_chosen_answers_are_exported_as_a_file(page: Page, tmp_path: Path, button: str, ending: str) -> None:
    """Unticked answers stay out; the page stays as it is."""
    page.goto("/")
    ask(page, CONSENT)
    ask(page, "What is the definition of servitude?")
    page.get_by_text("Export the conversation").click()
    page.get_by_role("checkbox", name=CONSENT).uncheck()
    with page.expect_download() as waiting:
        page.locator(".after").get_by_role("button", name=button).click()
    file = tmp_path / "export"
    waiting.value.save_as(file)
    text = file.read_text()
    assert waiting.value.suggested_filename.endswith(ending)
    assert "servitude" in text
    assert CONSENT not in text
    assert "CC BY 3.0 IGO" in text
    expect(page.locator("[data-turn]")).to_have_count(2)


def test_the_page_to_print_prints_whole(page: Page) -> None:
    """The sheet has questions, quotes and source, and becomes a PDF."""
    page.goto("/")
    ask(page, CONSENT)
    page.get_by_text("Export the conversation").click()
    page.get_by_role("button", name="Page to print").click()
    expect(page.get_by_role("heading", name="Answers from the guide")).to_be_visible()
    expect(page.get_by_role("heading", name=CONSENT)).to_be_visible()
    expect(page.locator("blockquote").first).to_contain_text(CONSENT_QUOTE)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    assert page.pdf().startswith(b"%PDF")
    page.get_by_role("button", name="Back to the conversation").click()
    expect(page.locator("[data-turn]")).to_have_count(1)


# -- the field --------------------------------------------------------------------------------------------------------
def test_shift_enter_begins_a_new_line(page: Page) -> None:
    """Enter alone sends."""
    page.goto("/")
    field = page.locator("#question")
    field.press_sequentially("What is")
    field.press("Shift+Enter")
    field.press_sequentially("the aim?")
    expect(field).to_have_value("What is\nthe aim?")
    expect(page.locator("[data-turn]")).to_have_count(0)


def test_the_slash_key_leads_to_the_field_until_it_is_switched_off(page: Page) -> None:
    """The choice is remembered; a slash that is typed in the field is a slash."""
    page.goto("/")
    ask(page, CONSENT)
    page.locator("h2").first.click()
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_value("")
    page.keyboard.press("/")
    expect(page.locator("#question")).to_have_value("/")
    page.locator("#question").fill("")
    page.get_by_text("Keyboard", exact=True).click()
    page.get_by_role("checkbox", name="Use the / key").uncheck()
    page.reload()
    expect(page.locator("[data-turn]")).to_have_count(1)
    page.locator("h2").first.click()
    page.keyboard.press("/")
    expect(page.locator("#question")).not_to_be_focused()


def test_the_up_arrow_brings_earlier_questions_back(page: Page) -> None:
    """The last first; the down arrow leads forward again, to an empty field."""
    page.goto("/")
    ask(page, CONSENT)
    ask(page, "HRBA")
    field = page.locator("#question")
    for key, value in (("ArrowUp", "HRBA"), ("ArrowUp", CONSENT), ("ArrowUp", CONSENT), ("ArrowDown", "HRBA"),
                       ("ArrowDown", "")):  # fmt: skip
        field.press(key)
        expect(field).to_have_value(value)


def test_terms_are_offered_while_typing_and_taken_by_keyboard(page: Page) -> None:
    """Arrow, Enter: the term stands in the field and nothing was sent."""
    page.goto("/")
    field = page.locator("#question")
    field.press_sequentially("what is debt b")
    options = page.get_by_role("listbox", name="Terms of the guide").get_by_role("option")
    expect(options.first).to_contain_text("debt bondage")
    expect(page.locator("[data-status]")).to_contain_text("Choose with the arrow keys")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Enter")
    expect(field).to_have_value("what is debt bondage")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("[data-turn]")).to_have_count(0)


def test_the_term_list_is_never_in_the_way_of_sending(page: Page) -> None:
    """Enter without a choice sends; Escape puts the list away; a pointer can choose, too."""
    page.goto("/")
    field = page.locator("#question")
    field.press_sequentially("servi")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press_sequentially("t")
    page.get_by_role("option").first.click()
    assert "servi" in field.input_value().lower()
    field.fill("")
    field.press_sequentially("debt b")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Enter")
    expect(page.locator("[data-turn]")).to_have_count(1)


def test_a_question_that_cannot_be_taken_is_refused_beside_the_field(page: Page) -> None:
    """The reason is read out, the field is marked and keeps its text; typing takes the mark away."""
    page.goto("/")
    page.locator("#question").fill("a " * 300)
    expect(page.locator("[data-count]")).to_contain_text("too many")
    page.locator("#question").press("Enter")
    expect(page.locator("[data-error]")).to_contain_text("500")
    expect(page.locator("#question")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("[data-status]")).to_contain_text("500")
    page.locator("#question").press_sequentially("b")
    expect(page.locator("[data-error]")).to_be_hidden()
    page.locator("#question").fill("")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("[data-error]")).to_contain_text("question")


def test_the_page_asks_before_personal_data_is_sent(page: Page) -> None:
    """Nothing leaves the browser until the reader decides; editing is the first choice."""
    page.goto("/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("#question").fill("Her name is Maria Lopez, is she a victim?")
    page.locator("#question").press("Enter")
    dialog = page.get_by_role("dialog", name="Is there personal data in your question?")
    expect(dialog).to_be_visible()
    assert sent == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_value("Her name is Maria Lopez, is she a victim?")
    assert sent == []
    page.locator("#question").press("Enter")
    page.get_by_role("button", name="Send it as it is").click()
    expect(page.locator("[data-turn]")).to_have_count(1)
    expect(page.locator("[data-turn]")).to_contain_text("was not searched")


SEEMINGLY_PERSONAL = (
    CONSENT,
    "Her name is Maria, is she a victim?",
    "write to maria.lopez@example.org",
    "call +54 11 4444 5555 99",
    "passport AB1234567 was taken",
    "CPF 123.456.789-09",
    "se llama Ana García y vive en la calle Belgrano 123",
    "o nome dela é Joana Silva",
    "In 2020, 187,915 victims were detected, 46% of them women",
    "¿Cuál es su nombre en la guía?",
    "SDG 5.2, 8.7 and 16.2",
    "between 2003 and 2021 what happened",
)


def test_page_and_server_agree_on_what_seems_to_be_personal_data(page: Page, real: Assistant) -> None:
    """The page asks exactly where the server would not search."""
    page.goto("/")
    asked = page.evaluate(
        """async (questions) => {
            const { personalData } = await import("/static/js/personal.js");
            const settings = JSON.parse(document.querySelector("[data-settings]").textContent);
            return Object.fromEntries(questions.map((one) => [one, personalData(one, settings.personal)]));
        }""",
        SEEMINGLY_PERSONAL,
    )
    assert asked == {one: real.ask(one).reason is Reason.PERSONAL_DATA for one in SEEMINGLY_PERSONAL}


# -- everybody --------------------------------------------------------------------------------------------------------
def test_the_whole_flow_goes_by_keyboard_alone(page: Page) -> None:
    """Skip link, question, chip, folded quotes, copy, citation: by Tab, Enter and the field's own keys."""
    page.goto("/about")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.goto("/")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("Can a man who agreed still be a victm?")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("[data-turn]")).to_have_count(1)
    reached = []
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        reached.append(page.evaluate("document.activeElement.innerText.trim().split('\\n')[0]"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", reached[-1]
        if "Showing results for" in reached[-1]:
            break
    text = " ".join(reached)
    for stop in ("further passage", "Link to this answer", "Copy with citation", "Introductory Guide", "Showing"):
        assert stop in text


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}])
def test_what_has_the_focus_is_never_hidden_behind_the_composer(page: Page) -> None:
    """Going backwards by Tab through a long conversation, every stop can be seen and pressed."""
    page.goto("/")
    for question in (CONSENT, "What are the recommendations of the gender approach?", "HRBA"):
        ask(page, question)
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(20)
        hidden = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (one === document.body) return "";
                const box = one.getClientRects()[0];
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return one.contains(top) ? "" : one.outerHTML;
            }"""
        )
        assert not hidden


def test_an_answer_is_announced_once_and_shortly(page: Page) -> None:
    """The status line says how many quotes and from where; the log itself is not live, so nothing is read twice."""
    page.goto("/")
    page.evaluate(
        """() => {
            window.said = [];
            const line = document.querySelector("[data-status]");
            const note = () => line.textContent && window.said.push(line.textContent);
            new MutationObserver(note).observe(line, {childList: true});
        }"""
    )
    ask(page, CONSENT)
    page.wait_for_timeout(300)
    said = page.evaluate("window.said")
    assert [s for s in said if s.startswith("Answer:")] == [said[-1]]
    assert re.fullmatch(r"Answer: \d quotes?, .+", said[-1])
    assert page.locator("[data-log]").get_attribute("aria-live") == "off"


@pytest.mark.parametrize(("language", "begins"), [("es", "Respuesta: "), ("pt", "Resposta: ")])
def test_an_announcement_names_its_place_in_the_guides_language(language: str, begins: str, page: Page) -> None:
    """A Spanish voice would read an English heading as nonsense."""
    page.goto(f"/?lang={language}")
    ask(page, CONSENT)
    status = page.locator("[data-status]")
    expect(status).to_contain_text(begins)
    expect(status.locator("span[lang=en]")).to_have_text(str(page.locator("[data-turn]").get_attribute("data-announce-place")))


@pytest.mark.parametrize("options", [PHONE])
def test_on_a_phone_everything_fits_and_nothing_covers_the_answer(page: Page) -> None:
    """No sideways scrolling, no fixed bars, targets large enough."""
    page.goto("/")
    assert fits(page)
    ask(page, CONSENT)
    assert fits(page)
    assert page.evaluate("getComputedStyle(document.querySelector('[data-composer]')).position") == "static"
    page.locator(".more > summary").tap()
    page.locator(".hero summary").tap()
    assert fits(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, nav a, .tools a, .citation a, label")]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize("options", [{"viewport": {"width": 320, "height": 256}}])
def test_at_four_hundred_percent_nothing_is_lost(page: Page) -> None:
    """320 by 256 CSS pixels are a desktop screen at 400 %."""
    page.goto("/")
    ask(page, "What are the recommendations of the gender approach?")
    assert fits(page)
    assert page.evaluate("getComputedStyle(document.querySelector('[data-composer]')).position") == "static"


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_the_colour_switch_is_remembered_and_goes_round(page: Page) -> None:
    """Light, dark, as the device; before the first paint, so that nothing flashes."""
    page.goto("/")
    switch = page.get_by_role("button", name="Colours:")
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()"
    light = page.evaluate(paper)
    switch.click()
    expect(switch).to_have_accessible_name("Colours: light")
    switch.click()
    expect(switch).to_have_accessible_name("Colours: dark")
    assert page.evaluate(paper) != light
    page.goto("/about")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Colours: dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") is None
    assert page.evaluate(paper) == light


@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_language_switch_keeps_page_and_conversation(page: Page, language: str) -> None:
    """The page changes its language, the quotation keeps its own, and the choice lasts."""
    page.goto("/")
    ask(page, CONSENT)
    page.locator(f".languages [lang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("[data-turn]")).to_have_count(1)
    expect(page.locator("blockquote").first).to_have_attribute("lang", "en")
    page.goto("/about")
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce", "forced_colors": "active"}])
def test_reduced_motion_and_forced_colours_are_respected(page: Page) -> None:
    """No smooth scrolling; marked words stay marked in the system's colours."""
    page.goto("/")
    ask(page, "What are the recommendations of the gender approach?")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_first_answer_costs_less_than_sixty_kilobytes(page: Page) -> None:
    """Everything that is transferred for the page and one answer."""
    sizes: dict[str, int] = {}

    def weigh(request: Request) -> None:
        size = request.sizes()
        sizes[request.url] = size["responseBodySize"] + size["responseHeadersSize"]

    page.on("requestfinished", weigh)
    page.goto("/")
    ask(page, CONSENT)
    page.wait_for_timeout(200)
    assert len(sizes) > 10
    assert sum(sizes.values()) < 60_000, sizes


# -- axe --------------------------------------------------------------------------------------------------------------
def home(page: Page) -> None:
    page.goto("/")


def answer(page: Page) -> None:
    page.goto("/")
    ask(page, "What is an exmple of servitude?")
    ask(page, "and for children?")
    page.get_by_role("button", name="How this was found").first.click()
    expect(page.locator("[data-explanation]")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def lists(page: Page) -> None:
    page.goto("/answer?q=What are the recommendations of the gender approach?")


def not_found(page: Page) -> None:
    page.goto("/")
    ask(page, "zebra quantum")
    ask(page, "What is the price of bitcoin in Tokyo?")


def fixed_replies(page: Page) -> None:
    page.goto("/")
    for question in ("hello", "Please help me, they won't let me leave", "¿Qué es el tráfico?"):
        ask(page, question)


def error(page: Page) -> None:
    page.goto("/")
    page.locator("#question").fill("a " * 300)
    page.locator("#question").press("Enter")
    expect(page.locator("[data-error]")).to_be_visible()


def dialog(page: Page) -> None:
    page.goto("/")
    page.locator("#question").fill("Her name is Maria Lopez, is she a victim?")
    page.locator("#question").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def term_list(page: Page) -> None:
    page.goto("/")
    page.locator("#question").press_sequentially("traffick")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("#question").press("ArrowDown")


def sheet(page: Page) -> None:
    page.goto("/")
    ask(page, CONSENT)
    page.get_by_text("Export the conversation").click()
    page.get_by_role("button", name="Page to print").click()


def about(page: Page) -> None:
    page.goto("/about")


def accessibility(page: Page) -> None:
    page.goto("/accessibility")


def missing(page: Page) -> None:
    page.goto("/no-such-page")


STATES = [home, answer, lists, not_found, fixed_replies, error, dialog, term_list, sheet, about, accessibility, missing]

EVERY_DAY = [(answer, SCHEMES[0]), (not_found, SCHEMES[1]), (sheet, SCHEMES[0])]
EVERY_STATE = [(state, options) for state in STATES for options in SCHEMES]


@pytest.mark.parametrize(
    ("state", "options"),
    [*EVERY_DAY, *sweep(*(case for case in EVERY_STATE if case not in EVERY_DAY))],
    ids=lambda one: one.get("color_scheme") if isinstance(one, dict) else one.__name__,
)
def test_axe_finds_nothing(page: Page, state: object) -> None:
    """WCAG A and AA and best practice, in every state and both colour schemes."""
    assert callable(state)
    state(page)
    page.wait_for_timeout(200)
    assert axe_violations(page) == []
