"""What is fitted: the leanings of wordings, and the confidence; both are written as data that is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.editorial import Editorial
from assistant.errors import CorpusError
from assistant.evaluation.fitting_leanings import fit_leanings, write_leanings
from assistant.leaning import FILE, Leanings, load_leanings, wordings
from assistant.not_covered import Topic
from tests.cli import run

ASKED = [
    '{"id": "1", "question": "Who may borrow books?", "lang": "en", "kind": "fact", "style": "close", "history": [], '
    '"gold": [["Anyone who lives in the town may borrow books"]], "section": [], "note": ""}',
    '{"id": "2", "question": "Where can I park a car?", "lang": "en", "kind": "fact", "style": "close", "history": [], '
    '"gold": [], "section": [], "note": ""}',
]


@pytest.fixture
def leanings(toy: Assistant) -> Leanings:
    """Learned from the toy phrases, and a topic that is always asked about with "how far"."""
    places = ("station", "market", "church", "school", "river", "park")
    phrases = {"en": tuple(f"how far is the {place}" for place in places)}
    topic = Topic("distance", "handbook", {"en": "Distances"}, None, (), phrases)
    editorial = Editorial.read(toy.library)
    return fit_leanings(
        Editorial(editorial.phrases, (topic,), editorial.thesaurus, ()), toy.understanding.analyzers
    )


def test_wordings_are_words_and_pairs_as_typed_and_as_terms() -> None:
    """Each once; a pair with the beginning tells how a question begins."""
    assert wordings(("who", "borrows"), ("borrow",)) == [
        "who", "borrows", "^ who", "who borrows", "~borrow", "~^ borrow",
    ]  # fmt: skip
    assert wordings((), ()) == []


def test_wordings_of_what_is_not_covered_lean_away(toy: Assistant, leanings: Leanings) -> None:
    """Above zero for such a question, not for another; each share is told, and they add up."""
    away, other = toy.understand("How far is the station?"), toy.understand("Who may borrow books?")
    assert leanings.of(away) > 0 >= leanings.of(other)
    assert leanings.of(away) == pytest.approx(sum(leanings.shares(away).values()))
    assert "how far" in leanings.telling(away)


def test_wordings_are_named_only_where_a_question_leans_away(toy: Assistant, leanings: Leanings) -> None:
    """Nobody is told what speaks against an answer that was given."""
    assert leanings.telling(toy.understand("Who may borrow books?")) == ()


def test_without_topics_nothing_leans(toy: Assistant) -> None:
    """A corpus that names no topic has nothing to tell its phrases from."""
    bare = Editorial(Editorial.read(toy.library).phrases, (), toy.thesaurus, ())
    assert fit_leanings(bare, toy.understanding.analyzers) == Leanings({})
    assert Leanings().of(toy.understand("Who may borrow books?")) == 0


def test_leanings_are_read_as_they_were_written(tmp_path: Path, leanings: Leanings) -> None:
    """One wording a line; a damaged file is named with the remedy."""
    file = write_leanings(tmp_path, leanings)
    assert load_leanings(tmp_path) == leanings
    assert len(file.read_text(encoding="utf-8").splitlines()) > sum(map(len, leanings.weights.values()))
    for damaged in ("{", "[]", '{"en": {"who": "x"}}', '{"en": 1}'):
        file.write_text(damaged, encoding="utf-8")
        with pytest.raises(CorpusError, match="assistant calibrate"):
            load_leanings(tmp_path)


@pytest.mark.parametrize("code", ["es", "pt", pytest.param("en", marks=pytest.mark.sweep)])
def test_the_real_leanings_are_those_of_the_real_phrases(code: str, real: Assistant) -> None:
    """Whoever changes phrases or topics a good deal has to run `assistant calibrate` again."""
    fitted = fit_leanings(Editorial.read(real.library), {code: real.understanding.analyzers[code]}).weights[code]
    kept = load_leanings(real.library.folder).weights[code]
    assert len(fitted.keys() & kept.keys()) > 0.9 * len(fitted)


def test_calibrate_writes_both_files(own_toy_corpus: Path, tmp_path: Path) -> None:
    """Fitted on questions of both kinds."""
    gold = tmp_path / "gold.jsonl"
    rows = [{**json.loads(line), "id": f"{n}{k}"} for n in range(6) for k, line in enumerate(ASKED)]
    gold.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    result = run("calibrate", str(gold), "--write", corpus=own_toy_corpus)
    assert result.exit_code == 0, result.output
    assert (own_toy_corpus / FILE).exists()
    assert Assistant.open(own_toy_corpus).calibration.weights.keys() >= {"leaning", "coverage"}
