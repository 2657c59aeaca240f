"""Looking up passages and terms for the API, through the engine's own index and thesaurus."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz

from assistant.answering import Assistant
from assistant.citation import cite
from assistant.retrieval import retrieve
from assistant.text import fold_accents, normalise
from assistant.thesaurus import LabelKind, Term, Thesaurus
from web.linking import url_if
from web.passages import citation_dict

LONGEST_TERM = 4
"""Words of what was typed that can be the beginning of a term."""
SHORTEST = 2
"""Characters from which a term is guessed when nothing else was typed; in a sentence, two more."""
ALIKE = 80
"""Similarity, 0 to 100, from which a label counts as what was meant: one slip in five or six letters."""
SHORTEST_MISSPELT = 5
"""Shorter beginnings must be spelt right: too many words are alike."""

Label = tuple[Term, str, str, LabelKind]


def find_passages(assistant: Assistant, text: str, k: int) -> list[dict[str, Any]]:
    """The *k* passages nearest to *text*, best first; [] when the guides know none of its words."""
    query = assistant.understanding.understand(text)
    found = []
    for hit in retrieve(query, assistant.index, k).hits:
        passage = assistant.library.passage_by_id[hit.target.passages[0]]
        guide = assistant.library.by_id[passage.guide_id]
        citation = cite(guide, passage, passage.start, passage.end)
        found.append({"passage_id": passage.id, "text": passage.text, "score": round(hit.score, 4),
                      "citation": citation_dict(citation)})  # fmt: skip
    return found


def find_terms(thesaurus: Thesaurus, typed: str, k: int) -> list[dict[str, Any]]:
    """Up to *k* terms that the end of *typed* may be the beginning of, best first; all of them when it is empty.

    The longest end that is the beginning of a label wins, so that "what is debt b" means "debt bondage".
    """
    words = normalise(typed).split()
    if not words:
        ordered = sorted(thesaurus.terms, key=lambda t: t.label.casefold())
        return [_entry((t, t.label, "en", LabelKind.PREFERRED), "") for t in ordered[:k]]
    labels = [(t, *label) for t in thesaurus.terms for label in t.labels() if label[2] is not LabelKind.HIDDEN]
    for size in range(min(LONGEST_TERM, len(words)), 0, -1):
        part = " ".join(words[-size:])
        if len(part) < (SHORTEST if size == len(words) else SHORTEST + 2):
            continue
        found: dict[str, dict[str, Any]] = {}
        for label in _alike(part, labels):
            found.setdefault(label[0].id, _entry(label, part))
        if found:
            return list(found.values())[:k]
    return []


def _alike(part: str, labels: Iterable[Label]) -> list[Label]:
    """The *labels* that begin like *part*, the most alike first; equals keep the order of trust."""
    key = fold_accents(part).casefold()
    trust = list(LabelKind)
    scored = []
    for label in labels:
        text = fold_accents(label[1]).casefold()
        score = 100.0 if text.startswith(key) else 0.0
        if not score and len(key) >= SHORTEST_MISSPELT:
            score = max(fuzz.ratio(key, text), 0.95 * fuzz.ratio(key, text[: len(key)]))
        if score >= ALIKE:
            scored.append((-score, trust.index(label[3]), len(text), label))
    return [s[3] for s in sorted(scored, key=lambda s: s[:3])]


def _entry(label: Label, typed: str) -> dict[str, Any]:
    term, text, language, kind = label
    return {"id": term.id, "label": term.label, "matched": text, "language": language, "kind": str(kind),
            "typed": typed, "url": url_if("terms.term", slug=term.id)}  # fmt: skip
