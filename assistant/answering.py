"""The assistant: the stages in order."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from pathlib import Path

from assistant.analysis import words
from assistant.editorial import THESAURUS_FILE, Editorial
from assistant.guide_index import GuideIndex, build_index
from assistant.library import Library
from assistant.not_covered import Topic
from assistant.query import Query
from assistant.quotation import quote
from assistant.reply import Reason, Reply, Status
from assistant.retrieval import retrieve
from assistant.store import load_or_build
from assistant.thesaurus import Thesaurus, load_thesaurus
from assistant.understanding import Parts, Understanding


class Assistant:
    """Answers questions from the guides of a library: question -> understanding -> retrieval -> quotation -> reply."""

    def __init__(self, library: Library, thesaurus: Thesaurus, topics: tuple[Topic, ...], index: GuideIndex,
                 parts: Parts | None = None) -> None:
        self.library = library
        self.thesaurus = thesaurus
        self.topics = topics
        self.index = index
        self.understanding = Understanding(library.languages, thesaurus, index.vocabulary, parts)

    @staticmethod
    def open(corpus: Path | str | None = None) -> Assistant:
        """The assistant for the *corpus* folder, by default the one that came with the program."""
        library = Library.open(corpus)

        def build() -> tuple[GuideIndex, tuple[Topic, ...]]:
            editorial = Editorial.read(library)
            return build_index(library, editorial), editorial.topics

        index, topics = load_or_build(library.folder, build)
        return Assistant(library, load_thesaurus(library.folder / THESAURUS_FILE), topics, index)

    def ask(self, question: str, history: Sequence[str] = (), language: str | None = None,
            without: Collection[str] = ()) -> Reply:
        """The reply to *question*, asked after the earlier questions *history*, oldest first.

        *without* names corrections, expansions or "context" that the reader has taken back.
        """
        started = time.perf_counter()
        query = self.understanding.understand(question, history, language, without, self._heading)
        retrieval = retrieve(query, self.index)
        quotes = quote(query, retrieval, self.index, self.library)
        confidence = retrieval.hits[0].score if retrieval.hits else 0.0
        status = Status.ANSWERED if quotes else Status.NOT_FOUND
        return Reply(question, query.language, status, min(confidence, 1.0), quotes, query,
                     reason=Reason.ANSWERED if quotes else Reason.NO_MATCH,
                     took_ms=(time.perf_counter() - started) * 1000)

    def _heading(self, query: Query) -> Sequence[str]:
        """The words of the heading under which *query* is answered best; none when nothing matches."""
        hits = retrieve(query, self.index, 1).hits
        if not hits:
            return ()
        passage = self.library.passage_by_id[hits[0].target.passages[0]]
        return tuple(words(passage.section.title))
