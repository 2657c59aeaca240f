"""An evaluation as a whole, and how it is written down: text, Markdown, JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.evaluation.ablation import variants
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.measures import Figures, Judged, Prediction, figures, figures_by, judge_all
from assistant.evaluation.peers import peers, run_peer
from assistant.evaluation.run import ask_all, predictions
from assistant.evaluation.verbatim import Breach, check_replies
from assistant.reply import Reply

if TYPE_CHECKING:
    from assistant.answering import Assistant

SHOWN = (
    "n",
    "answer1",
    "answer3",
    "mrr10",
    "n_multi",
    "group_recall3",
    "f1",
    "section1",
    "quote_words",
    "n_unanswerable",
    "false_answer",
    "false_abstain",
    "auroc",
)
"""Columns of the tables."""
RANKING = ("answer1", "answer3", "mrr10", "group_recall3", "f1", "section1", "quote_words", "auroc")
"""Columns of the comparisons with peers and variants, where nobody decides whether to answer."""

DIMENSION_TITLES = {"kind": "By kind of question", "style": "By style of wording", "lang": "By language"}


@dataclass(frozen=True)
class Evaluation:
    """What a run over gold questions showed.  `replies` are those of the assistant as it is."""

    sources: tuple[str, ...]
    judged: tuple[Judged, ...]
    replies: tuple[tuple[GoldQuestion, Reply], ...]
    overall: Figures
    by: Mapping[str, Mapping[str, Figures]]
    quotes: int
    breaches: tuple[Breach, ...]
    ablations: Mapping[str, Figures] = field(default_factory=dict)
    peers: Mapping[str, Figures] = field(default_factory=dict)


def evaluate(
    assistant: Assistant,
    questions: Sequence[GoldQuestion],
    sources: Iterable[str] = (),
    by: Sequence[str] = (),
    ablation: bool = False,
    with_peers: bool = False,
) -> Evaluation:
    """Asks *questions* and measures the replies.

    *by* names dimensions (gold.DIMENSIONS) to break the figures down by; *ablation* asks again with each part taken
    away, *with_peers* lets the peers answer too.
    """

    def measured(found: Iterable[Prediction]) -> Figures:
        return figures(judge_all(questions, found))

    replies = tuple(ask_all(assistant, questions))
    judged = judge_all(questions, predictions(replies))
    count, breaches = check_replies(((q.id, reply) for q, reply in replies), assistant.library)
    without = (
        {name: measured(predictions(ask_all(variant, questions))) for name, variant in variants(assistant)}
        if ablation
        else {}
    )
    found = (
        {name: measured(run_peer(make, assistant.library.passages, questions)) for name, make in peers().items()}
        if with_peers
        else {}
    )
    return Evaluation(
        tuple(sources),
        judged,
        replies,
        figures(judged),
        {d: figures_by(judged, d) for d in by},
        count,
        breaches,
        without,
        found,
    )


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """All figures, and beside the means the facts of every question."""
    return {
        "sources": list(evaluation.sources),
        "overall": dataclasses.asdict(evaluation.overall),
        "by": {d: {v: dataclasses.asdict(f) for v, f in parts.items()} for d, parts in evaluation.by.items()},
        "ablations": {name: dataclasses.asdict(f) for name, f in evaluation.ablations.items()},
        "peers": {name: dataclasses.asdict(f) for name, f in evaluation.peers.items()},
        "quotes": {"checked": evaluation.quotes, "breaches": [dataclasses.asdict(b) for b in evaluation.breaches]},
        "questions": [
            {
                "id": j.question.id,
                "answered": j.answered,
                "rank": j.rank,
                "f1": j.f1,
                "section": j.section,
                "shown": [[bool(x) for x in row] for row in j.hits],
                "quote_words": j.quote_words,
                "confidence": j.confidence,
            }
            for j in evaluation.judged
        ],
    }


def as_text(evaluation: Evaluation) -> str:
    """The tables in columns of even width."""
    return (
        "\n\n".join(f"{title}\n{columns(rows)}" for title, rows in _tables(evaluation))
        + "\n\n"
        + quotes_line(evaluation)
    )


def as_markdown(evaluation: Evaluation) -> str:
    """One report: overall, by each dimension, without each part, beside peers, and what the figures mean."""
    blocks = ["# Evaluation", _about(evaluation)]
    for title, rows in _tables(evaluation):
        blocks += [f"## {title}", markdown_table(rows)]
    blocks += ["## Quotes", quotes_line(evaluation), "## What the figures mean", _legend()]
    return "\n\n".join(blocks) + "\n"


def quotes_line(evaluation: Evaluation) -> str:
    """How many quotes were checked, and which are not the guide's own words, fully cited."""
    kept = evaluation.quotes - len({(b.question, b.passage_id) for b in evaluation.breaches})
    lines = [f"Quotes that are verbatim and fully cited: {kept} of {evaluation.quotes}."]
    lines += [f"- {b.question}, {b.passage_id}: {b.problem}" for b in evaluation.breaches]
    return "\n".join(lines)


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """*rows*, the first of which is the head, as a Markdown table with figures flush right."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---|" + "---:|" * (len(rows[0]) - 1), *lines[1:]])


def columns(rows: Sequence[Sequence[str]]) -> str:
    """*rows* in columns of even width, the first flush left, the others flush right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    )


def shown(value: float | None) -> str:
    """A figure as it is printed: shares with three decimals, counts and lengths plain, "–" for none."""
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    return f"{value:.3f}" if value <= 1 else f"{value:g}"


def table(named: Mapping[str, Figures], names: Sequence[str] = SHOWN, first: str = "") -> list[list[str]]:
    """A head, and a row of figures for each of *named*."""
    titles = Figures.titles()
    return [
        [first, *(titles[n] for n in names)],
        *([name, *(shown(getattr(f, n)) for n in names)] for name, f in named.items()),
    ]


def _tables(evaluation: Evaluation) -> list[tuple[str, list[list[str]]]]:
    whole = {"all questions": evaluation.overall}
    tables = [("Overall", table(whole))]
    tables += [(DIMENSION_TITLES[d], table(parts, first=d)) for d, parts in evaluation.by.items()]
    if evaluation.ablations:
        tables.append(("One part taken away at a time, every question answered", table(evaluation.ablations, RANKING)))
    if evaluation.peers:
        tables.append(
            (
                "Beside peers, on the same passages, with the conversation's history",
                table({"the assistant": evaluation.overall, **evaluation.peers}, RANKING),
            )
        )
    return tables


def _about(evaluation: Evaluation) -> str:
    f = evaluation.overall
    named = ", ".join(evaluation.sources)
    return (
        f"{f.n} questions{f' from {named}' if named else ''}: {f.n_single} with an answer in one part, {f.n_multi} "
        f"with one of several parts, {f.n_unanswerable} that the guide does not answer."
    )


def _legend() -> str:
    return "\n".join(
        [
            "- **answer@1**, **answer@3**, **MRR@10**: answers in one part; the first quote, or one of the first "
            "three, shows the gold span (four fifths of its words, in runs of four or more); the mean of 1 / rank.",
            "- **group R@3**: answers of several parts; the share of the parts that the first three quotes show.",
            "- **F1**, **section@1**: answerable questions; token F1 of the first quote with the nearest gold span, "
            "and whether it stands under the right heading. **words**: the median length of the first quote.",
            "- **false ans.**: unanswerable questions that were answered; **false abst.**: answerable ones that were "
            "not.",
            "- **AUROC**: the chance that an answerable question has a higher confidence than an unanswerable one.",
            "- A question without an answer counts 0; “–” means that there was no question of that sort.",
        ]
    )
