"""The library: the guides installed together, with everything an editor maintains beside them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.checks import check_source
from assistant.errors import CorpusError
from assistant.guide import Guide, Passage
from assistant.languages import Language, load_language
from assistant.parsing import parse_guide
from assistant.yaml_files import read_text

CORPUS_VARIABLE = "ASSISTANT_CORPUS"
GUIDE_FILE = "guide.md"


def corpus_folder(chosen: Path | str | None = None) -> Path:
    """The corpus: *chosen*, else what ASSISTANT_CORPUS names, else the one that came with the program."""
    if chosen or os.environ.get(CORPUS_VARIABLE):
        return Path(chosen or os.environ[CORPUS_VARIABLE])
    return Path(__file__).resolve().parent.parent / "corpus"


@dataclass(frozen=True)
class Library:
    """Guides in the order of their folder names, and the languages that the corpus describes."""

    folder: Path
    guides: tuple[Guide, ...]

    @staticmethod
    def open(folder: Path | str | None = None) -> Library:
        """Reads and checks every guide of the corpus *folder*.

        Raises CorpusError, which names file, line and remedy, when there is no guide or one is malformed.
        """
        path = corpus_folder(folder)
        if not path.is_dir():
            raise CorpusError(
                path, None, "there is no corpus folder here", "Name one with --corpus or ASSISTANT_CORPUS."
            )
        files = sorted(path.glob(f"*/{GUIDE_FILE}"))
        if not files:
            raise CorpusError(path, None, "the corpus holds no guide", f"Add a folder with a {GUIDE_FILE}.")
        library = Library(path, tuple(read_guide(file) for file in files))
        library.check_counterparts()
        return library

    @cached_property
    def by_id(self) -> dict[str, Guide]:
        return {guide.id: guide for guide in self.guides}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages of all guides, in guide order."""
        return tuple(p for guide in self.guides for p in guide.passages)

    @cached_property
    def passage_by_id(self) -> dict[str, Passage]:
        return {p.id: p for p in self.passages}

    def check_counterparts(self) -> None:
        """Raises CorpusError for an edition of a guide that is not here, or a passage whose counterpart is not."""
        for guide in self.guides:
            original = guide.metadata.counterpart_of
            file = self.folder / guide.id / GUIDE_FILE
            if original is not None and original not in self.by_id:
                raise CorpusError(
                    file, None, f"it is an edition of '{original}', which is no guide", "Name the original's folder."
                )
            for passage in guide.passages:
                if passage.counterpart is not None and passage.counterpart not in self.passage_by_id:
                    raise CorpusError(
                        file,
                        None,
                        f"the passage '{passage.anchor}' names '{passage.counterpart}' as its counterpart, "
                        "which is none",
                        "Correct the id; `assistant passages` lists them.",
                    )

    @cached_property
    def languages(self) -> dict[str, Language]:
        files = sorted((self.folder / "languages").glob("*.yaml"))
        return {file.stem: load_language(file) for file in files}


def read_guide(file: Path) -> Guide:
    """The guide in *file*; its id is the name of the folder.  Raises CorpusError."""
    text = read_text(file)
    check_source(file, text)
    return parse_guide(file.parent.name, text, file)
