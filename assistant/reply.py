"""The reply: what every surface shows and other programs read.  Its JSON form is a contract: fields are added, never
renamed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.guide import Page
from assistant.query import Query


class Status(StrEnum):
    ANSWERED = "answered"
    NOT_FOUND = "not_found"


class Reason(StrEnum):
    """Why the status is what it is: a closed family."""

    ANSWERED = "answered"
    NO_MATCH = "no_match"
    WEAK_MATCH = "weak_match"
    NOT_COVERED = "not_covered"
    SMALL_TALK = "small_talk"
    DANGER = "danger"
    PERSONAL_DATA = "personal_data"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands; `text` is ready for a memo."""

    guide: str
    section: tuple[str, ...]
    label: str | None
    page: Page | None
    attribution: str | None
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words of the guide: `guide.text[start:end] == text`.

    `highlights` are half-open spans into `text` that mark the words that answer.
    """

    text: str
    highlights: tuple[tuple[int, int], ...]
    passage_id: str
    score: float
    citation: Citation
    start: int
    end: int
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Related:
    """Related reading offered where the guide does not answer: a place, never an answer."""

    passage_id: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Reply:
    """The quotes, best first, or "not found"; and how the question was understood."""

    question: str
    language: str
    status: Status
    confidence: float
    quotes: tuple[Quote, ...]
    query: Query
    related: tuple[Related, ...] = ()
    reason: Reason = Reason.ANSWERED
    notes: tuple[str, ...] = ()
    """Sentences for the reader that are not quotes: a fixed reply, what the guide does not cover, where else to
    look.
    """
    choices: tuple[str, ...] = ()
    """Questions offered when the question can mean several things."""
    questions: tuple[str, ...] = ()
    """The questions that were asked in one, where each was answered by itself; else none."""
    took_ms: float = 0.0
    guide: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The reply contract, ready for JSON."""
        return {
            "question": self.question,
            "language": self.language,
            "status": str(self.status),
            "confidence": round(self.confidence, 4),
            "quotes": [_quote(q) for q in self.quotes],
            "understood": {
                "corrections": [{"from": c.wrong, "to": c.right} for c in self.query.corrections],
                "terms": list(self.query.terms),
                "context": self.query.context,
                "expansions": [{"from": e.wording, "to": e.label, "also": list(e.also)} for e in self.query.expansions],
                "asks": sorted(str(a) for a in self.query.asks),
                "unknown": list(self.query.unknown),
            },
            "related": [{"passage_id": r.passage_id, "citation": _citation(r.citation)} for r in self.related],
            "reason": str(self.reason),
            "notes": list(self.notes),
            "choices": list(self.choices),
            "questions": list(self.questions),
            "took_ms": round(self.took_ms, 2),
        }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "highlights": [list(h) for h in quote.highlights],
        "passage_id": quote.passage_id,
        "score": round(quote.score, 4),
        "citation": _citation(quote.citation),
        "language": quote.language,
        "start": quote.start,
        "end": quote.end,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "guide": citation.guide,
        "section": list(citation.section),
        "label": citation.label,
        "page": citation.page,
        "attribution": citation.attribution,
        "text": citation.text,
        "url": citation.url,
    }
