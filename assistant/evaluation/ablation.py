"""The assistant with one part taken away at a time: what each part is worth."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.understanding import Parts

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.guide_index import GuideIndex

WITHOUT_PART = {
    "without thesaurus": "thesaurus",
    "without spelling": "spelling",
    "without conversation": "conversation",
    "without structure": "form",
}
"""Name of a variant -> the field of `Parts` that it switches off."""


def variants(assistant: Assistant) -> Iterator[tuple[str, Assistant]]:
    """(name, assistant): first with all parts, then with each taken away in turn, the asked-as phrases first.

    Every one of them answers whatever it finds: the threshold is fitted to the whole, so that a variant would be
    measured by how often it refuses instead of by what it finds.
    """
    from assistant.answering import Assistant
    from assistant.editorial import Editorial
    from assistant.indexing import build_index

    def answering(index: GuideIndex, parts: Parts) -> Assistant:
        variant = Assistant(assistant.library, index, assistant.topics, parts)
        variant.calibration = dataclasses.replace(assistant.calibration, threshold=0.0)
        return variant

    yield "all parts", answering(assistant.index, assistant.parts)
    bare = dataclasses.replace(Editorial.read(assistant.library), phrases=())
    yield "without phrases", answering(build_index(assistant.library, bare), assistant.parts)
    for name, part in WITHOUT_PART.items():
        yield name, answering(assistant.index, dataclasses.replace(assistant.parts, **{part: False}))
