"""Test collections in two forms, and nDCG@10 against hand calculations and another implementation."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from assistant.errors import UsageError
from assistant.evaluation.collections import measure_collection, ndcg, read_collection
from assistant.index import PassageIndex

DOCUMENTS = [("d1", "Cards", "a lost card"), ("d2", "", "opening hours"), ("d3", "Books", "a lost book is paid back")]


def plain(folder: Path, qrels: str = "q1\td1\t1\nq1\td3\t2\n") -> Path:
    folder.mkdir()
    rows = [{"id": i, "title": title, "text": text} for i, title, text in DOCUMENTS]
    (folder / "docs.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "queries.jsonl").write_text(
        '{"id": "q1", "text": "lost book"}\n{"id": "q2", "text": "nobody judged this"}\n'
    )
    (folder / "qrels.tsv").write_text(qrels)
    return folder


def beir(folder: Path) -> Path:
    (folder / "qrels").mkdir(parents=True)
    rows = [{"_id": i, "title": title, "text": text, "metadata": {}} for i, title, text in DOCUMENTS]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "lost book"}\n')
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td3\t2\n")
    return folder


def test_ndcg_of_the_best_order_is_one() -> None:
    """The most relevant first."""
    assert ndcg(["d3", "d1", "d2"], {"d1": 1, "d3": 2}) == 1.0


def test_ndcg_against_a_hand_calculation() -> None:
    """Gains 1 and 2 in the wrong order, with an irrelevant document between."""
    gained = 1 / math.log2(2) + 2 / math.log2(4)
    best = 2 / math.log2(2) + 1 / math.log2(3)
    assert ndcg(["d1", "x", "d3"], {"d1": 1, "d3": 2}) == pytest.approx(gained / best)


def test_ndcg_looks_no_deeper_than_ten() -> None:
    """Neither in the ranking nor in the best order."""
    assert ndcg([*(f"x{i}" for i in range(10)), "d"], {"d": 1}) == 0.0
    assert ndcg([f"d{i}" for i in range(10)], {f"d{i}": 1 for i in range(20)}) == 1.0


@pytest.mark.parametrize("relevance", [{}, {"d": 0}, {"d": -1}])
def test_ndcg_without_anything_relevant_is_zero(relevance: dict[str, int]) -> None:
    """There was nothing to gain."""
    assert ndcg(["d"], relevance) == 0.0


@given(st.lists(st.integers(0, 3), min_size=2, max_size=15).filter(any), st.randoms())
def test_ndcg_agrees_with_scikit_learn(relevances: list[int], random: object) -> None:
    """For any order of any judgements."""
    order = list(range(len(relevances)))
    random.shuffle(order)  # type: ignore[attr-defined]
    scores = [0.0] * len(order)
    for rank, document in enumerate(order):
        scores[document] = -float(rank)
    ours = ndcg([str(d) for d in order], {str(d): rel for d, rel in enumerate(relevances)})
    assert math.isclose(ours, ndcg_score([relevances], [scores], k=10), abs_tol=1e-9)


def test_both_forms_are_the_same_collection(tmp_path: Path) -> None:
    """Title and text together; a query that nobody judged is left out."""
    one, other = read_collection(plain(tmp_path / "plain")), read_collection(beir(tmp_path / "beir"))
    assert one.ids == other.ids == ("d1", "d2", "d3")
    assert one.texts == other.texts == ("Cards\na lost card", "opening hours", "Books\na lost book is paid back")
    assert one.qrels == other.qrels == {"q1": {"d1": 1, "d3": 2}}


def test_trec_qrels_are_read_too(tmp_path: Path) -> None:
    """Four columns, the second of which says nothing."""
    assert read_collection(plain(tmp_path / "c", "q1 0 d1 1\nq1 0 d3 2\n")).qrels == {"q1": {"d1": 1, "d3": 2}}


def test_a_collection_is_measured_beside_bm25s(tmp_path: Path) -> None:
    """Both find the book first and the card second."""
    found = measure_collection(read_collection(plain(tmp_path / "toy")))
    assert (found.name, found.documents, found.queries) == ("toy", 3, 1)
    assert found.ndcg10 == {"PassageIndex": 1.0, "bm25s": 1.0}


def test_the_measure_is_that_of_the_index_itself(tmp_path: Path) -> None:
    """`PassageIndex.build(texts).search(query, 10)`, nothing else."""
    collection = read_collection(plain(tmp_path / "c", "q1\td1\t2\nq1\td3\t1\n"))
    ranking = [collection.ids[f.position] for f in PassageIndex.build(collection.texts).search("lost book", 10)]
    assert measure_collection(collection).ndcg10["PassageIndex"] == ndcg(ranking, collection.qrels["q1"])


def test_a_folder_without_a_collection_is_refused(tmp_path: Path) -> None:
    """Both forms are named."""
    with pytest.raises(UsageError, match=r"there is no collection here\. A folder holds docs\.jsonl.*or corpus\.jsonl"):
        read_collection(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """By its name."""
    (plain(tmp_path / "c") / "qrels.tsv").unlink()
    with pytest.raises(UsageError, match=r"qrels\.tsv: the file cannot be read"):
        read_collection(tmp_path / "c")


@pytest.mark.parametrize("line", ["q1\td1", "q1\td1\tvery", "q1"])
def test_a_malformed_judgement_is_named_with_its_line(line: str, tmp_path: Path) -> None:
    """And what it should be."""
    with pytest.raises(UsageError, match=r"qrels\.tsv:2: this line is no judgement\. Write query id"):
        read_collection(plain(tmp_path / "c", f"q1\td1\t1\n{line}\n"))


def test_a_malformed_document_is_named_with_its_line(tmp_path: Path) -> None:
    """Without a text it cannot be found."""
    folder = plain(tmp_path / "c")
    (folder / "docs.jsonl").write_text('{"id": "d1", "text": "a"}\n{"id": "d2"}\n')
    with pytest.raises(UsageError, match=r"docs\.jsonl:2: this record has no id or no text"):
        read_collection(folder)


def test_a_collection_in_which_nothing_is_relevant_is_refused(tmp_path: Path) -> None:
    """Most likely its ids do not fit."""
    with pytest.raises(UsageError, match=r"no query has a relevant document\. Check that the ids"):
        read_collection(plain(tmp_path / "c", "other\td1\t1\n"))
