"""How long one question takes in the running assistant, how long a start takes, and how that compares with bm25s.

Times depend on the machine and on what else it does, so nothing here passes or fails; the ratio to bm25s, measured in
the same run on the same questions, travels better.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.collector import collector_paused
from assistant.editorial import Editorial
from assistant.evaluation.measures import DEPTH
from assistant.evaluation.peers import bm25s_search, has_bm25s
from assistant.index import indexed_text
from assistant.indexing import build_index
from assistant.library import CORPUS_VARIABLE, Library
from assistant.store import CACHE_VARIABLE

if TYPE_CHECKING:
    from assistant.answering import Assistant

REPEATS = 3
SAMPLE = 200
"""Asked-as phrases that serve as questions where none are given."""

Asked = tuple[str, tuple[str, ...]]
"""A question and its history."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one question: the median, and what 95 of 100 stay under."""

    median: float
    p95: float

    @staticmethod
    def of(seconds: Sequence[float]) -> Times:
        """The times of *seconds*, of which there is at least one."""
        ordered = sorted(seconds)
        return Times(statistics.median(ordered) * 1000, ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] * 1000)


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured; `bm25s` is None where it is not installed.

    `build` is seconds from the parsed guides and the editors' files to the finished index, with scikit-learn loaded;
    `start_cold` and `start_warm` are seconds from the start of the process to the end of its first answer, without and
    with a stored index; `start_help` to the end of its help page.
    """

    questions: int
    assistant: Times
    bm25s: Times | None
    build: float
    start_cold: float
    start_warm: float
    start_help: float

    @property
    def ratio(self) -> float | None:
        """How many times as long as bm25s the assistant takes, at the median."""
        return self.assistant.median / self.bm25s.median if self.bm25s else None


def measure_speed(assistant: Assistant, questions: Sequence[Asked], repeats: int = REPEATS) -> Speed:
    """Asks every question *repeats* times, and starts the command as often with and without a stored index."""
    own = _times(lambda q: assistant.ask(q[0], list(q[1])), questions, repeats)
    peer = None
    if has_bm25s():
        search = bm25s_search([indexed_text(p) for p in assistant.library.passages if p.answers])
        peer = _times(lambda q: search("\n".join([*q[1], q[0]]), DEPTH), questions, repeats)
    build = [_build(assistant.library, Editorial.read(assistant.library)) for _ in range(repeats)]
    corpus = assistant.library.folder
    with tempfile.TemporaryDirectory() as folder:
        cold = [_start(["ask", "--", questions[0][0]], corpus, Path(folder) / str(n)) for n in range(repeats)]
        warm = [_start(["ask", "--", questions[0][0]], corpus, Path(folder) / "0") for _ in range(repeats)]
        page = [_start(["--help"], corpus, Path(folder) / "0") for _ in range(repeats)]
    return Speed(len(questions), own, peer, *map(statistics.median, (build, cold, warm, page)))


def sample_questions(assistant: Assistant, size: int = SAMPLE) -> list[Asked]:
    """Up to *size* of the asked-as phrases, evenly spread over the guide, for want of questions."""
    texts = assistant.index.every_phrase or tuple(p.text[:100] for p in assistant.library.passages)
    step = max(1, len(texts) // size)
    return [(text, ()) for text in texts[::step][:size]]


def _times(ask: Callable[[Asked], object], questions: Sequence[Asked], repeats: int) -> Times:
    for question in questions[:10]:
        ask(question)  # what is loaded at the first question is no part of the running assistant's time
    seconds = []
    for _ in range(repeats):
        for question in questions:
            started = time.perf_counter()
            ask(question)
            seconds.append(time.perf_counter() - started)
    return Times.of(seconds)


def _build(library: Library, editorial: Editorial) -> float:
    """Seconds that building the index takes."""
    import sklearn.feature_extraction.text  # noqa: F401 (loaded before the clock starts)

    with collector_paused():
        started = time.perf_counter()
        build_index(library, editorial)
        return time.perf_counter() - started


def _start(arguments: Sequence[str], corpus: Path, cache: Path) -> float:
    """Seconds that `assistant` with *arguments* takes from its start to its end."""
    environment = {**os.environ, CORPUS_VARIABLE: str(corpus), CACHE_VARIABLE: str(cache)}
    started = time.perf_counter()
    subprocess.run(  # noqa: S603 (we start ourselves)
        [sys.executable, "-m", "assistant", *arguments],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started
