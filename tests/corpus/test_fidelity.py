"""The corpus holds the published guide word for word, but for the changes that are listed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from assistant.answering import Assistant

HERE = Path(__file__).parent
GAP = "…"


def words(text: str) -> list[str]:
    """The words of a text in order; tags and the digits of note marks are none."""
    return re.findall(r"\w+", re.sub("[¹²³]", " ", re.sub(r"</?p>", " ", text)))


def find(where: list[str], what: list[str], start: int) -> int:
    """The first place at or after *start* where *what* stands in *where*; -1 if it does not."""
    return next((i for i in range(start, len(where) - len(what) + 1) if where[i : i + len(what)] == what), -1)


def span(where: list[str], described: str, start: int) -> tuple[int, int]:
    """Where the words *described* ("first words … last words") stand in *where*, at or after *start*."""
    first, _, last = described.partition(GAP)
    begin = find(where, words(first), start)
    assert begin >= 0, f"the words “{described}” do not stand there"
    end = find(where, words(last), begin) + len(words(last)) if last else begin + len(words(first))
    return begin, end


def test_every_word_of_the_source_stands_in_the_corpus_in_order_but_for_the_listed_changes(real: Assistant) -> None:
    """Walking both texts together, they differ exactly where, and as, the list of editorial changes says."""
    source = words((HERE / "source" / "introductory-guide.txt").read_text(encoding="utf-8"))
    corpus = words(real.library.by_id["introductory-guide"].text)
    changes: list[dict[str, Any]] = yaml.safe_load((HERE / "editorial_changes.yaml").read_text(encoding="utf-8"))
    i = j = 0
    for change in changes:
        while (
            i < len(source) and j < len(corpus) and source[i] == corpus[j] and not starts(change, source, corpus, i, j)
        ):
            i, j = i + 1, j + 1
        assert starts(change, source, corpus, i, j), (
            f"expected: {change}; source: {' '.join(source[i : i + 12])}; corpus: {' '.join(corpus[j : j + 12])}"
        )
        if "from" in change:
            i = span(source, str(change["from"]), i)[1]
        if "to" in change:
            j = span(corpus, str(change["to"]), j)[1]
    assert source[i:] == corpus[j:]


def starts(change: dict[str, Any], source: list[str], corpus: list[str], i: int, j: int) -> bool:
    """Whether *change* applies here: its words stand here, and what follows them agrees on both sides."""
    after_source, after_corpus = i, j
    for key, where, at in (("from", source, i), ("to", corpus, j)):
        if key in change:
            first = words(str(change[key]).partition(GAP)[0])
            if where[at : at + len(first)] != first:
                return False
            end = span(where, str(change[key]), at)[1]
            after_source, after_corpus = (end, after_corpus) if key == "from" else (after_source, end)
    following = source[after_source : after_source + 1], corpus[after_corpus : after_corpus + 1]
    return [w.casefold() for w in following[0]] == [w.casefold() for w in following[1]]


def test_the_list_of_changes_is_short_and_gives_a_reason_for_each() -> None:
    """Nobody can hide a rewritten guide in a long list."""
    changes = yaml.safe_load((HERE / "editorial_changes.yaml").read_text(encoding="utf-8"))
    assert len(changes) <= 25
    assert all(change["why"] for change in changes)
