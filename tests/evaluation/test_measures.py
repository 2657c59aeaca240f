"""The measures, against hand calculations and against other implementations."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.measures import Figures, Prediction, auroc, figures, figures_by, judge, judge_all, mean
from assistant.evaluation.words import compared, coverage, heading, token_f1, tokens

Ask = Callable[..., GoldQuestion]


def said(
    *texts: str, id: str = "q", section: tuple[str, ...] = ("Lost card",), confidence: float | None = None
) -> Prediction:
    return Prediction(id, tuple((text, section) for text in texts), confidence)


# -- words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s” a well–known *fact*", '"It\'s" a well-known fact'),
        ("<p>first</p><p>second</p>", "first second"),
        ("a child.¹ She", "a child. She"),
        ("ﬁve  STEPS\n", "five steps"),
        ("Straße", "STRASSE"),
    ],
)
def test_texts_are_compared_without_typography(one: str, other: str) -> None:
    """Quotes, dashes, ligatures, case, markup and footnote digits make no difference."""
    assert compared(one) == compared(other)


def test_tokens_are_words_and_numbers() -> None:
    """Signs are none; a percentage is its number."""
    assert tokens("49% of (the) victims, 1,000") == ["49", "of", "the", "victims", "1", "000"]


@pytest.mark.parametrize(
    ("span", "quote", "share"),
    [
        ("a b c d e", "x a b c d e y", 1.0),
        ("a b c d e", "a b c d x e", 0.8),
        ("a b c d e f g h", "a b c d x e f g", 0.5),
        ("a b c d e", "a b c x d e", 0.0),
        ("a b c", "x a b c", 1.0),
        ("a b c", "a b x c", 0.0),
        ("a", "a", 1.0),
        ("a b", "", 0.0),
        ("", "a b", 0.0),
    ],
)
def test_coverage_counts_runs_of_four(span: str, quote: str, share: float) -> None:
    """Scattered words show nothing; a span shorter than four words must be there as a whole."""
    assert coverage(span.split(), quote.split()) == pytest.approx(share)


def test_token_f1_is_the_harmonic_mean() -> None:
    """Two of four words of the quote are in the span, which has three: 2 * 1/2 * 2/3 / (1/2 + 2/3) = 4/7."""
    assert token_f1(["a", "b", "c"], ["a", "b", "x", "y"]) == pytest.approx(4 / 7)


def test_token_f1_counts_a_repeated_word_as_often_as_both_have_it() -> None:
    """Saying a word twice earns it once."""
    assert token_f1(["a"], ["a", "a"]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(("span", "quote"), [(["a"], ["b"]), (["a"], []), ([], ["a"]), ([], [])])
def test_token_f1_without_a_common_word_is_zero(span: list[str], quote: list[str]) -> None:
    """Nothing in common, nothing earned."""
    assert token_f1(span, quote) == 0.0


def test_headings_are_compared_without_the_chapter_number() -> None:
    """ "4. Understanding" and "understanding" are one."""
    assert heading("4.1 Understanding “Trafficking”") == heading('UNDERSTANDING "trafficking"')


# -- one question


def test_the_first_quote_answers(ask: Ask) -> None:
    """Rank 1; the alternative span will do."""
    judged = judge(
        ask(("no such words in it", "the card is blocked at once")), said("Then the card is blocked at once.")
    )
    assert judged.rank == 1
    assert judged.answered


def test_rank_is_that_of_the_first_quote_that_shows_the_span(ask: Ask) -> None:
    """Later ones earn nothing more."""
    question = ask(("the card is blocked",))
    assert judge(question, said("x", "y", "the card is blocked", "the card is blocked")).rank == 3


def test_quotes_after_the_tenth_are_not_looked_at(ask: Ask) -> None:
    """Nobody reads so far."""
    assert judge(ask(("the card is blocked",)), said(*["x"] * 10, "the card is blocked")).rank is None


def test_an_answer_of_several_parts_has_a_recall_and_no_rank(ask: Ask) -> None:
    """One of two parts in the first quote, both in the first two."""
    judged = judge(ask(("a b c d",), ("e f g h",)), said("a b c d", "e f g h"))
    assert (judged.recall(1), judged.recall(3), judged.rank) == (0.5, 1.0, None)


def test_f1_is_that_of_the_nearest_span_of_any_group(ask: Ask) -> None:
    """Only of the first quote."""
    assert judge(ask(("a b",), ("c d", "e f")), said("e f", "a b")).f1 == 1.0


def test_section_is_any_heading_above_the_first_quote(ask: Ask) -> None:
    """The chapter counts as much as the section."""
    question = ask(("a",), sections=("Your Card",))
    assert judge(question, said("b", section=("1. Your Card", "Lost card"))).section
    assert not judge(question, said("b", section=("2. Visiting",))).section


def test_no_prediction_is_no_answer(ask: Ask) -> None:
    """Silence earns nothing."""
    judged = judge(ask(("a",), sections=("Lost card",)), None)
    assert (judged.answered, judged.rank, judged.f1, judged.section, judged.confidence) == (
        False,
        None,
        0.0,
        False,
        None,
    )


# -- many questions


def test_figures_against_a_hand_calculation(ask: Ask) -> None:
    """Three single answers (rank 1, rank 2, none), one of two parts, two unanswerable, one of them answered."""
    questions = [
        ask(("a b c d",), id="1"),
        ask(("a b c d",), id="2"),
        ask(("a b c d",), id="3"),
        ask(("a b c d",), ("e f g h",), id="4"),
        ask(id="5"),
        ask(id="6"),
    ]
    predictions = [
        said("a b c d", id="1", confidence=0.9),
        said("x", "a b c d", id="2", confidence=0.4),
        said(id="3", confidence=0.2),
        said("a b c d", id="4", confidence=0.8),
        said("x y", id="5", confidence=0.4),
        said(id="6", confidence=0.1),
    ]
    f = figures(judge_all(questions, predictions))
    assert (f.n, f.n_single, f.n_multi, f.n_unanswerable) == (6, 3, 1, 2)
    assert f.answer1 == pytest.approx(1 / 3)
    assert f.answer3 == pytest.approx(2 / 3)
    assert f.mrr10 == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert f.group_recall3 == pytest.approx(1 / 2)
    assert f.all_groups3 == 0.0
    assert f.f1 == pytest.approx((1 + 0 + 0 + 1) / 4)
    assert f.section1 == 0.0
    assert f.quote_words == 4  # of 4, 1 and 4 words; an unanswerable question's quote does not count
    assert f.false_answer == pytest.approx(1 / 2)
    assert f.false_abstain == pytest.approx(1 / 4)
    # Of eight pairs, 0.9 and 0.8 win two each, 0.4 one and a half, 0.2 one.
    assert f.auroc == pytest.approx(6.5 / 8)


def test_figures_of_no_question_have_no_values() -> None:
    """Nothing measured is not zero."""
    f = figures([])
    assert f.n == 0
    assert {f.answer1, f.mrr10, f.group_recall3, f.f1, f.quote_words, f.false_answer, f.auroc} == {None}


def test_a_set_without_unanswerable_questions_has_no_false_answers_and_no_auroc(ask: Ask) -> None:
    """There was nothing to refuse."""
    f = figures([judge(ask(("a",)), said("a", confidence=1.0))])
    assert (f.false_answer, f.auroc, f.false_abstain) == (None, None, 0.0)


def test_predictions_without_confidence_are_left_out_of_auroc(ask: Ask) -> None:
    """A system that states none is not judged by it."""
    judged = judge_all([ask(("a",), id="1"), ask(id="2")], [said("a", id="1"), said(id="2", confidence=0.5)])
    assert figures(judged).auroc is None


def test_predictions_for_other_questions_do_not_count(ask: Ask) -> None:
    """A run may hold more than is asked for."""
    assert len(judge_all([ask(("a",), id="1")], [said("a", id="1"), said("a", id="2")])) == 1


def test_figures_can_be_broken_down(ask: Ask) -> None:
    """By kind here: each value with the questions of its own."""
    judged = judge_all([ask(("a",), id="1", kind="fact"), ask(("a",), id="2", kind="myth")], [said("a", id="1")])
    by = figures_by(judged, "kind")
    assert list(by) == ["fact", "myth"]
    assert (by["fact"].answer1, by["myth"].answer1) == (1.0, 0.0)


def test_every_figure_has_a_title_of_its_own() -> None:
    """So that no two columns of a table look alike."""
    titles = Figures.titles()
    assert len(set(titles.values())) == len(titles)


def test_the_mean_of_nothing_is_none() -> None:
    """And that of something is its mean."""
    assert mean([]) is None
    assert mean([1, 2]) == 1.5


@given(
    st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0]), min_size=1, max_size=12),
    st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0]), min_size=1, max_size=12),
)
def test_auroc_agrees_with_scikit_learn(positive: list[float], negative: list[float]) -> None:
    """With ties and without."""
    expected = roc_auc_score([1] * len(positive) + [0] * len(negative), [*positive, *negative])
    assert math.isclose(auroc(positive, negative) or 0.0, expected)


@given(st.lists(st.floats(0, 1), max_size=6), st.lists(st.floats(0, 1), max_size=6))
def test_auroc_of_the_opposite_is_the_rest(positive: list[float], negative: list[float]) -> None:
    """One minus it, or None on both sides."""
    one, other = auroc(positive, negative), auroc(negative, positive)
    assert (one is None and other is None) or math.isclose((one or 0.0) + (other or 0.0), 1.0)
