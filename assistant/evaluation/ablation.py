"""The assistant with one part taken away at a time: what each part is worth."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.understanding import Parts

if TYPE_CHECKING:
    from assistant.answering import Assistant

WITHOUT_PART = {
    "without thesaurus": "thesaurus",
    "without spelling": "spelling",
    "without conversation": "conversation",
    "without structure": "form",
}
"""Name of a variant -> the field of `Parts` that it switches off."""


def variants(assistant: Assistant) -> Iterator[tuple[str, Assistant]]:
    """(name, assistant) for each part taken away from *assistant* in turn, the asked-as phrases first.

    Confidence stays calibrated for the whole, so false answers and refusals of a variant tell less than its ranking.
    """
    from assistant.answering import Assistant
    from assistant.editorial import Editorial
    from assistant.guide_index import build_index

    bare = dataclasses.replace(Editorial.read(assistant.library), phrases=())
    yield "without phrases", Assistant(assistant.library, build_index(assistant.library, bare), assistant.topics)
    for name, part in WITHOUT_PART.items():
        parts = dataclasses.replace(Parts(), **{part: False})
        yield name, Assistant(assistant.library, assistant.index, assistant.topics, parts)
