"""Times are measured and set beside bm25s; nothing passes or fails by them."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.evaluation.speed import Speed, Times, measure_speed, sample_questions


def test_times_are_median_and_p95_in_milliseconds() -> None:
    """Of a hundred, the 96th smallest has 95 below it."""
    times = Times.of([n / 1000 for n in range(100)])
    assert [times.median, times.p95] == pytest.approx([49.5, 95.0])


def test_the_time_of_one_question_is_both() -> None:
    """There is nothing else to say."""
    assert Times.of([0.002]) == Times(2.0, 2.0)


def test_the_ratio_is_that_of_the_medians() -> None:
    """And there is none without bm25s."""
    assert Speed(1, Times(3.0, 9.0), Times(1.5, 2.0), 1, 1, 1, 1).ratio == 2.0
    assert Speed(1, Times(3.0, 9.0), None, 1, 1, 1, 1).ratio is None


def test_phrases_serve_as_questions(toy: Assistant) -> None:
    """Evenly spread, no more than asked for, always the same."""
    questions = sample_questions(toy, 5)
    assert len(questions) == 5
    assert questions == sample_questions(toy, 5)
    assert {text for text, _ in questions} <= set(toy.index.every_phrase)


def test_everything_is_measured(toy: Assistant) -> None:
    """One question and bm25s in milliseconds, starts in seconds."""
    speed = measure_speed(toy, sample_questions(toy, 3), repeats=1)
    assert speed.questions == 3
    assert speed.bm25s is not None
    assert 0 < speed.assistant.median <= speed.assistant.p95
    assert min(speed.start_cold, speed.start_warm, speed.start_help) > 0
