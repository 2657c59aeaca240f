"""Asked-as phrases: the editorial index, data beside each guide, one file a language.

corpus/<guide>/phrases/en.yaml

definition--b-the-consent-of-a-victim:        # anchor of a passage, or of a whole list or table
- can someone who agreed still be a victim    # answered by the passage as a whole
regional-landscape--despite-the-sharp-decline:
- women and girls in the region
- In the first subregion, 49%:                # opening words of the sentence that answers what follows
  - share of men among victims in South America
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError
from assistant.guide import Guide
from assistant.sentences import sentence_spans
from assistant.yaml_files import load_yaml

OUTLINE = "--outline"
"""Ends the anchor of a chapter as the list of its sections: "approaches--outline"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of asking for a passage, a sentence of it, or a whole list.

    `target` is the id of a passage or group; `span` is the answering sentence in the guide's text, if one was named.
    """

    text: str
    language: str
    target: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PhraseProblem:
    """Something for the editor to look at, with the place and what to do."""

    place: str
    problem: str
    remedy: str


def phrase_files(folder: Path) -> list[Path]:
    """The phrase files of the guide in *folder*; none is no error: such a guide works, only less well."""
    return sorted((folder / "phrases").glob("*.yaml"))


def read_phrases(file: Path, guide: Guide) -> tuple[list[Phrase], list[PhraseProblem]]:
    """The phrases in *file*, and what does not fit *guide* any more (orphaned ids, sentences that are gone).

    Orphaned phrases are left out.  Raises CorpusError when the file is no YAML or not in the form described above.
    """
    data = load_yaml(file, dict)
    phrases: list[Phrase] = []
    problems: list[PhraseProblem] = []
    for anchor, entries in data.items():
        place = f"{file}: {anchor}"
        target = f"{guide.id}/{anchor}"
        passage = guide.by_id.get(target)
        whole_list = target in guide.group_by_id or anchor.removesuffix(OUTLINE) in guide.section_by_anchor
        if passage is None and not whole_list:
            problems.append(
                PhraseProblem(place, "no passage or list has this id any more", "Move or delete its phrases.")
            )
            continue
        if passage is not None and not passage.answers and not whole_list:
            problems.append(
                PhraseProblem(
                    place,
                    "this passage only introduces others and is never an answer",
                    "Move the phrases to what it introduces.",
                )
            )
            continue
        if not isinstance(entries, list):
            raise CorpusError(
                file, None, f"'{anchor}' should hold a list of phrases", "Write each on a line with '- '."
            )
        sentences = sentence_spans(passage.text) if passage is not None and not whole_list else ()
        for opening, texts in _entries(file, anchor, entries):
            span = None
            if opening is not None and passage is not None and not whole_list:
                found = next((s for s in sentences if passage.text[slice(*s)].startswith(opening)), None)
                if found is None:
                    problems.append(
                        PhraseProblem(
                            place, f"no sentence begins with '{opening}' any more", "Correct the opening words."
                        )
                    )
                else:
                    span = passage.start + found[0], passage.start + found[1]
            phrases += (Phrase(text, file.stem, target, span) for text in texts)
    return phrases, problems


def _entries(file: Path, anchor: str, entries: list[object]) -> Iterator[tuple[str | None, list[str]]]:
    """The phrases under *anchor*, each run of them with the opening words of its sentence, if it is under one."""
    for entry in entries:
        if isinstance(entry, dict):
            for opening, phrases in entry.items():
                if not isinstance(phrases, list):
                    raise CorpusError(
                        file,
                        None,
                        f"'{opening}' under '{anchor}' should hold a list of phrases",
                        "Write each on a line with '- '.",
                    )
                yield str(opening), [str(p).strip() for p in phrases]
        else:
            yield None, [str(entry).strip()]
