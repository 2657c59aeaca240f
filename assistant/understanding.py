"""Understanding: question -> query."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.analysis import Analyzer, words
from assistant.guide_index import GuideIndex
from assistant.library import Library
from assistant.query import Query, QueryWord
from assistant.text import normalise


class Understanding:
    """Reads questions with the languages, the thesaurus and the vocabulary of a library."""

    def __init__(self, library: Library, index: GuideIndex) -> None:
        self.analyzers = {code: Analyzer(language) for code, language in library.languages.items()}
        self.index = index

    def understand(self, question: str, history: Sequence[str] = (), language: str | None = None) -> Query:
        text = normalise(question)
        analyse = self.analyzers["en"]
        all_text = " ".join([*history, text])
        found = tuple(QueryWord(w, t) for w in words(all_text) if (t := analyse.term(w)))
        return Query(question=question, text=text, language="en", words=found)
