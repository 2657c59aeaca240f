"""How an answer was found, in a form that a trainer can put before a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from assistant.answering import Assistant
from assistant.citation import cite
from assistant.guide import Passage
from web.conversation import Turn
from web.questions import page_decides


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its length in a chart, 0 to 100."""

    value: float
    length: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was searched: where it comes from, how much it counts, how rare it is in the guide."""

    text: str
    origin: str
    weight: float
    rarity: Bar


@dataclass(frozen=True, slots=True)
class Share:
    """What one word earned a passage; over all shares they add up to the passage's score."""

    text: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was compared, with what earned its score and what became of it."""

    rank: int
    place: str
    text: str
    url: str
    language: str
    score: Bar
    shares: tuple[Share, ...]
    phrases: tuple[str, ...]
    fate: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """The context of `_explanation.html`: the steps from question to answer."""

    searched: str
    language: str
    words: tuple[Word, ...]
    left_out: tuple[str, ...]
    unknown: tuple[str, ...]
    hits: tuple[Hit, ...]
    confidence: Bar
    threshold: Bar
    missing: tuple[str, ...]
    seldom_answered: tuple[str, ...]
    certainty: str | None
    """What is known of the answer beside the signals, as a sentence."""
    question: str
    questions: tuple[Explanation, ...]
    """Of each of two questions that were asked in one and answered by themselves; else none."""


def explain(assistant: Assistant, turn: Turn, history: Sequence[str]) -> Explanation:
    """The steps by which *turn*, asked after *history*, was answered."""
    account = assistant.explain(turn.question, history, page_decides(assistant, turn.question), turn.without)
    return _explanation(assistant, account)


def _explanation(assistant: Assistant, account: Mapping[str, Any]) -> Explanation:
    understood, decision = account["understood"], account["decision"]
    rarest = max((w["rarity"] for w in understood["words"]), default=1.0)
    highest = max((h["score"] for h in account["hits"]), default=1.0)
    fates = {p["target"]: p["reason"] for p in account["passed_over"]}
    return Explanation(
        searched=understood["searched"],
        language=understood["language"],
        words=tuple(_word(w, rarest) for w in understood["words"]),
        left_out=tuple(understood["left_out"]),
        unknown=tuple(understood["unknown"]),
        hits=tuple(_hit(assistant, n, h, highest, fates.get(h["target"])) for n, h in enumerate(account["hits"], 1)),
        confidence=_bar(decision["confidence"], 1.0),
        threshold=_bar(decision["threshold"], 1.0),
        missing=tuple(decision["missing"]),
        seldom_answered=tuple(decision["seldom_answered"]),
        certainty=_certainties().get(decision["certainty"]),
        question=account["question"],
        questions=tuple(_explanation(assistant, one) for one in account["questions"]),
    )


def _word(word: Mapping[str, Any], rarest: float) -> Word:
    return Word(word["word"], _origins()[word["origin"]], word["weight"], _bar(word["rarity"], rarest))


def _hit(assistant: Assistant, rank: int, hit: Mapping[str, Any], highest: float, fate: str | None) -> Hit:
    passage = _first_passage(assistant, hit["target"])
    guide = assistant.library.by_id[passage.guide_id]
    shares = [(w["word"], w["total"]) for w in hit["words"]]
    other = hit["score"] - sum(total for _word, total in shares)
    if abs(other) >= 0.005:  # what is shown has two places
        shares.append((_("kind of question and of passage"), other))
    most = max((abs(total) for _word, total in shares), default=1.0)
    return Hit(
        rank=rank,
        place=passage.section.title if not passage.label else f"{passage.section.title}, {passage.label}",
        text=hit["text"].rstrip() + ("…" if len(hit["text"]) < len(passage.text) else ""),
        url=cite(guide, passage, passage.start, passage.end).url,
        language=guide.metadata.language,
        score=_bar(hit["score"], highest),
        shares=tuple(Share(word, _bar(total, most)) for word, total in shares),
        phrases=tuple(p["phrase"] for p in hit["phrases"] if p["cosine"] > 0),
        fate=_fates()[fate] if fate else _("quoted"),
        quoted=fate is None,
    )


def _first_passage(assistant: Assistant, target: str) -> Passage:
    """The passage *target*, or the first one of the list or outline that has this name."""
    library = assistant.library
    if target in library.passage_by_id:
        return library.passage_by_id[target]
    found = next(t for t in assistant.index.targets if t.id == target)
    return library.passage_by_id[found.passages[0]]


def _bar(value: float, most: float) -> Bar:
    return Bar(value, round(100 * min(abs(value) / most, 1.0)) if most > 0 else 0)


def _origins() -> dict[str, str]:
    return {
        "question": _("your question"),
        "correction": _("your question, spelling corrected"),
        "expansion": _("the thesaurus"),
        "context": _("the earlier questions"),
        "form": _("your question"),
    }


def _certainties() -> dict[str | None, str]:
    return {
        "looked_up": _("It was looked up by its place in the guide."),
        "as_written": _("An editor wrote the question down nearly word for word."),
        "far_off": _("The question seems to be about something else: it shares a word with the passage and no more."),
    }


def _fates() -> dict[str, str]:
    return {
        "not_confident": _("passed over: not sure enough to be an answer"),
        "already_quoted": _("passed over: these words are quoted already"),
        "lower_score": _("passed over: others scored higher"),
    }
