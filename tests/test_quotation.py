"""Quotation: every quoted word is the guide's own, at the place cited, and no word is quoted twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tests.strategies as drawn
from assistant.answering import Assistant
from assistant.guide import Guide
from assistant.highlighting import clause_spans, joined
from assistant.quotation import LONG_LIST, QUOTES, covered_share, list_spans
from assistant.reply import Quote


def quotes_of(assistant: Assistant, question: str, history: Sequence[str] = ()) -> tuple[Quote, ...]:
    """The quotes for *question*, also where the assistant would rather not answer with them."""
    return assistant.answer(question, history).quotes


def slices(quote: Quote, guide: Guide) -> list[tuple[int, int]]:
    """Where the lines of *quote* stand in the guide: one slice, or one after another; fails if one does not."""
    if guide.text[quote.start : quote.end] == quote.text:
        return [(quote.start, quote.end)]
    found = []
    at = quote.start
    for line in quote.text.split("\n"):
        start = guide.text.find(line, at, quote.end)
        assert start >= 0, f"“{line}” does not stand at the place cited"
        at = start + len(line)
        found.append((start, at))
    assert (found[0][0], at) == (quote.start, quote.end)
    return found


def assert_promises(quotes: tuple[Quote, ...], assistant: Assistant) -> None:
    """Exact slices, marks inside, no overlap, at most three, best first, and cited where they stand."""
    assert len(quotes) <= QUOTES
    assert [q.score for q in quotes] == sorted((q.score for q in quotes), reverse=True)
    taken: list[tuple[str, int, int]] = []
    for quote in quotes:
        passage = assistant.library.passage_by_id[quote.passage_id]
        guide = assistant.library.by_id[passage.guide_id]
        spans = slices(quote, guide)
        taken += [(guide.id, s, e) for s, e in spans]
        assert quote.text.strip() == quote.text != ""
        assert all(0 <= s < e <= len(quote.text) for s, e in quote.highlights)
        assert all(a[1] <= b[0] for a, b in pairwise(quote.highlights))
        assert quote.citation.section == passage.section.path
        assert quote.citation.url.endswith(f"mark={quote.start}-{quote.end}#{passage.anchor}")
        assert quote.language == guide.metadata.language
    ordered = sorted(taken)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(ordered)), "a word twice"


@pytest.mark.parametrize("question", [
    "Can a man who agreed to the work still be a victim?", "What are the purposes of trafficking?",
    "What is the difference between trafficking in persons and smuggling of migrants?",
    "Give me an example of servitude", "List all the myths", "What are the recommendations of the gender approach?",
    "How many victims were detected in 2020?", "HRBA", "What does Table 4 show?",
    "¿Qué es la trata de personas?", "o que é servidão por dívida?",
    "What is the second purpose?", "How do I cite this guide?", "footnote 2",
])
def test_a_quote_is_made_of_exact_slices_of_the_guide(question: str, real: Assistant) -> None:
    """Whatever form of answer is asked for."""
    quotes = quotes_of(real, question)
    assert quotes
    assert_promises(quotes, real)


@settings(max_examples=150)
@given(drawn.questions, st.lists(drawn.questions, max_size=2))
def test_any_question_gets_verbatim_quotes_or_none(real: Assistant, question: str, history: list[str]) -> None:
    """It never fails, and twice it is the same."""
    quotes = quotes_of(real, question, history)
    assert_promises(quotes, real)
    assert quotes == quotes_of(real, question, history)


@settings(max_examples=60)
@given(st.data())
def test_any_words_of_the_guide_get_verbatim_quotes(real: Assistant, data: st.DataObject) -> None:
    """A piece of a passage, cut anywhere, as someone might paste it."""
    passage = data.draw(st.sampled_from(real.library.passages))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    assert_promises(quotes_of(real, passage.text[start : start + 120]), real)


def test_a_word_that_is_asked_for_twice_counts_twice_in_what_a_sentence_covers(toy: Assistant) -> None:
    """As when the reader names a thing, and the thesaurus adds its name: neither takes the other's place."""
    query = toy.understand("lost card")
    lost, card = query.words[0], replace(query.words[0], text="card", term="card")
    twice = replace(query, words=(lost, card, replace(card, weight=0.5)))
    rarity = {w.term: toy.index.rarity(w.term) for w in (lost, card)}
    span = next(n for n in range(toy.index.span_words.size)
                if toy.index.span_words.has(toy.index.space.terms["card"], n)
                and not toy.index.span_words.has(toy.index.space.terms[lost.term], n))  # fmt: skip
    whole = rarity[lost.term] + 1.5 * rarity["card"]
    assert covered_share(twice, toy.index)[span] == pytest.approx(1.5 * rarity["card"] / whole)


# -- how much is quoted ------------------------------------------------------------------------------------------------
def test_of_a_passage_the_sentence_that_answers_is_marked(toy: Assistant) -> None:
    """A short passage is quoted whole."""
    quote = quotes_of(toy, "do I owe what the thief borrowed")[0]
    assert quote.text.startswith("Report a lost card")
    assert quote.text.endswith("children pay nothing.")
    marked = [quote.text[s:e] for s, e in quote.highlights]
    assert marked == ["The card is blocked at once, and whatever is borrowed with it afterwards is not your debt."]


def test_of_a_long_passage_only_the_sentences_that_answer_are_quoted(real: Assistant) -> None:
    """Quotes from running text stay short, and none is cut inside a sentence."""
    for question in ("What share of victims were men in the first subregion?", "Is consent relevant if she agreed?"):
        for quote in quotes_of(real, question):
            passage = real.library.passage_by_id[quote.passage_id]
            if passage.group is None:
                assert len(quote.text.split()) <= 130
                assert quote.start == passage.start or passage.text[quote.start - passage.start - 1].isspace()


def test_a_list_that_is_asked_for_is_quoted_whole(toy: Assistant) -> None:
    """In one quote, its items on lines."""
    quote = quotes_of(toy, "list all the papers that I bring to get a replacement")[0]
    assert quote.text.split("\n") == [
        "a document with your photograph;", "a letter or bill with your address;", "the fee, in coins."]
    assert quote.highlights == ()


def test_a_row_is_quoted_whole_with_its_cells_on_lines(toy: Assistant) -> None:
    """A short one of several cells."""
    quote = quotes_of(toy, "what time do the doors shut in January")[0]
    assert quote.text == "Winter\n9 a.m.\n6 p.m."
    assert quote.citation.label == "Table 1"


def test_a_chapter_can_be_quoted_as_the_list_of_its_sections(toy: Assistant) -> None:
    """Each title a slice of the guide."""
    outline = next(t for t in toy.index.targets if t.id == "handbook/money--outline")
    guide = toy.library.by_id["handbook"]
    assert [guide.text[s:e] for s, e in outline.spans] == ["Late returns", "Refunds", "Myths"]


def test_of_a_very_long_list_the_names_of_its_items_are_quoted(real: Assistant) -> None:
    """Every item that has a name is there, on a line of its own, and nothing else."""
    guide = real.library.by_id["introductory-guide"]
    long_ones = 0
    for group in guide.groups:
        items = [guide.by_id[p] for p in group.passages]
        spans = list_spans(guide, items)
        words = len(guide.text[items[0].start : items[-1].end].split())
        if words <= LONG_LIST:
            assert spans == ((items[0].start, items[-1].end),)
        elif len(spans) > 1:
            long_ones += 1
            # Rows that continue the one above have no name of their own.
            assert len(spans) == sum(p.named or not p.columns for p in items)
            assert sum(len(guide.text[s:e].split()) for s, e in spans) < words / 2
    assert long_ones > 0


def test_a_comparison_quotes_both_its_sides(real: Assistant) -> None:
    """What defines the one and what defines the other are among the quotes."""
    quotes = quotes_of(real, "What is the difference between trafficking in persons and smuggling of migrants?")
    text = " ".join(q.text.casefold() for q in quotes)
    assert "smuggling" in text
    assert "trafficking" in text or "exploitation" in text
    assert len(quotes) > 1


@pytest.mark.parametrize("question", [
    "A girl of 16 went to the bar by herself and nobody tricked her. Is it trafficking?",
    "Una muchacha de 16 años fue al bar sola y nadie la engañó. ¿Es trata?",
])
def test_who_is_a_child_is_quoted_where_the_answer_rests_on_it(question: str, real: Assistant) -> None:
    """After what answers, and never in its place."""
    quotes = quotes_of(real, question)
    assert "“Child” shall mean any person under eighteen" in quotes[-1].text
    assert "even if this does not involve any of the means" in quotes[0].text
    assert len(quotes) == 3


def test_a_pull_quote_is_never_quoted(toy: Assistant) -> None:
    """It repeats what the text says."""
    for question in ("can a blocked card be opened again", "A blocked card cannot be opened again."):
        assert all("cannot be opened again" not in q.text for q in quotes_of(toy, question))


def test_a_lead_in_or_caption_is_never_quoted_alone(real: Assistant) -> None:
    """Asked for in its own words, it still travels with what it introduces."""
    silent = [p for p in real.library.passages if not p.answers]
    assert len(silent) > 20
    for passage in silent[::7]:
        for quote in quotes_of(real, passage.text[:200]):
            assert quote.passage_id != passage.id


def test_a_follow_up_does_not_get_the_same_words_again_where_others_answer(real: Assistant) -> None:
    """The quotes of "give me an example" differ from those before."""
    history = ["What is servitude?"]
    first = quotes_of(real, history[0])[0]
    assert quotes_of(real, "give me an example", history)[0] != first


def test_who_asks_why_is_given_the_reason_too(real: Assistant) -> None:
    """The sentence that shares the question's words says that it is so; its neighbour says why."""
    quote = quotes_of(real, "Why was there a decline in victim detection for the first time in two decades?")[0]
    assert quote.text.startswith("For the first time in two decades, there was a decline in victim detection.")
    assert "attributed to the impact of the COVID-19 pandemic" in quote.text
    plain = quotes_of(real, "Was there a decline in victim detection in two decades?")[0]
    assert "attributed" not in plain.text


# -- what is marked ----------------------------------------------------------------------------------------------------
@given(st.text(alphabet=st.sampled_from("ab ,;:–—\n."), max_size=60))
def test_clauses_are_slices_in_order(text: str) -> None:
    """They never overlap, and lie inside the sentence."""
    spans = clause_spans(text)
    edges = [0, *(x for span in spans for x in span), len(text)]
    assert edges == sorted(edges)


def test_clauses_that_touch_are_marked_as_one() -> None:
    """Two marks with a blank between them would look like a mistake."""
    assert joined([(0, 3), (4, 8), (12, 15)]) == [(0, 8), (12, 15)]
    assert joined([]) == []


def test_short_clauses_join_the_one_before() -> None:
    """ "Of course," alone answers nothing."""
    text = "Women, men, and all the other people who work there, are victims of the same crime"
    assert [text[s:e] for s, e in clause_spans(text)] == [
        "Women, men,", "and all the other people who work there,", "are victims of the same crime"]


def test_where_a_number_is_asked_for_the_clause_with_the_figure_is_marked(toy: Assistant) -> None:
    """In 2023, 41% of all visits…"""
    quote = quotes_of(toy, "how many of the visits were on a Tuesday")[0]
    marked = " ".join(quote.text[s:e] for s, e in quote.highlights)
    assert "6%" in marked


def test_a_year_is_no_figure_that_was_asked_for(real: Assistant) -> None:
    """ "According to key indicators from the 2022 report, 51,675 victims …": the second clause says how many."""
    quote = quotes_of(real, "how many victims were detected in 2020")[0]
    marked = " ".join(quote.text[s:e] for s, e in quote.highlights)
    assert "51,675" in marked
    assert "2022" not in marked


@pytest.mark.parametrize(
    "question",
    [
        "what is trafficking in persons",
        "what is human trafficking?",
        "what is TIP",
        "¿qué es la trata de personas?",
        "o que é tráfico de pessoas?",
    ],
)
def test_of_a_definition_every_word_is_marked(question: str, real: Assistant) -> None:
    """A mark that stopped in the middle of its list would say that the rest does not belong to it."""
    quote = quotes_of(real, question)[0]
    assert quote.text.startswith("a) “Trafficking in persons”")
    assert quote.highlights == ((0, len(quote.text)),)


@pytest.mark.parametrize(
    "question", ["what is trafficking", "trafficking", "define trafficking", "qué es la trata", "trata", "que es trata"]
)
def test_the_shortest_question_of_all_is_answered_with_the_definition(question: str, real: Assistant) -> None:
    """It has no word that tells one passage from another."""
    assert quotes_of(real, question)[0].text.startswith("a) “Trafficking in persons” shall mean")


def test_a_quote_is_a_value(toy: Assistant) -> None:
    """It can be compared, and a changed copy is another quote."""
    quote = quotes_of(toy, "lost card")[0]
    assert quote == replace(quote)
    assert quote != replace(quote, text="x")
