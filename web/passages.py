"""One passage as the API gives it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.citation import cite
from assistant.guide import Passage
from assistant.library import Library
from assistant.reply import Citation


def citation_dict(citation: Citation) -> dict[str, Any]:
    """*citation* as in the reply contract."""
    return asdict(citation)


def passage_dict(library: Library, passage: Passage) -> dict[str, Any]:
    """*passage* with its citation and the ids of its neighbours."""
    guide = library.by_id[passage.guide_id]
    at = guide.passages.index(passage)
    return {
        "id": passage.id,
        "kind": str(passage.kind),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "citation": citation_dict(cite(guide, passage, passage.start, passage.end)),
        "previous": guide.passages[at - 1].id if at else None,
        "next": guide.passages[at + 1].id if at + 1 < len(guide.passages) else None,
        "group": passage.group,
    }
