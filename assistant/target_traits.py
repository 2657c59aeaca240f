"""What a target is or has, whatever is asked: whether it is a list, gives an example, has a figure, gives a reason."""

from __future__ import annotations

import re

import numpy as np

from assistant.guide import Guide, Kind, Passage
from assistant.library import Library
from assistant.targets import Form, Target

_EXAMPLE = re.compile(r"\b(example|for instance|ejemplo|exemplo)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w-])\d")


def reasons_of(library: Library, targets: tuple[Target, ...]) -> np.ndarray:
    """By span of the targets, one target after another: 1 where it says why something is so, else 0."""
    found = []
    for target in targets:
        guide = library.by_id[target.guide_id]
        marks = library.languages[guide.metadata.language].gives_reason
        found += [marks is not None and marks.search(guide.text, s, e) is not None for s, e in target.spans]
    return np.array(found, dtype=float)


def counterparts_of(library: Library, targets: tuple[Target, ...]) -> np.ndarray:
    """Shape (pairs, 2): the number of each passage of an edition that has a counterpart, and the counterpart's."""
    number = {t.id: n for n, t in enumerate(targets)}
    pairs = [
        (n, number[named])
        for n, t in enumerate(targets)
        if t.form is Form.PASSAGE and (named := library.passage_by_id[t.id].counterpart) in number
    ]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def traits_of(library: Library, targets: tuple[Target, ...]) -> np.ndarray:
    """Shape (traits, targets), 0 or 1: a row for each `Trait`, in order."""
    passages = [library.passage_by_id[t.passages[0]] for t in targets]
    return np.array(
        [
            [t.form is not Form.PASSAGE for t in targets],
            [t.form is Form.PASSAGE and p.kind is Kind.FIGURE for t, p in zip(targets, passages, strict=True)],
            [p.section.apparatus for p in passages],
            [t.form is Form.PASSAGE and _gives_example(p) for t, p in zip(targets, passages, strict=True)],
            [_gives_number(library.by_id[t.guide_id].text, t) for t in targets],
            [_gives_citation(library.by_id[t.guide_id], p) for t, p in zip(targets, passages, strict=True)],
        ],
        dtype=float,
    )


def _gives_example(passage: Passage) -> bool:
    return bool(_EXAMPLE.search(passage.text) or any(_EXAMPLE.match(heading) for heading, _, _ in passage.columns))


def _gives_number(text: str, target: Target) -> bool:
    """Whether the target has a figure; the digits of a code ("RG-T3994") are none."""
    return any(_NUMBER.search(text, s, e) for s, e in target.spans)


def _gives_citation(guide: Guide, passage: Passage) -> bool:
    """Whether the passage holds the citation that the guide's metadata gives."""
    said = " ".join(passage.text.split())
    return bool(guide.metadata.citation) and " ".join(guide.metadata.citation.split()) in said
