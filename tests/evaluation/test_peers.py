"""Peers get the same passages and the same questions, and what they find is measured in the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.answering import Assistant
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.peers import Search, peers, run_peer

TEXTS = ["the card is lost", "the library opens at nine", "a lost book is paid back", "the harbour"]
EVERY = pytest.mark.parametrize("make", peers().values(), ids=list(peers()))
Make = Callable[[Sequence[str]], Search]


def test_bm25s_is_among_the_peers() -> None:
    """The development tools bring it along."""
    assert list(peers()) == ["bm25s", "SQLite FTS5", "scikit-learn TF-IDF", "PassageIndex alone"]


@EVERY
def test_a_peer_finds_the_text_with_the_words(make: Make) -> None:
    """Best first, with falling scores."""
    found = make(TEXTS)("lost book", 3)
    assert [i for i, _ in found] == [2, 0]
    assert found[0][1] > found[1][1] > 0


@EVERY
def test_a_peer_finds_no_more_than_it_was_asked_for(make: Make) -> None:
    """The best of them."""
    assert [i for i, _ in make(TEXTS)("lost book", 1)] == [2]


@EVERY
@pytest.mark.parametrize("query", ["zebra", "", "?", '"', "the", "OR AND NOT", "a* (b) -c:d"])
def test_a_peer_without_a_match_finds_nothing(query: str, make: Make) -> None:
    """Unknown words, no words, signs that mean something in a query language."""
    assert [i for i, score in make(["card", "library"])(query, 3) if score > 0] == []


@EVERY
def test_a_peer_quotes_passages_with_their_headings(make: Make, toy: Assistant) -> None:
    """At most ten, none that only introduces; the headings count for the search, the quote is the passage."""
    question = GoldQuestion("q", "how much does a replacement of a lost card cost", "en", "fact", "close")
    (found,) = run_peer(make, toy.library.passages, [question])
    texts = {p.text: p for p in toy.library.passages}
    assert found.id == "q"
    assert 0 < len(found.quotes) <= 10
    assert all(texts[text].answers and texts[text].section.path == path for text, path in found.quotes)
    assert any("A replacement costs 4 dollars" in text for text, _ in found.quotes)
    assert found.confidence is not None
    assert found.confidence > 0


@EVERY
def test_a_peer_gets_the_earlier_questions_too(make: Make, toy: Assistant) -> None:
    """Else a follow-up could not be answered by anybody."""
    alone = GoldQuestion("q", "and there?", "en", "followup", "close")
    after = GoldQuestion("q", "and there?", "en", "followup", "close", ("food in the reading room",))
    (found,) = run_peer(make, toy.library.passages, [after])
    assert found.quotes[0][0].startswith("Food is not allowed")
    assert run_peer(make, toy.library.passages, [alone])[0].quotes[:1] != found.quotes[:1]
