"""Texts split all at once, and what the lexicon counts of them."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis import words
from assistant.lexicon import proper_names, vocabulary
from assistant.splitting import Splitter, Tokens
from tests.strategies import questions


def _words_by_text(split: Splitter, tokens: Tokens) -> list[tuple[str, ...]]:
    of_token = split.words()
    ends = [0, *tokens.lengths.cumsum().tolist()]
    cut = [tokens.numbers[begin:end].tolist() for begin, end in itertools.pairwise(ends)]
    return [tuple(word for number in text for word in of_token[number]) for text in cut]


@given(st.lists(questions, max_size=6))
def test_the_words_of_a_text_are_those_of_its_tokens(texts: list[str]) -> None:
    """However odd the text: so that an index counts what a question is searched by."""
    split = Splitter()
    assert _words_by_text(split, split(texts)) == [words(text) for text in texts]


def test_a_token_has_one_number_in_all_texts() -> None:
    split = Splitter()
    first = split(["debt bondage", ""])
    assert split.words() == [("debt",), ("bondage",)]
    second = split(["bondage or life-long debt"])
    assert first.numbers.tolist() == [0, 1]
    assert second.numbers.tolist() == [1, 2, 3, 0]
    assert split.words()[3] == ("life", "long")
    assert (len(first), len(Tokens.join([first, second]))) == (2, 3)


def test_a_vocabulary_counts_each_language_by_itself() -> None:
    split = Splitter()
    said = {
        "en": [split(["a Victim's right", "the right, the victims"]), split(["right"])],
        "es": [split(["la trata"])],
        "pt": [],
    }
    found = vocabulary(split, said)
    assert found["en"] == {"a": 1, "victim's": 1, "right": 3, "the": 2, "victims": 1}
    assert found["es"] == {"la": 1, "trata": 1}
    assert found["pt"] == {}


def test_a_name_has_a_capital_inside_sentences() -> None:
    split = Splitter()
    texts = ["Traffickers in Haiti. Women", "the police of Haiti, and the Police", "Women", "women are police", ""]
    assert proper_names(split, split(texts)) == {"haiti"}


def test_the_first_word_of_a_text_follows_on_nothing() -> None:
    """Not on the last of the text before it."""
    split = Splitter()
    assert proper_names(split, split(["who is a victim", "Girls", ""])) == frozenset()
