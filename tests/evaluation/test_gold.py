"""Gold questions are read strictly: a slip in them would be measured as a slip of the assistant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UsageError
from assistant.evaluation.gold import read_gold

GOOD: dict[str, Any] = {
    "id": "A",
    "lang": "en",
    "kind": "fact",
    "style": "close",
    "question": "?",
    "gold": [["a", "b"], ["c"]],
}


def write(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"\n".join(lines))
    return path


def test_questions_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    """Blank lines and a byte order mark are no questions."""
    one = write(tmp_path / "1.jsonl", b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), b"", b"  ")
    two = write(tmp_path / "2.jsonl", json.dumps({**GOOD, "id": "B", "gold": [], "history": ["h"]}).encode())
    first, second = read_gold([one, two])
    assert (first.id, first.groups, first.history, first.answerable) == ("A", (("a", "b"), ("c",)), (), True)
    assert (second.id, second.groups, second.history, second.answerable) == ("B", (), ("h",), False)


def test_a_question_knows_its_dimensions(tmp_path: Path) -> None:
    """By which the figures are broken down."""
    (question,) = read_gold([write(tmp_path / "g.jsonl", json.dumps(GOOD).encode())])
    assert [question.value(d) for d in ("kind", "style", "lang")] == ["fact", "close", "en"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": ""}, "'id' is missing or no text"),
        ({"question": 3}, "'question' is missing or no text"),
        ({"lang": None}, "'lang' is missing or no text"),
        ({"gold": None}, "'gold' is no list of groups of spans"),
        ({"gold": ["a"]}, "'gold' is no list of groups of spans"),
        ({"gold": [[]]}, "'gold' is no list of groups of spans"),
        ({"gold": [[1]]}, "'gold' is no list of groups of spans"),
        ({"history": "h"}, "'history' is no list of texts"),
        ({"section": [1]}, "'section' is no list of texts"),
    ],
)
def test_a_malformed_question_is_named_with_its_line(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    """File, line, key and what it should be."""
    file = write(
        tmp_path / "g.jsonl", json.dumps({**GOOD, "id": "Z"}).encode(), json.dumps({**GOOD, **change}).encode()
    )
    with pytest.raises(UsageError, match=rf"g\.jsonl:2: {said}"):
        read_gold([file])


@pytest.mark.parametrize(("line", "said"), [(b"{", "this line is no JSON"), (b"[1]", "this line is no JSON object")])
def test_a_line_that_is_no_object_is_named(line: bytes, said: str, tmp_path: Path) -> None:
    """With its number."""
    with pytest.raises(UsageError, match=rf"g\.jsonl:1: {said}"):
        read_gold([write(tmp_path / "g.jsonl", line)])


def test_an_id_given_twice_is_refused_with_both_places(tmp_path: Path) -> None:
    """Across files too, since predictions are matched by id."""
    one, two = (write(tmp_path / f"{n}.jsonl", json.dumps(GOOD).encode()) for n in (1, 2))
    with pytest.raises(UsageError, match=r"2\.jsonl:1: the id 'A' was given before, in .*1\.jsonl:1"):
        read_gold([one, two])


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    """An empty evaluation would look like a good one."""
    with pytest.raises(UsageError, match="There is no question in the files given"):
        read_gold([write(tmp_path / "g.jsonl", b"")])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(UsageError, match=r"gone\.jsonl: the file cannot be read \(No such file"):
        read_gold([tmp_path / "gone.jsonl"])


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """By its name, with what to do."""
    with pytest.raises(UsageError, match=r"g\.jsonl: the file is not UTF-8\. Save it"):
        read_gold([write(tmp_path / "g.jsonl", b"\xff")])
