"""Terms in a real browser: looking up while typing, cards, every use, the check of a text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import MOVING, axe_violations, sweep

NO_SCRIPT = {"java_script_enabled": False}
NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
SCHEMES = [{"color_scheme": "light"}, {"color_scheme": "dark"}]
REPORT = "The police spoke of white slave trafficking. Human trafficking (TIP) is a modern slavery."


def look_up(page: Page, typed: str) -> None:
    """Types *typed* into the field of an open /terms, letter by letter."""
    page.locator("#look-up").press_sequentially(typed)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


# -- look-up ----------------------------------------------------------------------------------------------------------
def test_the_list_follows_what_is_typed(page: Page) -> None:
    """No page is loaded, the best term opens with its definition, the field keeps the focus."""
    page.goto("/terms")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    look_up(page, "surviver")
    expect(page.locator(".hit--open .hit__label")).to_have_text("survivor")
    expect(page.locator(".hit--open blockquote")).to_be_visible()
    expect(page.locator("#look-up")).to_be_focused()
    expect(page.locator("[data-status]")).to_have_text("1 term found")
    expect(page.locator(".a-to-z")).to_have_count(0)
    assert [url for url in loads if "/terms?" not in url] == []


def test_spanish_and_portuguese_find_the_term_without_accents(page: Page) -> None:
    """The name that matched is shown in its language."""
    page.goto("/terms")
    look_up(page, "trafico de pesoas")
    expect(page.locator(".hit").first).to_contain_text("trafficking in persons")
    expect(page.locator(".hit__via [lang=pt]").first).to_have_text("tráfico de pessoas")
    expect(page.locator(".found__note")).to_be_visible()


def test_emptying_the_field_brings_the_whole_list_back(page: Page) -> None:
    """By deleting, or by "Show all terms"; the address follows, so that a reload shows the same."""
    page.goto("/terms")
    look_up(page, "HRBA")
    expect(page.locator(".hit")).not_to_have_count(0)
    assert "q=HRBA" in page.url
    page.reload()
    expect(page.locator("#look-up")).to_have_value("HRBA")
    expect(page.locator(".hit")).not_to_have_count(0)
    page.get_by_role("link", name="Show all terms").click()
    expect(page.locator(".a-to-z")).to_be_visible()
    expect(page.locator("#look-up")).to_be_focused()
    assert "q=" not in page.url


def test_when_the_server_does_not_give_the_list_the_plain_form_takes_over(page: Page) -> None:
    """A proxy's error, say: the browser sends the form itself."""
    page.goto("/terms")
    page.route("**/terms?*part=found", lambda route: route.fulfill(status=502, body="<h1>Bad</h1>"))
    look_up(page, "HRBA")
    page.wait_for_url("**/terms?q=HRBA&by=en")
    expect(page.locator(".hit--open")).to_contain_text("human rights-based approach")


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_the_look_up_works_without_script(page: Page) -> None:
    """A form that is sent, and links."""
    page.goto("/terms")
    page.locator("#look-up").fill("trata de persnas")
    page.get_by_role("button", name="Look up").click()
    page.locator(".hit__label").first.click()
    page.wait_for_url("**/terms/trafficking-in-persons")
    expect(page.locator("blockquote").first).to_contain_text("shall mean the recruitment")
    expect(page.locator(".js-only:visible")).to_have_count(0)


@pytest.mark.parametrize("options", [MOVING])
def test_letters_lead_to_their_part_of_the_list(page: Page) -> None:
    """And the list can be ordered by the names of another language."""
    page.goto("/terms")
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="T", exact=True).click()
    expect(page.locator("#letter-T")).to_be_in_viewport()
    page.get_by_role("navigation", name="Language of the list").get_by_role("link", name="Español").click()
    expect(page.locator(".letter-list a[lang=es]", has_text=re.compile("^trata de personas$"))).to_be_visible()


# -- cards ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("options", [{"permissions": ["clipboard-read", "clipboard-write"]}])
def test_a_definition_is_copied_with_its_citation(page: Page) -> None:
    """From the card and from the look-up; and the card's address is copied, too."""
    page.goto("/terms/servitude")
    page.get_by_role("button", name="Copy with citation").click()
    expect(page.get_by_role("button", name="Copied, with its citation.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "subjugation of individuals" in copied
    assert "Introductory Guide, ch. 4, Purposes and Modalities, Table 4, p. 38" in copied
    page.get_by_role("link", name="Link to this term").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/terms/servitude")
    page.get_by_text("Other forms of citation").click()
    page.get_by_role("button", name="Copy as APA style").click()
    assert "et al., 2025, p. 38)" in page.evaluate("navigator.clipboard.readText()")
    page.goto("/terms?q=HRBA")
    page.get_by_role("button", name="Copy with citation").click()
    expect(page.locator("[data-status]")).to_have_text("Copied, with its citation.")
    assert "human rights principles" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("options", [{"permissions": ["clipboard-read", "clipboard-write"]}])
def test_the_link_to_a_term_is_copied_whole(page: Page, server: str) -> None:
    """And it leads to the same card."""
    page.goto("/terms/victim")
    page.get_by_role("link", name="Link to this term").click()
    expect(page.locator("[data-status]")).to_have_text("Link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{server}/terms/victim"
    page.goto(copied)
    expect(page.locator("h1")).to_have_text("victim")


def test_every_use_leads_to_its_place_in_the_reader(page: Page) -> None:
    """Folded by section with a count; the link names the span to mark."""
    page.goto("/terms/victim")
    part = page.locator("details.uses", has_text="Myths and Realities").first
    expect(part.locator(".use-list")).to_be_hidden()
    part.locator("summary").click()
    link = part.locator(".use-list a").first
    expect(link.locator("mark")).to_be_visible()
    marked = link.locator("mark").inner_text()
    link.click()
    page.wait_for_url(re.compile(r"/guide/introductory-guide\?mark=\d+-\d+#"))
    assert marked.lower().startswith(("victim", "tip victim", "trafficking victim", "potential victim"))


def test_a_term_that_is_used_seldom_shows_its_uses_at_once(page: Page) -> None:
    """Nothing to unfold where there is little."""
    page.goto("/terms/servitude")
    expect(page.locator("details.uses .use-list").first).to_be_visible()


def test_related_terms_lead_from_card_to_card(page: Page) -> None:
    """Narrower, broader, and what to see also."""
    page.goto("/terms/trafficking-in-persons")
    page.locator(".relation", has_text="Narrower").get_by_role("link", name="purposes of trafficking").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("purposes of trafficking")
    page.locator(".relation", has_text="Broader").get_by_role("link", name="trafficking in persons").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("trafficking in persons")


def test_a_card_prints_with_all_uses_unfolded(page: Page) -> None:
    """They fold again afterwards."""
    page.goto("/terms/victim")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.uses:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.uses[open]").count() == 0
    assert page.pdf().startswith(b"%PDF")


# -- the check of a text ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("options", [{}, NO_SCRIPT], ids=["script", "no script"])
def test_a_pasted_text_is_marked_and_advised_on(page: Page) -> None:
    """The guide's terms in their place, the wording advised against with the guide's own reason; nothing is kept."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.goto("/terms")
    page.get_by_label("Text to check").fill(REPORT)
    page.get_by_role("button", name="Check the text").click()
    expect(page.locator(".advice blockquote")).to_contain_text("The use of this term is currently discouraged")
    expect(page.locator(".advice .citation")).to_contain_text("Table 5, p. 47")
    expect(page.locator(".marked__text")).to_have_text(REPORT)
    expect(page.locator(".marked__text mark.is-term")).to_have_text(["police", "Human trafficking", "TIP"])
    expect(page.locator(".marked__text mark.is-discouraged")).to_have_text("white slave trafficking")
    page.locator(".marked__link").click()
    expect(page.locator("#advice-1")).to_be_in_viewport()
    expect(page.get_by_label("Text to check")).to_have_value(REPORT)
    assert [request.url.rpartition("/")[2] for request in sent] == ["terms"]
    page.goto("/terms")
    expect(page.get_by_label("Text to check")).to_have_value("")


def test_characters_are_counted_while_a_text_is_pasted(page: Page) -> None:
    """The box takes more than is allowed and says so, rather than cutting what was pasted."""
    page.goto("/terms")
    box = page.get_by_label("Text to check")
    box.fill("x" * 19_900)
    expect(page.locator("[data-count]")).to_have_text("100 characters left")
    box.fill("victim " * 3000)
    expect(page.locator("[data-count]")).to_contain_text("characters too many")
    page.get_by_role("button", name="Check the text").click()
    expect(page.locator("#text-error")).to_contain_text("at most 20,000")
    expect(page.get_by_label("Text to check")).to_have_attribute("aria-invalid", "true")


def test_the_language_can_be_changed_on_a_checked_text(page: Page) -> None:
    """The result stays, since the form is sent again."""
    page.goto("/terms")
    page.get_by_label("Text to check").fill(REPORT)
    page.get_by_role("button", name="Check the text").click()
    page.locator(".languages [lang=es]").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(".marked__text")).to_have_text(REPORT)


# -- everybody --------------------------------------------------------------------------------------------------------
def test_looking_up_and_opening_a_card_goes_by_keyboard_alone(page: Page) -> None:
    """Field, term, copy, citation, section of uses: by Tab and Enter, with visible focus."""
    page.goto("/terms")
    page.locator("#look-up").focus()
    page.keyboard.type("servitude")
    expect(page.locator(".hit--open")).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("document.activeElement.matches('.hit__label')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/servitude")
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText.trim().split('\\n')[0]"))
        if page.evaluate("document.activeElement.matches('.use-list a')"):
            break
    text = " ".join(reached)
    for stop in ("Introductory Guide, ch. 4", "Copy with citation", "Link to this term", "Other forms", "Definition"):
        assert stop in text


@pytest.mark.parametrize("options", [NARROW])
@pytest.mark.parametrize("path", ["/terms", "/terms?q=trafficking", "/terms?q=HRBA", "/terms/trafficking-in-persons"])
def test_at_320_pixels_nothing_is_cut_off(page: Page, path: str) -> None:
    """No sideways scrolling, targets large enough."""
    page.goto(path)
    for summary in page.locator("details:not([open]) > summary:visible").all()[:3]:
        summary.tap()
    assert fits(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main summary, main nav a, .hit__label, .letter li a, "
                                               + ".relation a, .use-list a, .citation a, .card-tools a, .example")]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize("options", [NARROW])
def test_a_checked_text_fits_a_phone(page: Page) -> None:
    """Also when it holds a word without end."""
    page.goto("/terms")
    page.get_by_label("Text to check").fill(f"{REPORT} {'https://example.org/' + 'a' * 300}")
    page.get_by_role("button", name="Check the text").tap()
    expect(page.locator(".marked__text")).to_be_visible()
    assert fits(page)


@pytest.mark.parametrize("options", [{"forced_colors": "active"}])
def test_marks_can_be_told_apart_in_forced_colours(page: Page) -> None:
    """By their lines, not by colour alone."""
    page.goto("/terms")
    page.get_by_label("Text to check").fill(REPORT)
    page.get_by_role("button", name="Check the text").click()
    lines = [
        page.locator(f".marked__text mark.is-{kind}").first.evaluate(
            "(m) => { const s = getComputedStyle(m); return s.borderBottomStyle + ' ' + s.textDecorationStyle; }"
        )
        for kind in ("term", "other", "discouraged")
    ]
    assert len(set(lines)) == 3


# -- axe --------------------------------------------------------------------------------------------------------------
def everything(page: Page) -> None:
    page.goto("/terms")


def spanish(page: Page) -> None:
    page.goto("/terms?by=es&lang=es")


def found(page: Page) -> None:
    page.goto("/terms?q=HRBA")


def several(page: Page) -> None:
    page.goto("/terms?q=trata")


def nothing(page: Page) -> None:
    page.goto("/terms?q=zebra")


def card(page: Page) -> None:
    page.goto("/terms/trafficking-in-persons")
    page.locator("details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")


def explained(page: Page) -> None:
    page.goto("/terms/women-and-girls")


def undefined(page: Page) -> None:
    page.goto("/terms/corruption")


def checked(page: Page) -> None:
    page.goto("/terms")
    page.get_by_label("Text to check").fill(REPORT)
    page.get_by_role("button", name="Check the text").click()


def refused(page: Page) -> None:
    page.goto("/terms")
    page.get_by_role("button", name="Check the text").click()


STATES = [everything, spanish, found, several, nothing, card, explained, undefined, checked, refused]

EVERY_DAY = [(card, SCHEMES[0]), (checked, SCHEMES[1])]
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
