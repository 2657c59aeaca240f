"""Everything that editors maintain beside the guides' text, read and checked together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.library import Library
from assistant.not_covered import Topic, read_topics
from assistant.phrases import Phrase, PhraseProblem, phrase_files, read_phrases
from assistant.thesaurus import Thesaurus, load_thesaurus

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
