"""Learn: decks from data, exercises in an order that a class shares, slides, hand-outs, a trainer's own questions."""

from __future__ import annotations

import csv
import io
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assistant.answering import Assistant
from assistant.errors import CorpusError
from assistant.sentences import sentence_spans
from web import create_app
from web.figures import figures_of
from web.learning.decks import Compare, Deck, Flashcards, Match, Quiz, load_decks
from web.learning.extracts import whole
from web.learning.flashcards import in_order, pile, with_gaps
from web.learning.matching import exercise, letter_of
from web.learning.order import LONGEST_SEED, fresh_seed, seed_of, shuffled
from web.learning.question_list import MOST_QUESTIONS, read_list
from web.learning.question_slides import slide_at
from web.learning.quiz import Choice, progress, statements
from web.learning.slides import ON_ONE_SCREEN, slides_of

DECKS = ("myths", "purposes", "flashcards", "definition", "modalities", "approaches", "principles", "goals", "figures")
STATES = (
    "/learn/myths?seed=7&answers=1",
    "/learn/myths?seed=7&answers=120120120120",
    "/learn/myths?seed=7&answers=120120120120&next=1",
    "/learn/purposes?case-1=A&case-2=B",
    "/learn/flashcards?ask=definition&left=3.4",
    "/learn/flashcards?left=0",
    "/learn/approaches?show=gender-approach&show=digital-approach",
    "/learn/present?deck=myths&slide=4",
    "/learn/present?deck=questions",
    "/learn/questions",
)
PAGES = (
    "/learn",
    *(f"/learn/{name}" for name in DECKS),
    *(f"/learn/present?deck={name}" for name in DECKS),
    *(f"/learn/handout?deck={name}" for name in DECKS),
    *STATES,
)

TOY_DECKS = """
- id: beliefs
  kind: quiz
  title: {en: What people believe, es: Lo que se cree}
  summary: {en: Two beliefs.}
  table: table-2
  myth: MYTH
  reality: REALITY
  myth_name: {en: Hearsay}
  reality_name: {en: Fact}
- id: cards
  kind: flashcards
  title: {en: Words}
  summary: {en: Words of the desk.}
- id: seasons
  kind: table
  title: {en: Seasons}
  summary: {en: When it opens.}
  table: table-1
- id: steps
  kind: list
  title: {en: Three steps}
  summary: {en: How the desk proceeds.}
  list: refunds--list
- id: visiting
  kind: compare
  title: {en: Visiting}
  summary: {en: Hours and room.}
  section: visiting
- id: pictures
  kind: figures
  title: {en: Pictures}
  summary: {en: What is drawn.}
"""


class Shown(HTMLParser):
    """The texts in the elements that a page marks as quotations, or as being in another language than its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool, bool]] = []
        self.quotes: list[str] = []
        self.foreign: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "meta", "link", "br", "path", "circle", "img"):
            return
        quoted, foreign = self.open[-1][1:] if self.open else (False, False)
        lang = dict(attrs).get("lang")
        aside = tag in ("dt", "button", "a", "html")  # column headings, and the switch of languages
        guides = lang == "en" or (foreign and not lang)
        self.open.append((tag, (quoted or tag == "blockquote") and tag != "dt", guides and not aside))
        for texts in (self.quotes, self.foreign):
            texts.append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        for texts in (self.quotes, self.foreign):
            texts.append("")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1]:
            self.quotes[-1] += data
        if self.open and self.open[-1][2]:
            self.foreign[-1] += data


def squeezed(text: str) -> str:
    return " ".join(text.split())


def text_of(html: str) -> str:
    return squeezed(unescape(re.sub(r"<[^>]+>", " ", html)))


def decks_of(app: Flask) -> dict[str, Deck]:
    decks: dict[str, Deck] = app.extensions["decks"]
    return decks


@pytest.fixture
def decks(app: Flask) -> dict[str, Deck]:
    return decks_of(app)


@pytest.fixture
def quiz(decks: dict[str, Deck]) -> Quiz:
    deck = decks["myths"]
    assert isinstance(deck, Quiz)
    return deck


@pytest.fixture
def cards(decks: dict[str, Deck]) -> Flashcards:
    deck = decks["flashcards"]
    assert isinstance(deck, Flashcards)
    return deck


@pytest.fixture
def matching(decks: dict[str, Deck]) -> Match:
    deck = decks["purposes"]
    assert isinstance(deck, Match)
    return deck


def toy_app(corpus: Path, decks: str | None = TOY_DECKS) -> Flask:
    """An application over the toy corpus in *corpus*, whose handbook has *decks*."""
    file = corpus / "handbook" / "learning.yaml"
    if decks is None:
        file.unlink(missing_ok=True)
    else:
        file.write_text(decks)
    return create_app(Assistant.open(corpus), {"TESTING": True})


# -- every page -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_served_without_inline_script_or_style(client: FlaskClient, path: str) -> None:
    """The policy allows none; the page has one first heading."""
    response = client.get(path)
    assert response.status_code == 200
    assert "<style" not in response.text
    assert not re.search(r"\s(style|on\w+)=", response.text)
    assert len(re.findall(r"<h1\b", response.text)) == 1


@pytest.mark.parametrize("path", PAGES)
def test_every_quotation_on_every_page_is_a_slice_of_the_guide(
    client: FlaskClient, assistant: Assistant, path: str
) -> None:
    """Whatever stands in a blockquote stands in the guide's text, character by character."""
    guide = squeezed(assistant.library.guides[0].text)
    for words in Shown(client.get(path).text).quotes:
        assert squeezed(words) in guide


@pytest.mark.parametrize("path", PAGES)
def test_what_is_marked_as_the_guides_language_is_the_guides(
    client: FlaskClient, assistant: Assistant, path: str
) -> None:
    """On a Spanish page all that is marked as English is a slice of the guide, its metadata, a term's label, the label
    of a figure, or, over the numbers of a figure, a heading that an editor has written.
    """
    guide = assistant.library.guides[0]
    labels = {label for term in assistant.thesaurus.terms for label, _, _ in term.labels()}
    drawn = figures_of(guide, assistant.library).values()
    labels |= {heading for figure in drawn for heading in (figure.categories, figure.numbers or "")}
    labels |= {passage.label for passage in guide.passages if passage.label}
    metadata = {guide.metadata.title, guide.metadata.attribution, guide.metadata.citation}
    known = squeezed(guide.text)
    page = client.get(path + ("&" if "?" in path else "?") + "lang=es").text
    for words in Shown(page).foreign:
        said = squeezed(words)
        if said and not (said in known or said in labels or any(said in known_text for known_text in metadata)):
            assert re.fullmatch(r"[A-Z]\. .*", said), said  # a label with its letter, in a list to choose from
            assert said[3:] in known


def test_the_slide_after_a_statement_says_whose_words_it_shows(client: FlaskClient) -> None:
    """"Myth" above the guide's reality would call the reality a myth."""
    slides = client.get("/learn/present?deck=myths&seed=1").text.split("<section")[2:]
    assert [("What the guide says" in slide) for slide in slides[:4]] == [False, True, False, True]


@pytest.mark.parametrize("name", DECKS)
def test_every_quotation_of_a_hand_out_has_its_citation(client: FlaskClient, name: str) -> None:
    """Every blockquote is followed by its citation; the source and licence of the guide stand at the end."""
    page = client.get(f"/learn/handout?deck={name}").text
    assert page.count("<blockquote") > 0
    cited = re.findall(r"</blockquote>\s*<figcaption>\s*<cite", page)
    assert len(cited) == page.count("<blockquote")
    assert "Creative Commons" in page[page.index('id="sheet-source"') :]


@pytest.mark.parametrize("path", ["/learn/nothing", "/learn/present", "/learn/present?deck=nothing",
                                  "/learn/handout?deck=nothing", "/learn/myths.tsv", "/learn/nothing.tsv"])  # fmt: skip
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    """404, also for a file of a deck that has no cards."""
    assert client.get(path).status_code == 404


def test_the_overview_links_every_deck_in_all_its_forms(client: FlaskClient) -> None:
    """Page, slides, hand-out, the cards as a file, and the trainer's own questions."""
    page = unescape(client.get("/learn").text)
    for name in DECKS:
        for form in (f'"/learn/{name}', f'"/learn/present?deck={name}', f'"/learn/handout?deck={name}'):
            assert form in page
    assert '"/learn/flashcards.tsv' in page
    assert '"/learn/questions"' in page
    assert ">Learn</a>" in client.get("/").text


def test_titles_follow_the_language_of_the_interface(client: FlaskClient) -> None:
    """The editor's Spanish title, and the buttons' names."""
    page = client.get("/learn/myths?lang=es").text
    assert "¿Mito o realidad?" in page
    assert ">Realidad</button>" in page


# -- decks from data --------------------------------------------------------------------------------------------------
def test_a_guide_without_the_file_has_no_decks(own_toy_corpus: Path) -> None:
    """The overview then offers the trainer's own questions only."""
    app = toy_app(own_toy_corpus, None)
    page = app.test_client().get("/learn").text
    assert decks_of(app) == {}
    assert page.count('class="deck"') == 1
    assert "/learn/questions" in page


def test_any_guide_has_the_decks_that_its_file_describes(own_toy_corpus: Path) -> None:
    """Nothing in the program names a guide: the lending library's handbook is demonstrated as well."""
    client = toy_app(own_toy_corpus).test_client()
    assert "Hearsay" in client.get("/learn/beliefs").text
    assert "You have to pay to join." in client.get("/learn/present?deck=beliefs").text
    assert (
        "A person who holds a valid card of the library."
        in client.get("/learn/cards?left=1").text + client.get("/learn/handout?deck=cards").text
    )
    assert "9 a.m." in client.get("/learn/seasons").text
    assert "The cashier pays the price in coins." in client.get("/learn/steps").text
    assert "Whoever reads in silence" in client.get("/learn/visiting").text
    assert "its data do not stand in the guide" in client.get("/learn/pictures").text


def test_a_title_that_is_not_translated_is_shown_in_english(own_toy_corpus: Path) -> None:
    """An editor may leave out a language."""
    client = toy_app(own_toy_corpus).test_client()
    assert "Lo que se cree" in client.get("/learn/beliefs?lang=es").text
    assert "What people believe" in client.get("/learn/beliefs?lang=pt").text


def test_a_second_guide_may_use_the_same_ids(own_toy_corpus: Path) -> None:
    """Its decks have the guide's id before theirs."""
    shutil.copytree(own_toy_corpus / "handbook", own_toy_corpus / "second")
    for guide in ("handbook", "second"):
        (own_toy_corpus / guide / "learning.yaml").write_text(TOY_DECKS)
    app = create_app(Assistant.open(own_toy_corpus), {"TESTING": True})
    assert {"beliefs", "second.beliefs"} <= set(decks_of(app))
    page = app.test_client().get("/learn/second.beliefs?answers=1").text
    assert "/guide/second?mark=" in page


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("id: beliefs", "id: present"), "'present' has an id that is the name of another page"),
        (("id: beliefs", "id: Be liefs"), "has an id that cannot stand in an address"),
        (("- id: beliefs\n  kind", "- kind"), "this deck has no id"),
        (("id: cards", "id: beliefs"), "the deck id 'beliefs' is given twice"),
        (("kind: quiz", "kind: riddle"), "has no kind that is known. The kinds are quiz"),
        (("table: table-2", "table: table-9"), "names no list or table of the guide under table"),
        (("myth: MYTH", "myth: RUMOUR"), "finds no column 'RUMOUR' in the row .*Its columns are MYTH, REALITY"),
        (("list: refunds--list", "list: refunds"), "names no list or table of the guide under list"),
        (("section: visiting", "section: nowhere"), "names no section of the guide"),
        (("section: visiting", "section: opening-hours"), "has fewer than two sections to compare"),
        (("{en: Words}", "{es: Palabras}"), "has no title in English"),
        (("  table: table-1", "  table: table-1\n  headings: 3"), "has no row with more cells than headings"),
        (("  table: table-1", "  table: table-1\n  headings: x"), "has no number under headings"),
        (("  list: refunds--list", "  list: refunds--list\n  colour: red"), "keys that its kind does not take: colour"),
        (("{en: Words of the desk.}", "{en: Words.}\n  terms: [pirate]"), "'pirate', which is no term"),
        (("{en: Words of the desk.}", "{en: Words.}\n  terms: [late-fee]"), "'late-fee', which this guide does not"),
    ],
)
def test_a_deck_that_the_guide_cannot_fill_is_refused(
    own_toy_corpus: Path, change: tuple[str, str], message: str
) -> None:
    """The error names the file, the deck and what to write instead."""
    with pytest.raises(CorpusError, match=message) as refusal:
        toy_app(own_toy_corpus, TOY_DECKS.replace(*change, 1))
    assert refusal.value.path.endswith("learning.yaml")


def test_a_comparison_holds_every_item_of_every_list(decks: dict[str, Deck], client: FlaskClient) -> None:
    """No recommendation is left out, and each list has one citation for all of it."""
    deck = decks["approaches"]
    assert isinstance(deck, Compare)
    page = text_of(client.get("/learn/approaches").text)
    assert len(deck.columns) == 5
    guide = deck.guide
    for group in guide.groups:
        first = guide.by_id[group.passages[0]]
        if group.kind == "list" and first.section.path[0] == deck.columns[0].section.path[0]:
            for name in group.passages:
                assert squeezed(guide.by_id[name].text) in page


def test_only_the_sections_that_are_chosen_are_shown(client: FlaskClient) -> None:
    """All of them when none is, or none that exists."""
    chosen = client.get("/learn/approaches?show=gender-approach&show=digital-approach").text
    assert chosen.count('class="side"') == 2
    assert client.get("/learn/approaches?show=nothing").text.count('class="side"') == 5


def test_figures_are_drawn_from_the_numbers_in_the_text(client: FlaskClient, assistant: Assistant) -> None:
    """Every number on a slide stands in the guide; a figure without data says so, with its page."""
    page = client.get("/learn/present?deck=figures").text
    numbers = re.findall(r"</svg>([\d.]+)%", page)
    assert len(numbers) > 10
    assert all(f"{n}%" in assistant.library.guides[0].text for n in numbers)
    assert text_of(page).count("its data do not stand in the guide's text. In the printed guide it is on p.") == 3
    bars = [float(width) for width in re.findall(r'<rect width="([\d.]+)"', page)]
    assert max(bars) == 100
    shown = client.get("/learn/figures").text
    assert shown.count('role="img"') == 6
    assert shown.count('class="picture__numbers"') == 4


# -- orders -----------------------------------------------------------------------------------------------------------
def test_a_seed_gives_the_same_order_everywhere() -> None:
    """These orders are what a class has been promised: they may not change with a machine, a release or a year."""
    assert shuffled("abcdef", "7", str) == ("e", "b", "d", "c", "f", "a")
    assert shuffled("abcdef", "7", str, "side") != shuffled("abcdef", "7", str)


def test_a_thing_that_is_added_leaves_the_others_in_their_order() -> None:
    """A new row in the guide does not shuffle the old ones anew."""
    before = shuffled("abcdef", "lima", str)
    assert tuple(x for x in shuffled("abcdefg", "lima", str) if x != "g") == before


@pytest.mark.parametrize(
    ("text", "seed"),
    [(None, "1"), ("", "1"), ("  ", "1"), (" Lima  2026 ", "lima 2026"), ("7", "7"), ("x" * 99, "x" * LONGEST_SEED)],
)
def test_any_short_word_is_a_seed(text: str | None, seed: str) -> None:
    """Capitals and blanks do not matter, for it is read out to a class."""
    assert seed_of(text) == seed


def test_a_fresh_seed_is_a_number_of_four_digits() -> None:
    """Short enough to be written on a board."""
    assert all(re.fullmatch(r"[1-9]\d{3}", fresh_seed()) for _ in range(50))


@pytest.mark.parametrize("path", ["/learn/myths", "/learn/purposes", "/learn/flashcards", "/learn/handout?deck=myths",
                                  "/learn/present?deck=flashcards"])  # fmt: skip
def test_the_same_address_shows_the_same_order(assistant: Assistant, path: str) -> None:
    """In another process of the same guide as well; another seed gives another order."""

    def main(seed: str) -> str:
        client = create_app(assistant, {"TESTING": True}).test_client()
        page = client.get(f"{path}{'&' if '?' in path else '?'}seed={seed}").text
        return re.sub(r"seed=\d{4}", "", page[page.index("<main") : page.index("</main>")])

    assert main("7") == main("7")
    assert main("7") != main("8")


# -- quiz -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", ["1", "7", "lima"])
def test_the_answer_is_not_always_the_same(quiz: Quiz, seed: str) -> None:
    """Half of the statements are realities, half are myths, and every row of the table is asked once."""
    asked = statements(quiz, seed)
    assert sorted(s.belief.row.id for s in asked) == sorted(b.row.id for b in quiz.beliefs)
    assert [s.number for s in asked] == list(range(1, len(asked) + 1))
    assert sum(s.truth is Choice.REALITY for s in asked) == len(asked) // 2
    for one in asked:
        column = one.belief.reality if one.truth is Choice.REALITY else one.belief.myth
        assert column.start <= one.words.start < one.words.end <= column.end


def test_the_quiz_is_played_by_plain_forms(client: FlaskClient, quiz: Quiz) -> None:
    """Statement, choice, the guide's row with its citation, the next statement; the score at the end."""
    asked = statements(quiz, "7")
    answers = ""
    for one in asked:
        page = client.get(f"/learn/myths?seed=7&answers={answers}&next=1").text
        assert one.words.text in text_of(page)
        button = re.search(r'name="answers" value="(\d+)">Reality</button>', page)
        assert button
        answers = button[1]
        page = client.get(f"/learn/myths?seed=7&answers={answers}").text
        assert one.belief.reality.text in text_of(page)
        assert "Table 5, p. 47" in page
        assert ("Right: Reality" if one.truth is Choice.REALITY else "Not so: Myth") in text_of(page)
    page = text_of(client.get(f"/learn/myths?seed=7&answers={answers}&next=1").text)
    assert f"You judged 6 of {len(asked)} as the guide does." in page
    assert page.count("You: Reality") == len(asked)


def test_a_statement_does_not_give_its_answer_away(client: FlaskClient) -> None:
    """The heading of the column from which it is stands nowhere on the page, not even hidden; nor on its slide."""
    for seed in range(6):
        page = client.get(f"/learn/myths?seed={seed}").text
        assert "REALITY" not in page
        assert "MYTH" not in page
        slides = client.get(f"/learn/present?deck=myths&seed={seed}").text
        assert "REALITY" not in slides
    assert "EXAMPLE" not in client.get("/learn/purposes").text


def test_not_sure_is_neither_right_nor_wrong_but_tells_the_truth(client: FlaskClient, quiz: Quiz) -> None:
    """The guide's column is named all the same."""
    truth = {Choice.MYTH: "Myth", Choice.REALITY: "Reality"}[statements(quiz, "7")[0].truth]
    page = text_of(client.get("/learn/myths?seed=7&answers=0").text)
    assert f"The guide's column: {truth}" in page


@pytest.mark.parametrize(("answers", "judged"), [("", 0), ("9", 0), ("1x2", 1), ("²", 0), ("1" * 99, 12), ("<b>", 0)])
def test_what_is_no_answer_ends_the_answers(quiz: Quiz, answers: str, judged: int) -> None:
    """An address that somebody has typed does no harm."""
    assert len(progress(statements(quiz, "7"), answers, going_on=False).judged) == judged


# -- matching ---------------------------------------------------------------------------------------------------------
def test_every_case_can_be_matched_and_is_checked(client: FlaskClient, matching: Match) -> None:
    """The right letters give the full score, and the guide's description of each with its citation."""
    done = exercise(matching, "7", {})
    assert len({o.letter for o in done.options}) == len(done.tasks) == len(matching.cases)
    fields = {task.field: task.answer for task in done.tasks}
    page = client.get("/learn/purposes", query_string={"seed": "7", **fields}).text
    assert f"{len(fields)} of {len(fields)} as the guide has them" in page
    assert page.count("<cite") == len(fields)
    letters = {option.letter: option.label.text for option in done.options}
    for task in done.tasks:
        assert letters[task.answer] == task.case.label.text
        assert task.case.explanation is not None
        assert task.case.explanation.text in text_of(page)


def test_a_wrong_or_missing_letter_is_said_to_be_so(client: FlaskClient, matching: Match) -> None:
    """One wrong, the others not chosen; a letter that is none counts as not chosen."""
    task = exercise(matching, "7", {}).tasks[0]
    wrong = "A" if task.answer != "A" else "B"
    page = client.get(f"/learn/purposes?seed=7&{task.field}={wrong}&case-2=%C3%9F").text
    assert page.count("Not as the guide has it") == 1
    assert page.count("Not chosen yet") == len(matching.cases) - 1


def test_nothing_is_given_away_before_it_is_checked(client: FlaskClient, matching: Match) -> None:
    """No description, and the labels stand in another order than the cases."""
    page = text_of(client.get("/learn/purposes?seed=7").text)
    assert all(c.explanation and c.explanation.text not in page for c in matching.cases)
    done = exercise(matching, "7", {})
    assert [t.answer for t in done.tasks] != sorted(t.answer for t in done.tasks)


def test_letters_do_not_run_out() -> None:
    """After Z comes AA."""
    assert [letter_of(n) for n in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


# -- flashcards -------------------------------------------------------------------------------------------------------
def test_a_card_that_is_known_leaves_the_pile_and_another_goes_under_it(cards: Flashcards) -> None:
    """The pile is a list of numbers in the address."""
    now = pile(cards, "7", "3.1.2")
    assert now.top is in_order(cards, "7")[2]
    assert now.after_known == "1.2"
    assert now.after_again == "1.2.3"
    assert pile(cards, "7", "5").after_known == "0"
    assert pile(cards, "7", "0").top is None
    assert now.known == len(cards.cards) - 3


@pytest.mark.parametrize("left", [None, "", "abc", "999", "-1", "0.0", "٣x", "1e5"])
def test_a_pile_that_cannot_be_is_the_whole_deck(cards: Flashcards, left: str | None) -> None:
    """Nobody is stuck with a mistyped address."""
    assert pile(cards, "7", left).left == tuple(range(1, len(cards.cards) + 1))


def test_a_card_that_stands_twice_in_the_address_is_there_once(cards: Flashcards) -> None:
    """What is not a number of the deck is left out."""
    assert pile(cards, "7", "3.3.900.1").left == (3, 1)


def test_a_definition_with_gaps_does_not_name_its_term(cards: Flashcards) -> None:
    """The pieces together are the definition, and none outside a gap is one of the term's names."""
    gaps = 0
    for card in cards.cards:
        pieces = with_gaps(card)
        assert "".join(p.text for p in pieces) == card.definition.text
        shown = " | ".join(p.text for p in pieces if not p.gap).casefold()
        for name in (card.term.label, *card.term.alt):
            assert not re.search(rf"\b{re.escape(name.casefold())}\b", shown)
        gaps += any(p.gap for p in pieces)
    assert gaps > len(cards.cards) / 3


def test_the_definition_of_a_row_that_its_term_names_is_what_the_row_says_of_it(cards: Flashcards) -> None:
    """A card does not answer "servitude" with "Servitude"."""
    servitude = next(c for c in cards.cards if c.term.id == "servitude")
    assert servitude.definition.text.startswith("This refers to the subjugation")


@pytest.mark.parametrize("ask", ["", "&ask=definition"])
def test_both_sides_of_a_card_can_be_asked(client: FlaskClient, cards: Flashcards, ask: str) -> None:
    """The other side is on the page, folded; the term is not readable before it is turned."""
    card = in_order(cards, "7")[0]
    page = client.get(f"/learn/flashcards?seed=7{ask}").text
    before, after = page.split("<details", 1)
    assert (f">{card.term.label}<" in before) is not bool(ask)
    assert card.definition.text.split("\n")[0] in text_of(after)
    assert "ask=definition" in (page if ask else after)


def test_cards_carry_the_term_in_the_language_of_the_interface(client: FlaskClient, cards: Flashcards) -> None:
    """With its standing, when nobody has reviewed it."""
    order = in_order(cards, "1")
    number = next(n for n, c in enumerate(order, 1) if c.term.translations["pt"].standing == "unreviewed")
    page = client.get(f"/learn/flashcards?left={number}&lang=pt").text
    label = re.search(r'<p class="card__translation"><span lang="pt">(.*?)</span> <small>\(', page)
    assert label
    assert unescape(label[1]) == order[number - 1].term.translations["pt"].label


def test_cards_are_exported_for_flashcard_programs(
    client: FlaskClient, cards: Flashcards, assistant: Assistant
) -> None:
    """Tab-separated: term, definition verbatim, citation; in the order of the seed."""
    response = client.get("/learn/flashcards.tsv?seed=7")
    assert response.mimetype == "text/tab-separated-values"
    assert 'filename="flashcards.tsv"' in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.text), dialect="excel-tab"))
    assert [row[0] for row in rows] == [c.term.label for c in in_order(cards, "7")]
    guide = assistant.library.guides[0]
    for _term, definition, citation in rows:
        assert definition in guide.text
        assert citation.startswith(guide.metadata.title) or "quoted in" in citation


# -- slides -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", DECKS)
def test_slides_hold_no_more_than_a_room_can_read(
    decks: dict[str, Deck], app: Flask, assistant: Assistant, name: str
) -> None:
    """A long text is cut between sentences, and nothing of it is lost."""
    with app.test_request_context():
        slides = slides_of(decks[name], "7", assistant.library)
    assert slides[0].kind == "title"
    for slide in slides[1:]:
        text = slide.body.text if slide.body else ""
        assert len(text) <= ON_ONE_SCREEN or len(sentence_spans(text)) == 1


def test_the_pieces_of_a_passage_are_the_passage(assistant: Assistant) -> None:
    """Every word of every passage stands on one of its slides, in order."""
    guide = assistant.library.guides[0]
    for passage in guide.passages:
        pieces = whole(guide, passage).pieces(ON_ONE_SCREEN)
        assert squeezed(" ".join(p.text for p in pieces)) == squeezed(passage.text)
        assert all(guide.text[p.start : p.end] == p.text for p in pieces)


def test_a_statement_is_followed_by_the_guides_reality(client: FlaskClient, quiz: Quiz) -> None:
    """First the room is asked, then the guide is quoted."""
    page = text_of(client.get("/learn/present?deck=myths&seed=7").text)
    at = 0
    for one in statements(quiz, "7"):
        at = page.index(one.words.text, at)
        at = page.index(one.belief.reality.first_sentence().text, at + len(one.words.text))


@pytest.mark.parametrize(("slide", "shown"), [("1", 1), ("3", 3), ("0", 1), ("-4", 1), ("9999", 26), ("x", 1), ("", 1)])
def test_the_slide_in_the_address_is_shown(client: FlaskClient, slide: str, shown: int) -> None:
    """The nearest there is, and the links on both sides lead to its neighbours."""
    page = unescape(client.get(f"/learn/present?deck=myths&seed=7&slide={slide}").text)
    visible = re.findall(r'data-slide="(\d+)"[^>]*aria-label="[^"]*">', page)
    assert visible == [str(shown)]
    links = dict(re.findall(r'href="[^"]*slide=(\d+)[^"]*" rel="(\w+)"', page))
    assert links == {str(n): way for n, way in ((shown - 1, "prev"), (shown + 1, "next")) if 1 <= n <= 26}


# -- a trainer's own questions ----------------------------------------------------------------------------------------
QUESTIONS = "# Monday\nWhat is servitude?\n\n  # later\nWhat is a xyzzy plugh?\n"


def present(client: FlaskClient, questions: str, slide: str = "") -> Any:
    return client.post("/learn/present", data={"questions": questions, "slide": slide})


def test_remarks_and_empty_lines_are_no_questions(app: Flask) -> None:
    """A byte order mark, as some editors write it, is no part of the first question."""
    with app.test_request_context():
        assert read_list("\ufeff" + QUESTIONS).questions == ("What is servitude?", "What is a xyzzy plugh?")
        assert read_list("a?\r\n#b\r\nc?\rd?").questions == ("a?", "c?", "d?")


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        ("", "The list has no question yet"),
        ("# only a remark\n\n", "The list has no question yet"),
        ("fine?\n" + "long " * 101, "Line 2: The question has 504 characters"),
        ("What is TIP?\n" * (MOST_QUESTIONS + 1), f"The list has {MOST_QUESTIONS + 1} questions"),
        ("a\x00b", "Line 1: The question holds control characters"),
    ],
)
def test_a_list_that_cannot_be_asked_comes_back_with_what_is_wrong(
    client: FlaskClient, questions: str, says: str
) -> None:
    """Status 400, the line is named, the title says so, and the list is still there."""
    response = present(client, questions)
    assert response.status_code == 400
    assert says in text_of(response.text)
    assert "<title>Error:" in response.text
    assert 'aria-invalid="true"' in response.text
    if questions.strip() and "\x00" not in questions:
        assert questions.split("\n")[0] in response.text


def test_a_list_is_stepped_through_by_forms(client: FlaskClient, assistant: Assistant) -> None:
    """Question, each quote that the assistant gives, next question, and back again; the list travels in the form."""
    seen = []
    name = "1"
    while name:
        page = present(client, QUESTIONS, name).text
        assert unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1]).strip() == QUESTIONS.strip()  # type: ignore[index]
        seen.append(name)
        following = re.search(r'value="([\d.]+)" form="list" data-next', page)
        before = re.search(r'value="([\d.]+)" form="list" data-previous', page)
        assert (before[1] if before else None) == (seen[-2] if len(seen) > 1 else None)
        name = following[1] if following else ""
    quotes = assistant.ask("What is servitude?").quotes
    screens = len(seen) - 3
    assert screens >= len(quotes)
    assert seen == ["1", *(f"1.{n}" for n in range(1, screens + 1)), "2", "2.1"]
    page = present(client, QUESTIONS, "1.1").text
    assert quotes[0].text.split("\n")[-1] in text_of(page)
    assert quotes[0].citation.text in text_of(page)


def test_a_long_list_is_shown_on_several_slides(client: FlaskClient, app: Flask, assistant: Assistant) -> None:
    """Cut between its items; together they are the quote, and each is a slice of the guide."""
    question = "What are the recommendations of the gender approach?"
    quote = assistant.ask(question).quotes[0]
    guide = assistant.library.guides[0]
    assert len(quote.text) > 2 * ON_ONE_SCREEN
    shown: list[str] = []
    with app.test_request_context():
        while sum(len(squeezed(text)) for text in shown) < len(squeezed(quote.text)) - len(shown):
            slide = slide_at(read_list(question), f"1.{len(shown) + 1}", assistant)
            assert slide.quote is not None
            assert slide.quote.text in guide.text
            assert len(slide.quote.text) <= ON_ONE_SCREEN
            shown.append(slide.quote.text)
    assert "\n".join(shown) == quote.text


def test_what_the_guide_does_not_answer_is_shown_as_such(client: FlaskClient, assistant: Assistant) -> None:
    """No quotation, the assistant's own notes, and related reading that is called so."""
    page = present(client, QUESTIONS, "2.1").text
    reply = assistant.ask("What is a xyzzy plugh?")
    assert "No answer in the guide" in page
    assert "<blockquote" not in page[page.index("<main") : page.index("<template")]
    assert all(note in text_of(page) for note in reply.notes)
    assert ("Related reading, not an answer" in page[: page.index("<template")]) is bool(reply.related)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("", "1"), ("x", "1"), ("0", "1"), ("99", "2"), ("2.9", "2.1"), ("1.x", "1"), ("1" * 30, "1"), ("2.0", "2")],
)
def test_a_slide_that_is_not_there_is_the_nearest_one(app: Flask, assistant: Assistant, name: str, shown: str) -> None:
    """Whatever the form says."""
    with app.test_request_context():
        assert slide_at(read_list(QUESTIONS), name, assistant).name == shown


def test_going_back_to_the_list_keeps_it(client: FlaskClient) -> None:
    """Leaving the presentation posts the list to the page where it is written."""
    page = client.post("/learn/questions", data={"questions": QUESTIONS}).text
    assert "What is servitude?" in page


def test_presenting_a_list_counts_as_asking(assistant: Assistant) -> None:
    """The same limit holds as for the chat."""
    client = create_app(assistant, {"TESTING": True, "ASK_LIMIT": "2 per minute"}).test_client()
    assert [present(client, "What is TIP?").status_code for _ in range(3)] == [200, 200, 429]


def test_decks_are_read_once_for_each_application(assistant: Assistant) -> None:
    """Two applications of one process have decks of their own."""
    first, second = (create_app(assistant, {"TESTING": True}) for _ in range(2))
    assert list(decks_of(first)) == list(decks_of(second)) == list(DECKS)
    assert load_decks(assistant.library, assistant.thesaurus)[0].name == "myths"
