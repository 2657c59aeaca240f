"""The measures: facts of each question, and what they come to over many.

With no question to judge a mean has no value and is None, never 0: "no follow-up was asked" is not "all failed".
A question without a prediction counts as one that was not answered, so that a system cannot gain by silence.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.words import heading, shows, token_f1, tokens

DEPTH = 10
"""Quotes of a reply that are looked at."""
TOP = 3


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system replied: its quotes, best first, as (text, headings above it); none when it found no answer.

    `confidence` orders questions by how surely the guide answers them; any scale will do.
    """

    id: str
    quotes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The facts of one question.

    `hits` has a row for each group of the gold answer: which of the quotes, in order, show it.
    """

    question: GoldQuestion
    hits: tuple[tuple[bool, ...], ...]
    f1: float
    section: bool
    quote_words: int | None
    confidence: float | None

    @property
    def answered(self) -> bool:
        return self.quote_words is not None

    @property
    def single(self) -> bool:
        """Whether one span is the whole answer."""
        return len(self.hits) == 1

    @property
    def multiple(self) -> bool:
        return len(self.hits) > 1

    @property
    def rank(self) -> int | None:
        """For an answer in one part, the rank of the first quote that shows it, from 1."""
        return self.hits[0].index(True) + 1 if self.single and True in self.hits[0] else None

    def recall(self, depth: int) -> float:
        """The share of the answer's groups that the first *depth* quotes show."""
        return sum(any(row[:depth]) for row in self.hits) / len(self.hits)


def _measure(title: str) -> Any:
    return field(metadata={"title": title})


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures over a set of questions; each says over which of them it is taken."""

    n: int = field(metadata={"title": "n"})
    n_single: int = field(metadata={"title": "n single"})
    n_multi: int = field(metadata={"title": "n multi"})
    n_unanswerable: int = field(metadata={"title": "n unans."})
    answer1: float | None = _measure("answer@1")
    """Answers in one part: the first quote shows it."""
    answer3: float | None = _measure("answer@3")
    """Answers in one part: one of the first three quotes shows it."""
    mrr10: float | None = _measure("MRR@10")
    """Answers in one part: the mean of 1 / rank of the first quote that shows it, 0 where none of ten does."""
    group_recall3: float | None = _measure("group R@3")
    """Answers of several parts: the share of the parts that the first three quotes show."""
    all_groups3: float | None = _measure("all groups@3")
    """Answers of several parts: the first three quotes show all of them."""
    f1: float | None = _measure("F1")
    """Answerable questions: the first quote's token F1 with the nearest gold span, 0 where nothing was quoted."""
    section1: float | None = _measure("section@1")
    """Answerable questions: the first quote stands under one of the gold headings."""
    quote_words: float | None = _measure("words")
    """Answerable questions that were answered: the median number of words of the first quote."""
    false_answer: float | None = _measure("false ans.")
    """Unanswerable questions: the share that was answered."""
    false_abstain: float | None = _measure("false abst.")
    """Answerable questions: the share that was not answered."""
    auroc: float | None = _measure("AUROC")
    """The chance that an answerable question has a higher confidence than an unanswerable one, ties one half."""

    @staticmethod
    def titles() -> dict[str, str]:
        """Field name -> the title of its column."""
        return {f.name: str(f.metadata["title"]) for f in fields(Figures)}


def judge(question: GoldQuestion, prediction: Prediction | None) -> Judged:
    """The facts of *question*, answered by *prediction*; None is no answer."""
    quotes = prediction.quotes[:DEPTH] if prediction else ()
    said = [tokens(text) for text, _ in quotes]
    groups = [[tokens(span) for span in group] for group in question.groups]
    first_headings = {heading(title) for title in quotes[0][1]} if quotes else set()
    return Judged(
        question=question,
        hits=tuple(tuple(shows(group, quote) for quote in said) for group in groups),
        f1=max((token_f1(span, said[0]) for group in groups for span in group), default=0.0) if said else 0.0,
        section=bool(first_headings & {heading(title) for title in question.sections}),
        quote_words=len(quotes[0][0].split()) if quotes else None,
        confidence=prediction.confidence if prediction else None,
    )


def judge_all(questions: Sequence[GoldQuestion], predictions: Iterable[Prediction]) -> tuple[Judged, ...]:
    """The facts of every question, in their order; predictions for other questions are left out of account."""
    by_id = {p.id: p for p in predictions}
    return tuple(judge(q, by_id.get(q.id)) for q in questions)


def figures(judged: Iterable[Judged]) -> Figures:
    """The measures over *judged* questions."""
    rows = list(judged)
    single = [r for r in rows if r.single]
    multiple = [r for r in rows if r.multiple]
    able = [r for r in rows if r.question.answerable]
    unable = [r for r in rows if not r.question.answerable]
    lengths = [r.quote_words for r in able if r.quote_words is not None]
    return Figures(
        n=len(rows),
        n_single=len(single),
        n_multi=len(multiple),
        n_unanswerable=len(unable),
        answer1=mean([r.rank == 1 for r in single]),
        answer3=mean([r.rank is not None and r.rank <= TOP for r in single]),
        mrr10=mean([1 / r.rank if r.rank else 0.0 for r in single]),
        group_recall3=mean([r.recall(TOP) for r in multiple]),
        all_groups3=mean([r.recall(TOP) == 1 for r in multiple]),
        f1=mean([r.f1 for r in able]),
        section1=mean([r.section for r in able]),
        quote_words=statistics.median(lengths) if lengths else None,
        false_answer=mean([r.answered for r in unable]),
        false_abstain=mean([not r.answered for r in able]),
        auroc=auroc(
            [r.confidence for r in able if r.confidence is not None],
            [r.confidence for r in unable if r.confidence is not None],
        ),
    )


def figures_by(judged: Sequence[Judged], dimension: str) -> Mapping[str, Figures]:
    """The measures for each value of *dimension* (one of gold.DIMENSIONS), in the order of the values."""
    values = sorted({r.question.value(dimension) for r in judged})
    return {v: figures(r for r in judged if r.question.value(dimension) == v) for v in values}


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return sum(values) / len(values) if values else None


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """The chance that one of *positive* is higher than one of *negative*, ties counting one half; None without both.

    By the rank-sum statistic of Mann and Whitney: the ranks of the positive, ties at their mean rank.
    """
    if not positive or not negative:
        return None
    below: dict[float, tuple[int, int]] = {}
    ordered = sorted([*positive, *negative])
    for rank, value in enumerate(ordered, 1):
        first, _ = below.get(value, (rank, rank))
        below[value] = (first, rank)
    ranks = sum((below[value][0] + below[value][1]) / 2 for value in positive)
    n, m = len(positive), len(negative)
    return (ranks - n * (n + 1) / 2) / (n * m)
