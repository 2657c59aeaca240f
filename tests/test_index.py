"""The general passage index: any strings, hand-calculated scores, a settled order."""

from __future__ import annotations

from math import log, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

import tests.strategies  # noqa: F401 (settles how Hypothesis runs)
from assistant import PassageIndex
from assistant.answering import Assistant
from assistant.index import K1, PAIR, B, Postings, best, with_pairs

BOOKS = ["a lost card", "the lost book and the lost key", "opening hours", "card"]
"""Four passages; without stop words: lost card / lost book lost key / opening hours / card."""


def plain(text: str) -> list[str]:
    """Words as they stand, but for articles: an analysis that one can follow by hand."""
    return [w for w in text.casefold().split() if w not in {"a", "the", "and"}]


@pytest.fixture(scope="module")
def books() -> PassageIndex:
    """The four passages, indexed with the plain analysis."""
    return PassageIndex.build(BOOKS, plain)


def test_plain_strings_are_found_best_first(books: PassageIndex) -> None:
    """What was indexed comes back with its position and score."""
    found = books.search("lost card")
    assert [f.passage for f in found] == ["a lost card", "card", "the lost book and the lost key"]
    assert [f.position for f in found] == [0, 3, 1]
    assert found[0].score > found[1].score > found[2].score > 0


def test_scores_are_those_of_a_hand_calculation(books: PassageIndex) -> None:
    """BM25 with word pairs: lengths 2, 4, 2, 1 words; "lost" stands in two of four passages, "lost card" in one."""
    # A passage's length is half its words and pairs, rounded down, plus one: (2 + 1) // 2 + 1, (4 + 3) // 2 + 1, …
    lengths = [2, 4, 2, 1]
    mean = sum(lengths) / 4

    def weight(times: int, passages: int, length: int) -> float:
        idf = log(1 + (4 - passages + 0.5) / (passages + 0.5))
        return idf * times * (K1 + 1) / (times + K1 * (1 - B + B * length / mean))

    lost, card, both = weight(1, 2, 2), weight(1, 2, 2), PAIR * weight(1, 1, 2)
    assert books.scores("lost card") == pytest.approx([lost + card + both, weight(2, 2, 4), 0, weight(1, 2, 1)])


def test_a_word_said_twice_counts_a_little_more(books: PassageIndex) -> None:
    """By log2(1 + times): "card card" is log2(3) times "card"; the pair "card card" is in no passage."""
    assert books.scores("card card") == pytest.approx(log2(3) * books.scores("card"))


def test_equal_scores_keep_the_order_of_the_passages() -> None:
    """Also where only some of those that tie are asked for."""
    index = PassageIndex.build(["same words here"] * 50, plain)
    assert [f.position for f in index.search("same", 7)] == list(range(7))
    assert len({f.score for f in index.search("same", 50)}) == 1


@pytest.mark.parametrize("k", [0, -1])
def test_fewer_than_one_passage_cannot_be_asked_for(k: int, books: PassageIndex) -> None:
    """The error says what was given."""
    with pytest.raises(ValueError, match=rf"k must be 1 or more, not {k}"):
        books.search("card", k)


def test_more_passages_than_there_are_can_be_asked_for(books: PassageIndex) -> None:
    """Only those that share a word come back."""
    assert [f.position for f in books.search("card", 1000)] == [3, 0]


@pytest.mark.parametrize("query", ["", "zebra", "the and a", "?!", "🙂"])
def test_a_question_of_unknown_words_finds_nothing(query: str, books: PassageIndex) -> None:
    """Nothing is nearest to nothing."""
    assert books.search(query) == []
    assert not books.scores(query).any()


@pytest.mark.parametrize("passages", [[], [""], ["", "the and a", "  "]])
def test_an_index_without_words_is_empty_and_no_error(passages: list[str]) -> None:
    """There is one score for each passage all the same."""
    index = PassageIndex.build(passages, plain)
    assert index.search("card") == []
    assert index.scores("card").tolist() == [0.0] * len(passages)


def test_empty_passages_between_others_keep_their_positions() -> None:
    """A collection is indexed as it is; its positions are the caller's."""
    index = PassageIndex.build(["", "lost card", "", "card"], plain)
    assert {f.position for f in index.search("card")} == {1, 3}


def test_passages_come_from_any_iterable() -> None:
    """A generator serves as well as a list."""
    assert len(PassageIndex.build(p for p in BOOKS).search("card")) == 2


def test_english_is_the_analysis_by_default() -> None:
    """Inflection and spelling do not matter, as for the guide."""
    index = PassageIndex.build(["Organised gangs recruited women.", "Weather today"])
    assert [f.position for f in index.search("a woman recruited by an organized gang")] == [0]


def test_passages_of_a_guide_are_indexed_with_their_headings(toy: Assistant) -> None:
    """"Winter" stands in the row, "season" only in its table's header, "visiting" only in the chapter's heading."""
    index = PassageIndex.build(p for p in toy.library.passages if p.answers)
    found = index.search("visiting season winter", 1)[0].passage
    assert not isinstance(found, str)
    assert found.id == "handbook/opening-hours--winter"


def test_the_same_passages_make_the_same_bytes() -> None:
    """No order of a set or dictionary leaks into the index."""
    one, other = PassageIndex.build(BOOKS), PassageIndex.build(BOOKS)
    assert one.vocabulary == other.vocabulary
    for part in ("indptr", "rows", "weights"):
        assert getattr(one.postings, part).tobytes() == getattr(other.postings, part).tobytes()
    assert one.scores("lost card").tobytes() == other.scores("lost card").tobytes()


def test_pairs_are_neighbours() -> None:
    """Each word, then each two that stand side by side."""
    assert with_pairs(["debt", "bondage", "work"]) == ["debt", "bondage", "work", "debt bondage", "bondage work"]
    assert with_pairs(["debt"]) == ["debt"]
    assert with_pairs([]) == []


@given(st.lists(st.integers(-2, 3), max_size=40), st.integers(1, 45))
def test_the_best_are_what_sorting_all_would_give(scores: list[int], k: int) -> None:
    """Only positive scores, highest first, ties in order, at most k."""
    expected = sorted(((i, float(s)) for i, s in enumerate(scores) if s > 0), key=lambda x: (-x[1], x[0]))[:k]
    assert best(np.array(scores, dtype=float), k) == expected


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=6).map(" ".join), min_size=1, max_size=8),
       st.lists(st.sampled_from("abcdz"), max_size=5).map(" ".join))
def test_what_is_found_shares_a_word_and_what_is_not_found_does_not(passages: list[str], query: str) -> None:
    """A shared word always earns something, since no idf is zero or less."""
    index = PassageIndex.build(passages, str.split)
    found = {f.position for f in index.search(query, len(passages))}
    assert found == {i for i, p in enumerate(passages) if set(p.split()) & set(query.split())}


def matrix() -> Postings:
    """Three rows and two terms: [[1, 0], [0, 2], [3, 4]]."""
    return Postings(np.array([0, 2, 4]), np.array([0, 2, 1, 2]), np.array([1.0, 3.0, 2.0, 4.0]), 3)


def test_postings_multiply_as_the_matrix_does() -> None:
    """Row scores are the weighted sum of the terms' columns; an empty question scores nothing."""
    assert matrix().scores([(0, 1.0), (1, 10.0)]).tolist() == [1.0, 20.0, 43.0]
    assert matrix().scores([]).tolist() == [0.0, 0.0, 0.0]


def test_weights_are_kept_in_single_precision() -> None:
    """So an index that was stored and read back scores as it did when it was built."""
    weights = Postings.of(sparse.csr_matrix(np.array([[1 / 3]]))).weights
    assert weights.tolist() == [float(np.float32(1 / 3))]


def test_postings_know_single_weights() -> None:
    """Zero where a term does not stand, whatever the row."""
    assert [[matrix().weight(t, r) for t in (0, 1)] for r in range(3)] == [[1, 0], [0, 2], [3, 4]]
    assert matrix().weight(0, -1) == matrix().weight(0, 99) == 0.0
    assert matrix().has(1, 2)
    assert not matrix().has(0, 1)
