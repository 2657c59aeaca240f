"""Everything that editors maintain beside the guides' text, read and checked together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from assistant.analysis import words
from assistant.library import Library
from assistant.not_covered import Topic, read_topics
from assistant.phrases import Phrase, PhraseProblem, phrase_files, read_phrases
from assistant.thesaurus import Thesaurus, load_thesaurus

_INSIDE = re.compile(r"(?<=[a-záéíóúñçãõâêô,;]) ([^\W\d_]{2,})")

THESAURUS_FILE = "thesaurus.yaml"


@dataclass(frozen=True)
class Editorial:
    """Asked-as phrases, topics not covered, and the thesaurus; `problems` is what an editor should look at."""

    phrases: tuple[Phrase, ...]
    topics: tuple[Topic, ...]
    thesaurus: Thesaurus
    problems: tuple[PhraseProblem, ...]

    @staticmethod
    def read(library: Library) -> Editorial:
        """Reads the editors' files of *library*; a guide without them works, only less well.  Raises CorpusError."""
        phrases: list[Phrase] = []
        problems: list[PhraseProblem] = []
        topics: list[Topic] = []
        for guide in library.guides:
            folder = library.folder / guide.id
            for file in phrase_files(folder):
                found, wrong = read_phrases(file, guide)
                phrases += found
                problems += wrong
            topics += read_topics(folder, guide)
        return Editorial(
            tuple(phrases), tuple(topics), load_thesaurus(library.folder / THESAURUS_FILE), tuple(problems)
        )


def editorial_files(library_folder: Path) -> list[Path]:
    """Every file of the corpus, in order: what an index is made from."""
    return sorted(p for p in library_folder.rglob("*") if p.is_file() and not p.name.startswith("."))


def vocabulary(
    library: Library, editorial: Editorial, split: Callable[[str], tuple[str, ...]] = words
) -> dict[str, dict[str, int]]:
    """By language, the words of guides, phrases, topics and thesaurus, and how often each is used.

    *split* gives the words of a text; an indexer remembers those that it split before.
    """
    said: dict[str, list[str]] = {code: [] for code in library.languages}
    for guide in library.guides:
        said[guide.metadata.language].append(guide.text)
    for phrase in editorial.phrases:
        said.setdefault(phrase.language, []).append(phrase.text)
    for topic in editorial.topics:
        for code, texts in topic.phrases.items():
            said.setdefault(code, []).extend(texts)
    for term in editorial.thesaurus.terms:
        for text, code, kind in term.labels():
            if kind != "hidden":  # misspellings are no vocabulary
                said.setdefault(code, []).append(text)
    return {code: dict(Counter(chain.from_iterable(map(split, said[code])))) for code in library.languages}


def proper_names(library: Library, editorial: Editorial) -> frozenset[str]:
    """Words that stand with a capital at least four times in five inside sentences: names of persons, places and
    bodies.
    """
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    texts = [p.text for p in library.passages if p.answers]
    texts += [p.text for p in editorial.phrases] + [
        x for t in editorial.topics for ps in t.phrases.values() for x in ps
    ]
    for word, times in Counter(_INSIDE.findall("\n".join(texts))).items():
        seen[word.casefold()] += times
        capital[word.casefold()] += times * word[0].isupper()
    return frozenset(w for w, n in seen.items() if capital[w] >= 0.8 * n and not w.isdigit())
