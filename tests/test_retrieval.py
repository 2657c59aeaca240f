"""Retrieval: what is nearest to a question, and the parts that its score is the sum of."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies as drawn
from assistant.answering import Assistant
from assistant.query import Query
from assistant.retrieval import (
    NEAREST_PHRASES,
    WEIGHTS,
    Hit,
    Retrieval,
    matched_phrases,
    nearest_phrases,
    retrieve,
    signals_of,
)
from assistant.targets import Form

STEPS = "handbook/refunds--list"


def hits(assistant: Assistant, question: str, k: int = 20) -> tuple[Hit, ...]:
    """The hits of *question*."""
    return retrieve(assistant.understand(question), assistant.index, k).hits


def hit_of(assistant: Assistant, question: str, target: str) -> Hit:
    """The hit of *question* that is *target*."""
    return next(h for h in hits(assistant, question, 100) if h.target.id == f"handbook/{target}")


def assert_sums(retrieval: Retrieval) -> None:
    """Every score is the sum of its parts, and the best goes first."""
    for hit in retrieval.hits:
        assert hit.score == pytest.approx(sum(hit.parts.values()))
    assert all(one.score >= other.score for one, other in pairwise(retrieval.hits))


@pytest.mark.parametrize(("question", "target"), [
    ("who is allowed to join", "your-card--everybody-who-lives-works-or-studies"),
    ("I cannot find my membership card", "lost-card--report-a-lost-card-at-the"),
    ("closing time in winter", "opening-hours--winter"),
    ("may I eat a sandwich", "reading-room--food-is-not-allowed-in-the"),
    ("perdí mi tarjeta", "lost-card--report-a-lost-card-at-the"),
    ("a que horas abre a biblioteca", "opening-hours--the-library-opens-at-nine-in"),
    ("what is a reader", "terms--reader-a-person-who-holds-a"),
])
def test_what_is_asked_for_is_found_first(question: str, target: str, toy: Assistant) -> None:
    """In the guide's own words, in an editor's, in another language."""
    assert hits(toy, question)[0].target.id == f"handbook/{target}"


@pytest.mark.parametrize("question", ["which is the last step of a refund", "what is a reader", "list all the papers",
                                      "an example of a fee", "what does Figure 1 show", "perdi mi tarjeta"])
def test_a_score_is_the_sum_of_its_parts(question: str, toy: Assistant) -> None:
    """Nothing else enters, so that it can be explained."""
    assert_sums(retrieve(toy.understand(question), toy.index))


@given(drawn.questions, st.lists(drawn.questions, max_size=2), st.integers(1, 30))
def test_any_question_is_searched_in_order_and_without_remainder(
        real: Assistant, question: str, history: list[str], k: int) -> None:
    """At most k hits, best first, no target twice, each the sum of its parts."""
    found = retrieve(real.understanding.understand(question, history), real.index, k)
    assert_sums(found)
    assert len(found.hits) <= k
    assert len({h.number for h in found.hits}) == len(found.hits)
    assert all(real.index.targets[h.number] is h.target for h in found.hits)


@pytest.mark.parametrize("question", ["", "zebra", "?!", "🙂", "the of and"])
def test_a_question_of_unknown_words_has_no_hits(question: str, toy: Assistant) -> None:
    """Nothing of it is anywhere."""
    assert hits(toy, question) == ()


def test_fewer_hits_are_the_first_of_more(toy: Assistant) -> None:
    """The number asked for changes nothing else."""
    assert hits(toy, "lost card", 2) == hits(toy, "lost card", 9)[:2]


def test_equal_scores_keep_the_guides_order(own_toy_corpus: Path) -> None:
    """The same paragraph twice in a section: the first goes first."""
    file = own_toy_corpus / "handbook" / "guide.md"
    text = file.read_text(encoding="utf-8")
    same = "Parrots sit on the perch.\n\n"
    file.write_text(text.replace("## Myths {:", f"{same}{same}{same}## Myths {{:"), encoding="utf-8")
    found = hits(Assistant.open(own_toy_corpus), "where do parrots sit")
    twins = [h for h in found if "--parrots-sit-on-the-perch" in h.target.id]
    assert [h.target.id[-7:] for h in twins] == ["e-perch", "perch-2", "perch-3"]
    assert len({h.score for h in twins}) == 1


# -- signals that depend on the form -----------------------------------------------------------------------------------
def test_a_whole_list_costs_something_where_none_is_asked_for(toy: Assistant) -> None:
    """ "List" in the question lifts that."""
    asked, unasked = (hit_of(toy, q, "refunds--list") for q in ("list all the steps of a refund", "refund at the desk"))
    assert asked.target.form is Form.LIST
    assert asked.parts["list_unasked"] == 0
    assert unasked.parts["list_unasked"] == WEIGHTS["list_unasked"] < 0
    assert unasked.parts["list_asked"] == 0


def test_a_passage_is_no_list(toy: Assistant) -> None:
    """Neither part is its."""
    hit = hit_of(toy, "list all the steps of a refund", "refunds--the-cashier-pays-the-price-in")
    assert hit.parts["list_asked"] == hit.parts["list_unasked"] == 0


def test_a_figures_caption_costs_something_where_no_figure_is_asked_for(toy: Assistant) -> None:
    """It only names what the text around it says."""
    assert hit_of(toy, "visits by day of the week", "figure-1").parts["figure"] == WEIGHTS["figure"] < 0
    assert hit_of(toy, "what does figure 1 show, visits by day?", "figure-1").parts["figure"] == 0


def test_a_definition_counts_where_a_meaning_is_asked_for(toy: Assistant) -> None:
    """Most where the question names nothing but the term."""
    alone = hit_of(toy, "reader", "terms--reader-a-person-who-holds-a").parts["definition"]
    among = hit_of(toy, "what does the desk mean by a reader", "terms--reader-a-person-who-holds-a").parts["definition"]
    other = hit_of(toy, "can a reader eat", "terms--reader-a-person-who-holds-a").parts["definition"]
    assert alone == WEIGHTS["definition"]
    assert alone > among > other == 0


@pytest.mark.parametrize(("question", "item"), [
    ("which is the first step at the desk for a refund", "refunds--the-librarian-compares-the-book-with"),
    ("what is the second step of a refund", "refunds--the-cashier-pays-the-price-in"),
    ("and the last step of the refund at the desk?", "refunds--the-book-goes-back-to-its"),
])
def test_an_item_is_found_by_its_place(question: str, item: str, toy: Assistant) -> None:
    """Of the list that the question is about."""
    best = hits(toy, question)[0]
    assert best.target.id == f"handbook/{item}"
    assert best.parts["ordinal"] >= WEIGHTS["ordinal"] > 0


def test_a_list_has_no_item_beyond_its_last(toy: Assistant) -> None:
    """The seventh of three steps is none of them."""
    assert not any(h.parts["ordinal"] for h in hits(toy, "what is the seventh step of a refund at the desk"))


def test_a_section_without_passages_is_no_item(own_toy_corpus: Path) -> None:
    """Asked for, it earns nobody anything, and no error."""
    file = own_toy_corpus / "handbook" / "guide.md"
    text = file.read_text(encoding="utf-8")
    note = text.index("[^1]: Children")
    empty = "## HANDBOOK 3: Nothing yet {: #handbook-3 page=\"17\" }\n\n> Soon.\n> {: .pull-quote }\n\n"
    before = text[:note].replace("pay nothing.[^1]", "pay nothing.")
    file.write_text(before + empty, encoding="utf-8")
    assistant = Assistant.open(own_toy_corpus)
    outline = next(n for n, t in enumerate(assistant.index.targets) if t.id == "handbook/other-handbooks--outline")
    assert assistant.index.items[outline][-1] == -1
    assert hits(assistant, "which is the last of the other handbooks of this series")


def test_without_a_place_asked_for_no_item_has_one(toy: Assistant) -> None:
    """The signal is zero everywhere."""
    assert not any(h.parts["ordinal"] for h in hits(toy, "steps of a refund at the desk"))


# -- phrases -----------------------------------------------------------------------------------------------------------
def test_the_nearest_phrases_are_the_targets_own_in_the_questions_language(toy: Assistant) -> None:
    """At most three, best first; they earn the hit what it has for them."""
    query = toy.understand("who is allowed to join and how do I sign up")
    found = retrieve(query, toy.index)
    best = found.hits[0]
    cosines = [float(found.cosines.phrases[p]) for p in best.phrases]
    assert cosines == sorted(cosines, reverse=True)
    assert len(cosines) <= NEAREST_PHRASES
    assert set(matched_phrases(best, "en", toy.index)) >= {"who is allowed to join", "how do I sign up"}
    assert best.parts["phrases"] == pytest.approx(WEIGHTS["phrases"] * sum(cosines) / NEAREST_PHRASES)


def test_phrases_of_other_languages_are_not_matched(toy: Assistant) -> None:
    """Their cosines are zero, and they are no target's nearest."""
    signals = signals_of(toy.understand("perdí mi tarjeta", language="es"), toy.index)
    spanish = toy.index.language("es")
    assert len(signals.cosines.phrases) == len(toy.index.phrase_texts[spanish])
    assert signals.cosines.phrases.any()
    number = next(n for n, t in enumerate(toy.index.targets) if t.id.startswith("handbook/lost-card--report"))
    nearest = nearest_phrases(number, "es", signals.cosines, toy.index)
    assert nearest
    texts = toy.index.phrase_texts[spanish]
    assert {texts[p] for p in nearest} <= {"perdí mi tarjeta", "cuánto cuesta una tarjeta nueva"}


def test_an_editors_phrase_word_for_word_has_cosine_one(toy: Assistant) -> None:
    """Text and question are analysed alike."""
    query = toy.understand("busiest day of the week")
    found = retrieve(query, toy.index)
    number = toy.index.phrase_texts[toy.index.language("en")].index("busiest day of the week")
    assert found.cosines.phrases[number] == pytest.approx(1.0)


# -- weights -----------------------------------------------------------------------------------------------------------
def test_other_weights_can_be_tried(toy: Assistant) -> None:
    """Only what is weighted counts."""
    query: Query = toy.understand("lost card")
    found = retrieve(query, toy.index, weights={"own": 2.0})
    assert [set(h.parts) for h in found.hits] == [{"own"}] * len(found.hits)
    assert found.hits[0].score == pytest.approx(2 * signals_of(query, toy.index).values["own"].max())


def test_cosines_and_shares_lie_between_zero_and_one(real: Assistant) -> None:
    """For every target."""
    for question in ("what is debt bondage", "¿qué es la trata de personas?", "quantas vítimas em 2020"):
        values = signals_of(real.understand(question), real.index).values
        for name in ("own", "phrases", "centroid", "coverage"):
            assert values[name].min() >= 0, name
            assert values[name].max() <= 1 + 1e-9, name


def test_the_same_question_has_the_same_hits(real: Assistant) -> None:
    """To the last bit."""
    query = real.understand("Can a man who agreed to the work still be a victim?")
    assert retrieve(query, real.index).hits == retrieve(query, real.index).hits
