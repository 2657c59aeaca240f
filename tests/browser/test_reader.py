"""The reader in a real browser: from an answer to its place and back, terms, search, figures, phone, paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import MOVING, axe_violations, sweep

GUIDE = "/guide/introductory-guide"
QUESTION = "Can a man who agreed to the work still be a victim?"
CONSENT = f"{GUIDE}?mark=51297-51513#definition--b-the-consent-of-a-victim"
SERVITUDE = "purposes-and-modalities--servitude"
NO_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SMALLEST = {"viewport": {"width": 320, "height": 640}}
SCHEMES = [{"color_scheme": "light"}, {"color_scheme": "dark"}]


def in_view(page: Page, selector: str) -> bool:
    """Whether the whole of the first match stands in the window."""
    return bool(page.locator(selector).first.evaluate(
        "(e) => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }"))  # fmt: skip


def term(page: Page, anchor: str, word: str) -> Locator:
    return page.locator(f"[data-passage='{anchor}'] .term", has_text=word).first


# -- from an answer to its place and back -----------------------------------------------------------------------------
@pytest.mark.parametrize("options", [MOVING])
def test_a_citation_opens_the_guide_at_the_marked_words_and_leads_back(page: Page) -> None:
    """From the chat: the words in view, then the same conversation at the same question."""
    page.goto("/")
    page.locator("#question").fill(QUESTION)
    page.locator("#question").press("Escape")
    page.locator("#question").press("Enter")
    page.locator(".hero figcaption a").click()
    expect(page.locator("#marked")).to_contain_text("The consent of a victim of trafficking in persons")
    page.wait_for_load_state("load")
    assert in_view(page, "#marked")
    assert "q=" not in page.url
    page.get_by_role("link", name=f"Back to my question: “{QUESTION}”").last.click()
    expect(page).to_have_url(re.compile(r"/#turn-1$"))
    expect(page.locator("#turn-1 blockquote").first).to_contain_text("The consent of a victim")


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_the_same_way_there_and_back_without_script(page: Page) -> None:
    """The question travels in the address, which had it already."""
    page.goto(f"/answer?q={QUESTION}")
    page.locator(".hero figcaption a").click()
    expect(page.locator("mark.cited").first).to_contain_text("The consent of a victim")
    page.get_by_role("link", name="Next passage").click()
    expect(page.locator("mark.cited").first).to_contain_text("c) The")
    page.get_by_role("link", name=re.compile("Back to my question: “Can a man")).click()
    expect(page.locator("h2", has_text=QUESTION)).to_be_visible()


def test_the_next_and_the_previous_passage_are_one_key_away(page: Page) -> None:
    """From a cited passage on, and back again; each is marked in its turn."""
    page.goto(CONSENT)
    with page.expect_navigation():  # until it is loaded: script moves the focus when the page opens
        page.get_by_role("link", name="Next passage").press("Enter")
    expect(page.locator("mark.cited").first).to_contain_text("c) The")
    with page.expect_navigation():
        page.get_by_role("link", name="Previous passage").press("Enter")
    expect(page.locator("mark.cited").first).to_contain_text("b) The consent of a victim")


@pytest.mark.parametrize("options", [MOVING, NO_SCRIPT])
def test_a_footnote_leads_to_its_text_and_back_to_its_sentence(page: Page) -> None:
    """By keyboard, with and without script; both ends are in view when they are reached."""
    page.goto(GUIDE)
    page.get_by_role("link", name="Footnote 2", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#fn:2$"))
    expect(page.locator("[id='fn:2']")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the text, footnote 2").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#fnref:2$"))
    expect(page.locator("[id='fnref:2']")).to_be_in_viewport()


def test_a_way_back_that_leads_elsewhere_is_not_offered(page: Page) -> None:
    """What stands in the tab's storage is not trusted."""
    page.goto(GUIDE)
    for href in ("//example.org/", "https://example.org/", "javascript:alert(1)", 7):
        page.evaluate("(href) => sessionStorage.setItem('back', JSON.stringify({ href, question: 'x' }))", href)
        page.goto("about:blank")
        page.goto(CONSENT)
        expect(page.locator("[data-back]:visible")).to_have_count(0)


@pytest.mark.parametrize("options", [{**PHONE, **MOVING}])
def test_words_deep_in_a_long_passage_are_brought_into_view(page: Page) -> None:
    """On a phone the passage's beginning is not where its last sentence stands."""
    page.goto(GUIDE)
    anchor = page.evaluate("""[...document.querySelectorAll('p[data-passage]')]
        .sort((a, b) => b.offsetHeight - a.offsetHeight)[0].id""")
    mark = page.locator(f"[id='{anchor}'] .cite-link").get_attribute("href") or ""
    start, end = (int(n) for n in re.findall(r"mark=(\d+)-(\d+)", mark)[0])
    page.goto("about:blank")
    page.goto(f"{GUIDE}?mark={end - 40}-{end}#{anchor}")
    page.wait_for_load_state("load")
    expect(page.locator("#marked")).to_be_in_viewport()
    assert end - start > 1200


def test_any_passage_can_be_cited_by_its_link(page: Page, context: BrowserContext) -> None:
    """The link marks it; its citation is copied with the words."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{GUIDE}#global-landscape")
    page.locator("[data-passage^='global-landscape--according'] .cite-link").click()
    expect(page.locator("#marked")).to_contain_text("According to key indicators")
    page.get_by_text("Copy with citation").click()
    page.get_by_role("button", name="Copy as Plain text").click()
    expect(page.locator("[data-status]")).to_have_text("Copied, with its citation.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“According to key indicators")
    assert "Introductory Guide, ch. 4, Global Landscape of Trafficking in Persons, p. 40" in copied
    page.get_by_role("link", name="Copy the link").click()
    expect(page.locator("[data-status]")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_suggested_citation_is_copied_with_edition_and_licence(page: Page, context: BrowserContext) -> None:
    """From the head of the page."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(GUIDE)
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.locator("[data-status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Borda-Montenegro, Angie;")
    assert "CC BY 3.0 IGO" in copied


# -- terms ------------------------------------------------------------------------------------------------------------
def test_a_definition_opens_in_place_by_keyboard_and_closes_with_escape(page: Page) -> None:
    """The focus goes into it and comes back; a screen reader knows what opens and whether it is open."""
    page.goto(f"{GUIDE}#definition")
    servitude = term(page, "definition--a-trafficking-in-persons-shall-mean", "servitude")
    expect(servitude).to_have_role("button")
    expect(servitude).to_have_attribute("aria-expanded", "false")
    servitude.focus()
    page.keyboard.press("Enter")
    tip = page.get_by_role("dialog", name="servitude")
    expect(tip).to_be_focused()
    expect(tip).to_contain_text("forced to work for life in order to repay a debt")
    expect(tip).to_contain_text("Table 4, p. 38")
    expect(servitude).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(servitude).to_be_focused()
    expect(servitude).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(tip).to_be_focused()


def test_going_on_with_tab_closes_the_definition_where_it_was_opened(page: Page) -> None:
    """Nobody is thrown to the end of the page."""
    page.goto(f"{GUIDE}#definition")
    servitude = term(page, "definition--a-trafficking-in-persons-shall-mean", "servitude")
    servitude.focus()
    page.keyboard.press("Enter")
    tip = page.locator("[data-toggletip]")
    expect(tip).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(tip.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(tip).to_be_hidden()
    expect(page.locator("[data-passage='definition--a-trafficking-in-persons-shall-mean'] .cite-link")).to_be_focused()
    servitude.focus()
    page.keyboard.press("Enter")
    expect(tip).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(tip).to_be_hidden()
    expect(servitude).to_be_focused()


def test_a_click_opens_another_definition_and_a_click_elsewhere_closes_it(page: Page) -> None:
    """One at a time; the term's own click closes it as well."""
    page.goto(f"{GUIDE}#definition")
    anchor = "definition--a-trafficking-in-persons-shall-mean"
    tip = page.locator("[data-toggletip]")
    term(page, anchor, "consent").click()
    expect(tip).to_contain_text("The consent of a victim")
    page.get_by_role("button", name="Close").click()
    expect(tip).to_be_hidden()
    expect(term(page, anchor, "consent")).to_be_focused()
    term(page, anchor, "servitude").click()
    expect(tip).to_contain_text("repay a debt")
    term(page, anchor, "servitude").click()
    expect(tip).to_be_hidden()
    term(page, anchor, "servitude").click()
    expect(tip).to_be_visible()
    page.locator("#definition").click()
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("options", [SMALLEST, PHONE, {}])
def test_a_definition_stays_within_the_page(page: Page) -> None:
    """At the right edge of a line, too."""
    page.goto(f"{GUIDE}#explanatory-terminology")
    for link in page.locator("[data-passage^='explanatory-terminology'] .term").all()[:6]:
        link.click()
        tip = page.locator("[data-toggletip]")
        expect(tip).to_be_visible()
        box = tip.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.evaluate("document.documentElement.clientWidth")
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_without_script_a_term_is_a_link_to_its_card(page: Page) -> None:
    """And is announced as a link."""
    page.goto(f"{GUIDE}#definition")
    servitude = term(page, "definition--a-trafficking-in-persons-shall-mean", "servitude")
    expect(servitude).to_have_role("link")
    expect(servitude).to_have_attribute("href", "/terms/servitude")
    expect(page.locator(".js-only:visible")).to_have_count(0)


def test_when_the_server_is_gone_the_link_is_followed(page: Page) -> None:
    """Nothing is swallowed."""
    page.goto(f"{GUIDE}#definition")
    page.route("**/definition/*", lambda route: route.fulfill(status=503))
    term(page, "definition--a-trafficking-in-persons-shall-mean", "servitude").click()
    page.wait_for_url(re.compile("/terms/servitude"))


# -- contents and search ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("options", [MOVING])
def test_the_contents_follow_the_reading(page: Page) -> None:
    """The section that is read is the current one, open and in view beside the text."""
    page.goto(GUIDE)
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name=re.compile("^4. Understanding")).click()
    expect(contents.locator("[aria-current=location]")).to_contain_text("4. Understanding")
    contents.get_by_role("link", name=re.compile("^Myths and Realities")).click()
    expect(page.locator("#myths-and-realities")).to_be_in_viewport()
    expect(contents.locator("[aria-current=location]")).to_contain_text("Myths and Realities")
    expect(contents.locator("[aria-current=location]")).to_be_in_viewport()
    page.locator("#gender-approach").scroll_into_view_if_needed()
    expect(contents.get_by_role("link", name=re.compile("^Gender Approach"))).to_be_visible()


@pytest.mark.parametrize("options", [PHONE])
def test_on_a_phone_the_contents_are_folded_and_fold_again_after_a_choice(page: Page) -> None:
    """So that the text is what one sees."""
    page.goto(GUIDE)
    link = page.get_by_role("navigation", name="Contents").get_by_role("link", name=re.compile("^5. Checklist"))
    expect(link).to_be_hidden()
    page.locator(".toc > summary").tap()
    link.tap()
    expect(page.locator("#checklist")).to_be_in_viewport()
    expect(link).to_be_hidden()


@pytest.mark.parametrize("options", [{}, NO_SCRIPT, PHONE])
def test_finding_in_the_guide(page: Page) -> None:
    """A list in view; a click leads to the marked passage, and a link back to the list."""
    page.goto(GUIDE)
    page.get_by_label("Find in this guide").fill("self-rescue")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("heading", name="“self-rescue” stands in 1 passage")).to_be_in_viewport()
    expect(page.locator("#found mark").first).to_have_text(re.compile("self|rescue"))
    page.locator("#found .hits__place a").first.click()
    expect(page.locator("mark.cited").first).to_be_in_viewport()
    page.get_by_role("link", name="Back to what was found").click()
    expect(page.locator("#found")).to_be_in_viewport()


# -- figures ----------------------------------------------------------------------------------------------------------
def test_charts_are_drawn_in_the_pages_colours(page: Page) -> None:
    """Bars have the size and the colour they should, in light and, at the switch, in dark; no policy is in the way."""
    page.goto(f"{GUIDE}#figure-1")
    bar = page.locator("figure:has(#figure-1) .chart__bar").last
    light = bar.evaluate("(e) => getComputedStyle(e).fill")
    assert light == "rgb(11, 85, 92)"
    box = bar.bounding_box()
    assert box
    assert box["width"] > 150
    assert box["height"] > 8
    page.get_by_role("button", name=re.compile("Colours")).click()
    page.get_by_role("button", name=re.compile("Colours")).click()
    assert bar.evaluate("(e) => getComputedStyle(e).fill") not in (light, "rgb(0, 0, 0)")
    hatched = page.locator("figure:has(#figure-4) .chart__bar").first
    assert hatched.evaluate("(e) => getComputedStyle(e).fill").startswith("url(")


@pytest.mark.parametrize("options", [{"forced_colors": "active"}])
def test_charts_show_in_forced_colours(page: Page) -> None:
    """In the reader's own colours."""
    page.goto(f"{GUIDE}#figure-1")
    bar = page.locator("figure:has(#figure-1) .chart__bar").first
    text = page.locator("figure:has(#figure-1) .chart text").first
    assert bar.evaluate("(e) => getComputedStyle(e).fill") == text.evaluate("(e) => getComputedStyle(e).fill")


# -- small screens, access, paper -------------------------------------------------------------------------------------
@pytest.mark.parametrize("options", [SMALLEST, {**SMALLEST, "java_script_enabled": False}])
@pytest.mark.parametrize("url", [GUIDE, CONSENT, f"{GUIDE}?mark=53837-54107#{SERVITUDE}", f"{GUIDE}?find=trafficking"])
def test_nothing_is_cut_off_or_covered_at_320_pixels(page: Page, url: str) -> None:
    """The page scrolls in one direction only, tables and figures too, and no bar stands over the text."""
    page.goto(url)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = page.evaluate("""[...document.querySelectorAll('main *')].filter((e) => {
        const r = e.getBoundingClientRect();
        return r.width > 1 && r.right > 321 && !e.closest('.visually-hidden, svg, thead');
    }).map((e) => e.outerHTML.slice(0, 120))""")
    assert wide == []
    fixed = page.evaluate("""[...document.querySelectorAll('main *')].filter(
        (e) => ['fixed', 'sticky'].includes(getComputedStyle(e).position)).length""")
    assert fixed == 0


def state_definition(page: Page) -> None:
    page.goto(f"{GUIDE}#definition")
    term(page, "definition--a-trafficking-in-persons-shall-mean", "servitude").click()
    expect(page.locator("[data-toggletip]")).to_be_visible()


def state_cited(page: Page) -> None:
    page.goto(f"{CONSENT.replace('#', '&q=Why%3F#')}")
    page.get_by_text("Copy with citation").click()


STATES = {
    "guide": lambda page: page.goto(GUIDE),
    "cited": state_cited,
    "row": lambda page: page.goto(f"{GUIDE}?mark=53837-54107#{SERVITUDE}"),
    "definition": state_definition,
    "found": lambda page: page.goto(f"{GUIDE}?find=consent#found"),
    "not found": lambda page: page.goto(f"{GUIDE}?find=carburettor#found"),
    "error": lambda page: page.goto(f"{GUIDE}?find={'x' * 600}"),
}


EVERY_DAY = [("cited", SCHEMES[0]), ("definition", {**PHONE, "color_scheme": "dark"})]
EVERY_STATE = [(state, options) for state in STATES for options in (*SCHEMES, {**PHONE, "color_scheme": "dark"})]


@pytest.mark.parametrize(
    ("state", "options"), [*EVERY_DAY, *sweep(*(case for case in EVERY_STATE if case not in EVERY_DAY))]
)
def test_axe_finds_nothing_wrong(page: Page, state: str) -> None:
    """In every state of the page, light and dark, on a desk and on a phone."""
    STATES[state](page)
    assert axe_violations(page) == []


def test_what_is_pressed_is_large_enough(page: Page) -> None:
    """24 pixels at least, but for links in the flow of a sentence."""
    page.goto(CONSENT)
    small = page.evaluate("""[...document.querySelectorAll('main a, main button, main summary')].filter((e) => {
        const r = e.getBoundingClientRect();
        const inline = getComputedStyle(e).display === 'inline' && e.closest('p, li, td, th, sup, footer');
        return r.width > 1 && !inline && (r.height < 24 || r.width < 20);
    }).map((e) => e.outerHTML.slice(0, 120))""")
    assert small == []


def test_the_guide_prints_without_what_belongs_to_the_screen(page: Page) -> None:
    """Text, tables as tables, charts and marks; no contents, search or buttons."""
    page.set_viewport_size({"width": 640, "height": 900})
    page.goto(CONSENT)
    page.emulate_media(media="print")
    for selector in (".reader__side", ".cited-card", ".cite-link", "[data-copy]", ".heading__link"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator("#marked")).to_be_visible()
    expect(page.locator(".chart").first).to_be_visible()
    cell = page.locator(f"[id='{SERVITUDE}'] td").first
    assert cell.evaluate("(e) => getComputedStyle(e).display") == "table-cell"
    assert len(page.pdf(format="A4")) > 50_000
