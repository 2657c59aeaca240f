"""The passage index on test collections that others made: nDCG@10, with bm25s beside it.

Two forms of a folder are read:

    BEIR                       plain
    corpus.jsonl  _id title text     docs.jsonl     id title text
    queries.jsonl _id text           queries.jsonl  id text
    qrels/test.tsv (with a header)   qrels.tsv      query id, document id, relevance
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UsageError
from assistant.evaluation.gold import json_lines
from assistant.evaluation.measures import mean
from assistant.evaluation.peers import Search, bm25s_search, has_bm25s, own_search

DEPTH = 10
_FORMS = (("docs.jsonl", "qrels.tsv"), ("corpus.jsonl", "qrels/test.tsv"))


@dataclass(frozen=True, slots=True)
class TestCollection:
    """Documents, queries (topics), and the qrels: for each query, the documents judged and how relevant they are."""

    __test__ = False  # pytest: no test case, in spite of the name

    name: str
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class CollectionFigures:
    """nDCG@10 on one collection by engine; `queries` is how many were judged."""

    name: str
    documents: int
    queries: int
    ndcg10: Mapping[str, float]


def read_collection(folder: Path) -> TestCollection:
    """The collection in *folder*, in either form.

    Raises UsageError, with the place, when a file is missing, a line is malformed or nothing is judged.
    """
    form = next(((docs, qrels) for docs, qrels in _FORMS if (folder / docs).exists()), None)
    if form is None:
        raise UsageError(
            f"{folder}: there is no collection here. A folder holds docs.jsonl, queries.jsonl and qrels.tsv, or "
            "corpus.jsonl, queries.jsonl and qrels/test.tsv."
        )
    documents = _records(folder / form[0])
    queries = dict(_records(folder / "queries.jsonl"))
    qrels = _qrels(folder / form[1])
    judged = {q: qrels[q] for q in queries if any(rel > 0 for rel in qrels.get(q, {}).values())}
    if not judged:
        raise UsageError(
            f"{folder}: no query has a relevant document. Check that the ids in {form[1]} are those of queries.jsonl."
        )
    ids = tuple(key for key, _ in documents)
    return TestCollection(folder.name, ids, tuple(text for _, text in documents), queries, judged)


def measure_collection(collection: TestCollection) -> CollectionFigures:
    """nDCG@10 of the passage index, and of bm25s where it is installed."""
    engines = {"PassageIndex": own_search, **({"bm25s": bm25s_search} if has_bm25s() else {})}
    values = {name: _mean_ndcg(collection, make(collection.texts)) for name, make in engines.items()}
    return CollectionFigures(collection.name, len(collection.ids), len(collection.qrels), values)


def ndcg(ranking: Sequence[str], relevance: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of the first *depth* of *ranking* (Järvelin and Kekäläinen, 2002).

    The gain of a document is its relevance, discounted by log2(rank + 1); 1 is the best order that the qrels allow.
    A document that was not judged gains nothing; where nothing is relevant the value is 0.
    """
    best = _gain(sorted((rel for rel in relevance.values() if rel > 0), reverse=True)[:depth])
    return _gain([max(relevance.get(document, 0), 0) for document in ranking[:depth]]) / best if best else 0.0


def _gain(relevances: Sequence[int]) -> float:
    return sum(rel / math.log2(rank + 1) for rank, rel in enumerate(relevances, 1))


def _mean_ndcg(collection: TestCollection, search: Search) -> float:
    values = []
    for query, relevance in collection.qrels.items():
        # ndcg counts a document once, however often a collection's file holds it
        found = dict.fromkeys(collection.ids[i] for i, _ in search(collection.queries[query], DEPTH))
        values.append(ndcg(list(found), relevance))
    return mean(values) or 0.0


def _records(path: Path) -> list[tuple[str, str]]:
    """(id, title and text) of each record in *path*."""
    found = []
    for place, value in json_lines(path):
        key = value.get("_id", value.get("id")) if isinstance(value, dict) else None
        if key is None or not isinstance(value.get("text"), str):
            raise UsageError(f"{place}: this record has no id or no text. Give it both.")
        found.append((str(key), f"{value.get('title') or ''}\n{value['text']}".strip()))
    return found


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(
            f"{path}: the file cannot be read ({error.strerror}). Check its name and permissions."
        ) from None
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines, 1):
        cells = line.split("\t") if "\t" in line else line.split()
        if not line.strip() or (number == 1 and not _is_number(cells[-1])):
            continue
        if len(cells) == 4:  # TREC: query, iteration, document, relevance
            cells = [cells[0], *cells[2:]]
        if len(cells) != 3 or not _is_number(cells[2]):
            raise UsageError(
                f"{path}:{number}: this line is no judgement. Write query id, document id and relevance, "
                "with tabs between."
            )
        qrels.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    return qrels


def _is_number(text: str) -> bool:
    return text.strip().lstrip("-").isdecimal()
