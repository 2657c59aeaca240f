"""The pages in Spanish and Portuguese in a real browser: the main flows, the languages in the markup, what fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe_violations, sweep, visit


@dataclass(frozen=True)
class Words:
    """What a visitor reads and types in one language."""

    language: str
    question: str
    ask: str
    asked: str
    back: str
    look_up: str
    term: str
    definition: str
    yes: str
    progress: str
    skip: str

    def __str__(self) -> str:
        return self.language


SPANISH = Words(
    language="es",
    question="¿Cuál es la diferencia entre la trata de personas y el tráfico ilícito de migrantes?",
    ask="Preguntar",
    asked="Usted preguntó",
    back="Volver a mi pregunta",
    look_up="Busque un término o una sigla",
    term="trata de personas",
    definition="La definición de la guía",
    yes="Sí",
    progress="1 de 7 elementos respondidos: 1 sí, 0 no, 0 en curso",
    skip="Ir al contenido",
)
PORTUGUESE = Words(
    language="pt",
    question="Qual é a diferença entre o tráfico de pessoas e o tráfico ilícito de migrantes?",
    ask="Perguntar",
    asked="Você perguntou",
    back="Voltar à minha pergunta",
    look_up="Procure um termo ou uma sigla",
    term="tráfico de pessoas",
    definition="A definição do guia",
    yes="Sim",
    progress="1 de 7 itens respondidos: 1 sim, 0 não, 0 em andamento",
    skip="Ir para o conteúdo",
)
EACH = pytest.mark.parametrize("words", [SPANISH, PORTUGUESE], ids=str)
GUIDE = "/guide/introductory-guide"
PAGES = [
    "/", "/answer?q=HRBA", "/answer?q=zebra", "/about", "/accessibility", GUIDE, f"{GUIDE}?find=consent", "/terms",
    "/terms?q=HRBA", "/terms/trafficking-in-persons", "/learn", "/learn/myths", "/learn/purposes", "/learn/flashcards",
    "/learn/figures", "/learn/approaches", "/learn/handout?deck=myths", "/learn/present?deck=myths&slide=3",
    "/learn/questions", "/checklist", "/no-such-page",
]  # fmt: skip
EVERY_DAY = [
    "/answer?q=HRBA",
    f"{GUIDE}?find=consent",
    "/terms/trafficking-in-persons",
    "/learn/purposes",
    "/checklist",
]
"""One page of each room."""
IN_PARTS = pytest.mark.parametrize(
    "paths", [EVERY_DAY, *sweep([path for path in PAGES if path not in EVERY_DAY])], ids=["every day", "the others"]
)
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}


def each_in(page: Page, words: Words, paths: Iterable[str]) -> Iterator[str]:
    """Opens each of *paths* in the language of *words*; gives the path without it."""
    ways = {in_language(path, words.language): path for path in paths}
    for way in visit(page, ways):
        yield ways[way]


def in_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


# -- flows ------------------------------------------------------------------------------------------------------------
@EACH
def test_asking_following_the_citation_and_coming_back(page: Page, words: Words) -> None:
    """Question and page in the visitor's language, the quotation in the guide's."""
    page.goto(in_language("/", words.language))
    page.locator("#question").fill(words.question)
    page.locator("#question").press("Escape")
    page.get_by_role("button", name=words.ask, exact=True).click()
    turn = page.locator("[data-turn]")
    expect(turn).to_contain_text(words.asked)
    quotation = turn.locator(".hero blockquote")
    expect(quotation).to_have_attribute("lang", "en")
    expect(quotation).to_contain_text("smuggling of migrants")
    turn.locator(".hero figcaption a").click()
    page.wait_for_url(re.compile(rf"{GUIDE}\?mark="))
    expect(page.locator("html")).to_have_attribute("lang", words.language)
    expect(page.locator("mark.cited").first).to_be_visible()
    expect(page.locator(":lang(en) mark.cited").first).to_be_visible()
    page.get_by_role("link", name=re.compile(words.back)).last.click()
    expect(page.locator("#turn-1")).to_contain_text(words.question)


@EACH
@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}], ids=["no script", "script"])
def test_the_language_is_chosen_on_the_page_and_kept(page: Page, words: Words) -> None:
    """The same answer in the other language, then every page in it, and back to English."""
    page.goto("/answer?q=HRBA")
    quoted = page.locator(".hero blockquote").inner_text()
    page.locator(f".languages [hreflang={words.language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", words.language)
    expect(page.locator(".skip-link")).to_have_text(words.skip)
    assert page.locator(".hero blockquote").inner_text() == quoted
    page.goto("/about")
    expect(page.locator("html")).to_have_attribute("lang", words.language)
    page.locator(".languages [hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@EACH
def test_the_device_decides_where_nothing_was_chosen(page: Page, words: Words) -> None:
    """By Accept-Language, and no cookie is set for it."""
    page.set_extra_http_headers({"Accept-Language": f"{words.language}-419,{words.language};q=0.9,en;q=0.5"})
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", words.language)
    assert page.context.cookies() == []


@EACH
def test_looking_a_term_up(page: Page, words: Words) -> None:
    """By its name in the visitor's language; the definition is the guide's."""
    page.goto(in_language("/terms", words.language))
    page.get_by_label(words.look_up).press_sequentially(words.term)
    hit = page.locator(".hit").first
    expect(hit.locator(f"[lang={words.language}]").first).to_have_text(words.term)
    hit.get_by_role("link", name="trafficking in persons", exact=True).click()
    page.wait_for_url("**/terms/trafficking-in-persons")
    expect(page.get_by_text(words.definition, exact=True)).to_be_visible()
    expect(page.locator("blockquote").first).to_have_attribute("lang", "en")
    expect(page.locator(f"dd [lang={words.language}], .name [lang={words.language}]").first).to_have_text(words.term)


@EACH
def test_filling_in_the_checklist(page: Page, words: Words) -> None:
    """Answers and progress in the visitor's language, items in the guide's."""
    page.goto(in_language("/checklist", words.language))
    item = page.locator(".item").first
    expect(item.locator(".item__text")).to_have_attribute("lang", "en")
    item.get_by_label(words.yes, exact=True).check()
    expect(page.locator("[data-progress-text]")).to_have_text(words.progress)
    page.reload()
    expect(item.get_by_label(words.yes, exact=True)).to_be_checked()


# -- markup -----------------------------------------------------------------------------------------------------------
@EACH
@IN_PARTS
def test_every_page_says_its_language_and_where_the_others_are(page: Page, paths: Iterable[str], words: Words) -> None:
    """`html lang`, quotes in English, one alternate a language, each of which is there."""
    wrong: dict[str, object] = {}
    for path in each_in(page, words, paths):
        language = page.locator("html").get_attribute("lang")
        translated = page.locator("blockquote").evaluate_all(
            "(all) => all.filter((e) => e.closest('[lang]').lang !== 'en').map((e) => e.outerHTML)")  # fmt: skip
        alternates: list[list[str]] = page.locator("link[rel=alternate][hreflang]").evaluate_all(
            "(all) => all.map((e) => [e.hreflang, e.getAttribute('href') ?? ''])")  # fmt: skip
        address, _, query = path.partition("?")
        astray = [
            href
            for other, href in alternates
            if not href.startswith(address) or any(field not in href for field in (f"lang={other}", *query.split("&")))
        ]
        others = [other for other, _ in alternates]
        if (language, translated, others, astray) != (words.language, [], ["en", "es", "pt"], []):
            wrong[path] = {"lang": language, "quotes": translated, "others": others, "astray": astray}
    assert wrong == {}


# -- what fits --------------------------------------------------------------------------------------------------------
@EACH
@pytest.mark.parametrize("options", [PHONE])
@IN_PARTS
def test_longer_words_fit_the_smallest_screen(page: Page, paths: Iterable[str], words: Words) -> None:
    """No sideways scrolling at 320 pixels, no button whose words are cut off."""
    too_wide: list[str] = []
    cut_off: dict[str, list[str]] = {}
    for path in each_in(page, words, paths):
        if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
            too_wide.append(path)
        cut = page.locator("button:visible, .button:visible, nav a:visible").evaluate_all(
            "(all) => all.filter("
            "(e) => getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)"
            ".map((e) => e.outerHTML)"
        )
        if cut:
            cut_off[path] = cut
    assert too_wide == []
    assert cut_off == {}


@EACH
@pytest.mark.parametrize(
    "paths",
    [["/answer?q=HRBA", "/learn/purposes"], *sweep(["/", GUIDE, "/terms/consent", "/checklist"])],
    ids=["every day", "the others"],
)
def test_axe_finds_nothing(page: Page, paths: Iterable[str], words: Words) -> None:
    """Labels and languages, too."""
    found: dict[str, list[str]] = {}
    for path in each_in(page, words, paths):
        page.wait_for_timeout(200)
        if violations := axe_violations(page):
            found[path] = violations
    assert found == {}


@pytest.mark.parametrize("options", [{"locale": "es-PY"}])
def test_a_word_with_two_meanings_is_asked_about_and_the_choice_is_answered(page: Page) -> None:
    """"Tráfico" may be either crime; on a Spanish page the reader says which, and is answered in Spanish."""
    page.goto("/")
    page.locator("#question").fill("tráfico")
    page.locator("#question").press("Escape")  # the list of terms
    page.locator("#question").press("Enter")
    expect(page.get_by_role("heading", name="¿A qué se refiere?")).to_be_visible()
    page.get_by_role("button", name="tráfico ilícito de migrantes").click()
    answered = page.locator("[data-turn]").nth(1)
    expect(answered.locator(".quote--hero")).to_be_visible()
    expect(answered.get_by_role("heading", name="tráfico ilícito de migrantes")).to_have_attribute("lang", "es")


@pytest.mark.parametrize("options", [{"viewport": {"width": 360, "height": 740}}])
def test_the_navigation_is_one_line_on_a_phone(page: Page) -> None:
    """In English; the longer names of the other languages take two, and none is cut off."""
    page.goto("/")
    tops = page.locator(".site-nav li").evaluate_all("items => items.map(item => item.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
