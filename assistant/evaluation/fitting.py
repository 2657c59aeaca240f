"""Fits the two regressions of the assistant on gold questions: the confidence, and the weights of the ranking.

Both are small enough to be read: one number for each signal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.confidence import FILE, Calibration
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.words import shows, tokens
from assistant.retrieval import WEIGHTS, signals_of, with_ordinal
from assistant.targets import Form

if TYPE_CHECKING:
    from assistant.answering import Assistant

RIDGE = 0.3
"""Inverse strength of the regularisation of the confidence (scikit-learn's C)."""
RANKING_RIDGE = 0.03
REFUSALS = 0.02
"""Share of answerable questions that the threshold may refuse, on the questions fitted on."""


@dataclass(frozen=True)
class Fit:
    """A calibration and how it does on questions: AUROC, false answers and false refusals by name of the set."""

    calibration: Calibration
    figures: Mapping[str, tuple[float, float, float]]


def confidence_signals(
    assistant: Assistant, questions: Iterable[GoldQuestion]
) -> tuple[list[dict[str, float]], list[bool]]:
    """The signals of each question that retrieval finds anything for, and whether the guide answers it."""
    rows: list[dict[str, float]] = []
    answerable: list[bool] = []
    for question in questions:
        answering = assistant.answer(question.question, question.history)
        if answering.evidence.signals:
            rows.append(dict(answering.evidence.signals))
            answerable.append(question.answerable)
    return rows, answerable


def fit_confidence(
    assistant: Assistant, fitted_on: Sequence[GoldQuestion], held_out: Mapping[str, Sequence[GoldQuestion]]
) -> Fit:
    """Fits the confidence on *fitted_on*, and measures it there and on the sets *held_out*.

    The threshold is the highest that refuses at most REFUSALS of the answerable questions in a five-fold
    cross-validation.  Raises ValueError when all questions are answerable, or none is.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows, answerable = confidence_signals(assistant, fitted_on)
    if len(set(answerable)) < 2:
        raise ValueError("Confidence is fitted on questions of both kinds. Add some that the guide does not answer.")
    names = list(rows[0])
    x = np.array([[row[n] for n in names] for row in rows])
    y = np.array(answerable)
    # Each kind weighs the same: how many unanswerable questions an author wrote says nothing of the users'.
    model = make_pipeline(StandardScaler(), LogisticRegression(C=RIDGE, class_weight="balanced", max_iter=2000))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    unseen = cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]
    threshold = float(np.quantile(unseen[y], REFUSALS))
    model.fit(x, y)
    scaler, regression = model.steps[0][1], model.steps[1][1]
    calibration = Calibration(
        weights=dict(zip(names, map(float, regression.coef_[0]), strict=True)),
        means=dict(zip(names, map(float, scaler.mean_), strict=True)),
        scales=dict(zip(names, map(float, scaler.scale_), strict=True)),
        bias=float(regression.intercept_[0]),
        threshold=threshold,
    )
    figures = {"fitted on, cross-validated": _figures(unseen, y, threshold)}
    for name, questions in held_out.items():
        other, truth = confidence_signals(assistant, questions)
        chances = np.array([calibration.confidence(row) for row in other])
        figures[name] = _figures(chances, np.array(truth), threshold)
    return Fit(calibration, figures)


def _figures(chance: np.ndarray, answerable: np.ndarray, threshold: float) -> tuple[float, float, float]:
    """(AUROC, share of unanswerable questions answered, share of answerable ones refused); NaN where there are none."""
    yes, no = chance[answerable], chance[~answerable]
    if not len(yes) or not len(no):
        return float("nan"), float("nan"), float("nan")
    ahead = (yes[:, None] > no[None, :]).mean() + 0.5 * (yes[:, None] == no[None, :]).mean()
    return float(ahead), float((no >= threshold).mean()), float((yes < threshold).mean())


def write_calibration(folder: Path, calibration: Calibration) -> Path:
    """Writes *calibration* into the corpus *folder*, rounded so that a diff can be read; returns the file."""

    def rounded(values: Mapping[str, float]) -> dict[str, float]:
        return {name: round(value, 4) for name, value in values.items()}

    data: dict[str, Any] = {
        "weights": rounded(calibration.weights),
        "means": rounded(calibration.means),
        "scales": rounded(calibration.scales),
        "bias": round(calibration.bias, 4),
        "threshold": round(calibration.threshold, 3),
    }
    file = folder / FILE
    file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return file


# -- ranking
# ------------------------------------------------------------------------------------------------------------
Example = tuple[np.ndarray, np.ndarray]
"""The signals of every target, shape (targets, signals), and which targets hold the answer."""


def ranking_examples(
    assistant: Assistant, questions: Iterable[GoldQuestion], names: Sequence[str] = tuple(WEIGHTS)
) -> list[Example]:
    """An example for each question whose answer is one span that stands in some target.

    A whole list is right only where a list is asked for: elsewhere the passage is.
    """
    index, library = assistant.index, assistant.library
    texts = [tokens("\n".join(library.by_id[t.guide_id].text[s:e] for s, e in t.spans)) for t in index.targets]
    whole = np.array([t.form is not Form.PASSAGE for t in index.targets])
    examples = []
    for question in questions:
        if len(question.groups) != 1:
            continue
        spans = [tokens(span) for span in question.groups[0]]
        right = np.array([shows(spans, text) for text in texts])
        if (right & ~whole).any() and question.kind != "list":
            right &= ~whole
        if right.any():
            query = assistant.understand(question.question, question.history)
            values = with_ordinal(query, signals_of(query, index), index, WEIGHTS).values
            examples.append((np.column_stack([values[n] for n in names]), right))
    return examples


def fit_ranking(examples: Sequence[Example]) -> np.ndarray:
    """The weights, one for each signal, under which the right targets are likeliest (conditional logit, ridge)."""
    from scipy.optimize import minimize

    # A signal that is nearly always zero must not be blown up.
    spread = np.maximum(np.mean([x.std(axis=0) for x, _ in examples], axis=0), 0.03)
    scaled = [(x / spread, right) for x, right in examples]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = RANKING_RIDGE * len(scaled) * float(weights @ weights) / 2
        slope = RANKING_RIDGE * len(scaled) * weights
        for x, right in scaled:
            score = x @ weights
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            hit = chance[right].sum()
            total -= float(np.log(hit + 1e-12))
            slope = slope + x.T @ (chance - np.where(right, chance / max(hit, 1e-12), 0.0))
        return total, slope

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B")
    weights: np.ndarray = found.x / spread
    return weights


def success_at(examples: Sequence[Example], weights: np.ndarray, k: int) -> float:
    """The share of *examples* with a right target among the first *k*; NaN without examples."""
    if not examples:
        return float("nan")
    return float(np.mean([right[np.argsort(-(x @ weights), kind="stable")[:k]].any() for x, right in examples]))
