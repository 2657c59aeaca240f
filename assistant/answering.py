"""The assistant: the stages in order."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from assistant.guide_index import GuideIndex, build_index
from assistant.library import Library
from assistant.phrases import phrase_files, read_phrases
from assistant.quotation import quote
from assistant.reply import Reason, Reply, Status
from assistant.retrieval import retrieve
from assistant.understanding import Understanding


class Assistant:
    """Answers questions from the guides of a library: question -> understanding -> retrieval -> quotation -> reply."""

    def __init__(self, library: Library, index: GuideIndex) -> None:
        self.library = library
        self.index = index
        self.understanding = Understanding(library, index)

    @staticmethod
    def open(corpus: Path | str | None = None) -> Assistant:
        """The assistant for the *corpus* folder, by default the one that came with the program."""
        library = Library.open(corpus)
        phrases = [p for guide in library.guides for file in phrase_files(library.folder / guide.id)
                   for p in read_phrases(file, guide)[0]]
        return Assistant(library, build_index(library, phrases))

    def ask(self, question: str, history: Sequence[str] = (), language: str | None = None) -> Reply:
        """The reply to *question*, asked after the earlier questions *history*, oldest first."""
        started = time.perf_counter()
        query = self.understanding.understand(question, history, language)
        retrieval = retrieve(query, self.index)
        quotes = quote(query, retrieval, self.index, self.library)
        confidence = retrieval.hits[0].score if retrieval.hits else 0.0
        status = Status.ANSWERED if quotes else Status.NOT_FOUND
        return Reply(question, query.language, status, min(confidence, 1.0), quotes, query,
                     reason=Reason.ANSWERED if quotes else Reason.NO_MATCH,
                     took_ms=(time.perf_counter() - started) * 1000)
