"""Targets: what can be answered with.

Every passage that can be an answer, every whole list or table, and every chapter as the list of its sections.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.guide import Guide
from assistant.phrases import OUTLINE
from assistant.sentences import sentence_spans


class Form(StrEnum):
    """What a target is as an answer."""

    PASSAGE = "passage"
    LIST = "list"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Target:
    """Something to answer with.

    `spans` are its sentences (of a passage), its items (of a list) or its titles (of an outline), as half-open spans of
    the guide's text.
    """

    id: str
    guide_id: str
    form: Form
    passages: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def targets_of(guide: Guide) -> list[Target]:
    """The targets of *guide*, in guide order: a list or table comes before its first item."""
    targets: list[Target] = []
    opened: set[str] = set()
    for passage in guide.passages:
        if not passage.answers:
            continue
        if passage.group and passage.group not in opened:
            opened.add(passage.group)
            members = [guide.by_id[m] for m in guide.group_by_id[passage.group].passages]
            targets.append(
                Target(
                    passage.group,
                    guide.id,
                    Form.LIST,
                    tuple(m.id for m in members),
                    tuple((m.start, m.end) for m in members),
                )
            )
        spans = tuple((passage.start + s, passage.start + e) for s, e in sentence_spans(passage.text))
        targets.append(Target(passage.id, guide.id, Form.PASSAGE, (passage.id,), spans))
    return targets + outlines_of(guide)


def outlines_of(guide: Guide) -> list[Target]:
    """Each chapter with two sections or more, as the list of their titles."""
    found = []
    for chapter in guide.sections:
        inner = [s for s in guide.sections if len(s.path) == len(chapter.path) + 1 and s.path[:-1] == chapter.path]
        first = next((p for p in guide.passages if inner and p.section == inner[0] and p.answers), None)
        if len(inner) > 1 and first:
            found.append(
                Target(
                    f"{guide.id}/{chapter.anchor}{OUTLINE}",
                    guide.id,
                    Form.OUTLINE,
                    (first.id,),
                    tuple((s.start, s.end) for s in inner),
                )
            )
    return found
