"""Looking up passages and terms for the API, through the engine's own index and the look-up of the terms' page."""

from __future__ import annotations

from typing import Any

from assistant.answering import Assistant
from assistant.citation import cite
from assistant.retrieval import retrieve
from assistant.thesaurus import LabelKind, Thesaurus
from web.linking import url_if
from web.passages import citation_dict
from web.terminology.lookup import Found, Lookup, compared

LONGEST_TERM = 4
"""Words at the end of what was typed that can be the beginning of a term."""
SHORTEST = 2
"""Characters from which a term is guessed when nothing else was typed; in a sentence, two more."""
SHORTEST_MISSPELT = 5
"""Shorter beginnings must be spelt right: too many words are alike."""


def find_passages(assistant: Assistant, text: str, k: int) -> list[dict[str, Any]]:
    """The *k* passages nearest to *text*, best first; [] when the guides know none of its words."""
    query = assistant.understand(text)
    found = []
    for hit in retrieve(query, assistant.index, k).hits:
        passage = assistant.library.passage_by_id[hit.target.passages[0]]
        guide = assistant.library.by_id[passage.guide_id]
        citation = cite(guide, passage, passage.start, passage.end)
        found.append({"passage_id": passage.id, "text": passage.text, "score": round(hit.score, 4),
                      "citation": citation_dict(citation)})  # fmt: skip
    return found


def all_terms(thesaurus: Thesaurus, k: int) -> list[dict[str, Any]]:
    """The first *k* terms in alphabetical order."""
    ordered = sorted(thesaurus.terms, key=lambda t: t.label.casefold())
    return [_entry(t.id, t.label, t.label, "en", LabelKind.PREFERRED, "") for t in ordered[:k]]


def find_terms(lookup: Lookup, typed: str, k: int) -> list[dict[str, Any]]:
    """Up to *k* terms that the end of *typed* may be the beginning of, best first.

    The longest end that begins a label wins, so that "what is debt b" means "debt bondage".
    """
    words = typed.split()
    for size in range(min(LONGEST_TERM, len(words)), 0, -1):
        part = " ".join(words[-size:])
        if len(part) >= (SHORTEST if size == len(words) else SHORTEST + 2):
            found = [f for f in lookup(part) if _begins(part, f)]
            if found:
                return [_found_entry(f, part) for f in found[:k]]
    return []


def _begins(part: str, found: Found) -> bool:
    """Whether *part* is the beginning of the label, or of one that is spelt nearly so."""
    return found.label.key.startswith(compared(part)) or (found.forgiven and len(part) >= SHORTEST_MISSPELT)


def _found_entry(found: Found, typed: str) -> dict[str, Any]:
    label, term = found.label, found.term
    shown = term.label if label.kind is LabelKind.HIDDEN else label.text  # hidden labels are misspellings
    return _entry(term.id, term.label, shown, label.language, label.kind, typed)


def _entry(name: str, label: str, matched: str, language: str, kind: LabelKind, typed: str) -> dict[str, Any]:
    return {"id": name, "label": label, "matched": matched, "language": language, "kind": str(kind),
            "typed": typed, "url": url_if("terms.term", slug=name)}  # fmt: skip
