"""Explanation: what earned each hit its score, word by word, and what was passed over and why.

Nothing is estimated: for every signal, the shares of the words add up to the part that the signal has in the score.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from assistant.guide_index import GuideIndex, Part
from assistant.matching import Feature
from assistant.query import Query
from assistant.retrieval import NEAREST_PHRASES, WEIGHTS, Hit, Retrieval, language_number, matched_phrases

if TYPE_CHECKING:
    from assistant.answering import Answering, Assistant

SHOWN = 5
"""How many hits are explained."""
BY_WORD = ("own", "phrases", "centroid", "profile", "coverage")
"""Signals that are sums over the question's words; the others depend on the question's form and on the target."""


def explain(assistant: Assistant, answering: Answering) -> dict[str, Any]:
    """Everything about one answer, ready for JSON: how it was understood, the hits word by word, what was passed
    over.
    """
    query, retrieval = answering.query, answering.retrieval
    hits = [explain_hit(assistant, query, retrieval, hit) for hit in retrieval.hits[:SHOWN]]
    quoted = {q.passage_id for q in answering.reply.quotes}
    return {
        "question": query.question,
        "understood": {
            "language": query.language,
            "searched": query.text,
            "asks": sorted(str(a) for a in query.asks),
            "corrections": [{"from": c.wrong, "to": c.right} for c in query.corrections],
            "expansions": [{"from": e.wording, "to": e.label} for e in query.expansions],
            "context": query.context,
            "unknown": list(query.unknown),
            "words": [
                {
                    "word": w.text,
                    "term": w.term,
                    "weight": w.weight,
                    "origin": str(w.origin),
                    "rarity": round(assistant.index.rarity(w.term), 3),
                }
                for w in query.words
            ],
            "left_out": _left_out(assistant, query),
        },
        "hits": hits,
        "passed_over": [
            {"target": hit.target.id, "score": round(hit.score, 4), "reason": _why_not(hit, answering)}
            for hit in retrieval.hits[:10]
            if not quoted & set(hit.target.passages)
        ],
        "decision": {
            "status": str(answering.reply.status),
            "reason": str(answering.reply.reason),
            "confidence": round(answering.reply.confidence, 4),
            "threshold": assistant.calibration.threshold,
            "certainty": answering.certainty and str(answering.certainty),
            "signals": {n: round(v, 4) for n, v in answering.evidence.signals.items()},
            "weights": {n: round(v, 4) for n, v in assistant.calibration.weights.items()},
            "leaning": [
                {"wording": wording, "weight": weight}
                for wording, weight in sorted(assistant.leanings.shares(query).items(), key=lambda w: (-abs(w[1]), w))
            ],
            "seldom_answered": list(assistant.leanings.telling(query)),
            "missing": list(answering.evidence.missing),
            "nearest_topic": assistant.topics[answering.evidence.topic].id if answering.evidence.topic >= 0 else None,
        },
        # two questions in one, where each was answered by itself
        "questions": [explain(assistant, part) for part in answering.parts],
    }


def explain_hit(assistant: Assistant, query: Query, retrieval: Retrieval, hit: Hit) -> dict[str, Any]:
    """One hit: its parts, each word's share of them, and the phrases that matched."""
    index = assistant.index
    shares = word_shares(query, retrieval, hit, index)
    words = [
        {"word": word, **{s: round(v, 4) for s, v in parts.items()}, "total": round(sum(parts.values()), 4)}
        for word, parts in shares.items()
    ]
    passage = assistant.library.passage_by_id[hit.target.passages[0]]
    return {
        "target": hit.target.id,
        "form": str(hit.target.form),
        "section": list(passage.section.path),
        "text": passage.text[:160],
        "score": round(hit.score, 4),
        "parts": {name: round(value, 4) for name, value in hit.parts.items() if value},
        "words": sorted(words, key=lambda w: (-abs(float(str(w["total"]))), str(w["word"]))),
        "phrases": [
            {"phrase": text, "cosine": round(float(retrieval.cosines.phrases[number]), 4)}
            for number, text in zip(hit.phrases, matched_phrases(hit, query.language, index), strict=True)
        ],
    }


def word_shares(query: Query, retrieval: Retrieval, hit: Hit, index: GuideIndex) -> dict[str, dict[str, float]]:
    """Word -> signal -> what the word earned the hit by it; over the words, each signal adds up to the hit's part."""
    shares: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(BY_WORD, 0.0))
    language = index.language(query.language)

    def earned(feature: Feature, part: Part, number: int) -> float:
        return feature.weight * index.weight(feature.column, part, number, language)

    for feature in retrieval.features:
        word = shares[feature.word]
        word["own"] += WEIGHTS["own"] * earned(feature, Part.OWN, hit.number)
        word["centroid"] += WEIGHTS["centroid"] * earned(feature, Part.CENTROIDS, hit.number)
        for number in hit.phrases:
            word["phrases"] += WEIGHTS["phrases"] * earned(feature, Part.PHRASES, number) / NEAREST_PHRASES
    known = [(w, index.space.terms[w.term]) for w in query.words if w.term in index.space.terms]
    said = max(1.0, sum(w.weight for w, _ in known))
    rarity = sum(w.weight * float(index.space.idf[c]) for w, c in known)
    for query_word, column in known:
        word = shares[query_word.text]
        length = float(index.profile_length[language_number(query_word.term, index)][hit.number])
        weight = query_word.weight
        word["profile"] += WEIGHTS["profile"] * weight * (index.profile.weight(column, hit.number) - length) / said
        if rarity and index.profile.has(column, hit.number):
            word["coverage"] += WEIGHTS["coverage"] * weight * float(index.space.idf[column]) / rarity
    return dict(shares)


def _left_out(assistant: Assistant, query: Query) -> list[str]:
    """Words of the question that say nothing of its subject: they were not searched."""
    from assistant.analysis import words

    searched = {w.text for w in query.typed}
    return [w for w in dict.fromkeys(words(query.text)) if w not in searched]


def _why_not(hit: Hit, answering: Answering) -> str:
    """Why a hit was not quoted, in a word of a closed family."""
    if not answering.reply.quotes:
        return "not_confident"
    shown = [(q.passage_id.split("/", 1)[0], q.start, q.end) for q in answering.reply.quotes]
    if any(g == hit.target.guide_id and s < end and b < e for s, e in hit.target.spans for g, b, end in shown):
        return "already_quoted"
    return "lower_score"
