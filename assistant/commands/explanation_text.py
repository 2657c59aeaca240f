"""An explanation as it is read in a terminal or a pipe: the query, what earned each hit its score, the decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.commands.screen import Screen
from assistant.messages import N_, _

ORIGINS = {
    "correction": N_("corrected"),
    "expansion": N_("added"),
    "context": N_("from the conversation"),
}
"""Where a word of the query comes from, as it is shown; nothing is said of the question's own."""
REASONS = {
    "not_confident": N_("the guide seems not to answer"),
    "already_quoted": N_("its words are quoted already"),
    "lower_score": N_("others fit better"),
}
"""Why a hit was passed over."""
CERTAINTIES = {
    "looked_up": N_("it was looked up by its place in the guide"),
    "as_written": N_("an editor wrote the question down nearly word for word"),
    "far_off": N_("the question seems to be about something else: it shares a word with the passage and no more"),
}
"""What is known of an answer beside the signals, and decides."""
NOT_SIGNALS = ("word", "total")


def explanation_text(explanation: Mapping[str, Any], screen: Screen) -> str:
    """*explanation* (of `Assistant.explain`) in blocks: understanding, hits with their words, passed over, decision.

    Of two questions that were answered one by one, each has its own.
    """
    if explanation.get("questions"):
        told = (
            f"{screen.style('“' + one['question'] + '”', 'strong')}\n\n{explanation_text(one, screen)}"
            for one in explanation["questions"]
        )
        return "\n\n\n".join(told)
    blocks = [_block(_("Understood"), _understood(explanation["understood"]), screen)]
    for number, hit in enumerate(explanation["hits"], 1):
        blocks.append(_block(f"{number}. {hit['target']}", _hit(hit, screen), screen))
    if not explanation["hits"]:
        blocks.append(_("No passage of the guide has anything of the question."))
    if explanation["passed_over"]:
        blocks.append(_block(_("Passed over"), (_passed_over(one) for one in explanation["passed_over"]), screen))
    if explanation.get("decision"):
        blocks.append(_block(_("Decision"), _decision(explanation["decision"]), screen))
    return "\n\n".join(blocks)


def _block(title: str, lines: Iterator[str], screen: Screen) -> str:
    set_lines = (screen.paragraph(line, first="  ", indent="    ") for line in lines)
    return "\n".join([screen.style(title, "strong"), *set_lines])


def _understood(understood: Mapping[str, Any]) -> Iterator[str]:
    yield _("language: {language}").format(language=understood["language"])
    yield _("searched: {words}").format(words=", ".join(_query_word(w) for w in understood["words"]) or "–")
    if understood.get("left_out"):
        words = ", ".join(understood["left_out"])
        yield _("left out, for they say nothing of the subject: {words}").format(words=words)
    for one in understood["corrections"]:
        yield _("Read “{wrong}” as “{right}”.").format(wrong=one["from"], right=one["to"])
    for one in understood["expansions"]:
        yield _("Searched for “{label}” as well, because of “{wording}”.").format(label=one["to"], wording=one["from"])
    if understood["context"]:
        yield _("Taken over from the conversation: {words}.").format(words=understood["context"])
    if understood["unknown"]:
        yield _("not in the guide: {words}").format(words=", ".join(understood["unknown"]))
    if understood["asks"]:
        yield _("asks for: {forms}").format(forms=", ".join(understood["asks"]))


def _query_word(word: Mapping[str, Any]) -> str:
    origin = ORIGINS.get(word["origin"])
    details = [_(origin)] if origin else []
    if word["weight"] != 1:
        details.append(f"× {word['weight']:g}")
    return f"{word['word']} ({', '.join(details)})" if details else str(word["word"])


def _hit(hit: Mapping[str, Any], screen: Screen) -> Iterator[str]:
    yield _signed(hit["parts"].items()) + f" = {hit['score']:.4f}"
    yield from _words(hit["words"])
    for phrase in hit["phrases"]:
        yield _("asked-as phrase “{phrase}” ({cosine:.4f})").format(phrase=phrase["phrase"], cosine=phrase["cosine"])


def _signed(parts: Any) -> str:
    """Each part with its sign, as in a sum."""
    said = " ".join(f"{'-' if value < 0 else '+'} {name} {abs(value):.4f}" for name, value in parts)
    return said.removeprefix("+ ") or "0"


def _words(words: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each word: its share of every signal that is a sum over words, and together."""
    for word in words:
        shares = [(name, value) for name, value in word.items() if name not in NOT_SIGNALS and value]
        yield f"{word['word']}: {_signed(shares)} = {word['total']:.4f}"


def _passed_over(one: Mapping[str, Any]) -> str:
    reason = REASONS.get(one["reason"])
    return f"{one['target']} ({one['score']:.4f}): {_(reason) if reason else one['reason']}"


def _decision(decision: Mapping[str, Any]) -> Iterator[str]:
    yield _("confidence {confidence:.2f}, answered from {threshold:.2f}: {status} ({reason})").format(**decision)
    if certain := CERTAINTIES.get(decision.get("certainty") or ""):
        yield _(certain)
    if decision.get("missing"):
        yield _("not in the best passage or its phrases: {words}").format(words=", ".join(decision["missing"]))
    if decision.get("seldom_answered"):
        wordings = ", ".join(f"“{w}”" for w in decision["seldom_answered"])
        said = _("wordings that are seldom those of a question which the guide answers: {wordings}")
        yield said.format(wordings=wordings)
    if decision.get("nearest_topic"):
        yield _("nearest topic that is not covered: {topic}").format(topic=decision["nearest_topic"])
