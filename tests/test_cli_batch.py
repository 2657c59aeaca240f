"""`assistant ask --batch`: JSON Lines in, JSON Lines out; nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering import Assistant
from assistant.commands.batch import LineError, as_json_line, read_line
from tests.cli import refused, run


def lines(*objects: Any) -> bytes:
    return b"".join(o if isinstance(o, bytes) else json.dumps(o).encode() + b"\n" for o in objects)


def batch(stdin: bytes, corpus: Path, *options: str) -> tuple[list[dict[str, Any]], Any]:
    result = run("ask", *options, "--batch", "-", corpus=corpus, stdin=stdin)
    return [json.loads(line) for line in result.stdout_bytes.splitlines()], result


def test_replies_come_in_order_with_the_id_first(toy_corpus: Path, toy: Assistant) -> None:
    """Each is the reply contract with the id before it."""
    replies, result = batch(lines({"id": "b", "question": "lost card"}, {"id": 1, "question": "refunds"}), toy_corpus)
    assert [r["id"] for r in replies] == ["b", 1]
    assert all(next(iter(r)) == "id" for r in replies)
    assert set(replies[0]) == {"id", *toy.ask("lost card").to_dict()}
    assert result.exit_code == 0


def test_a_file_is_read_like_standard_input(toy_corpus: Path, tmp_path: Path) -> None:
    """--batch names either."""
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + lines({"id": "a", "question": "lost card"}))
    shown = run("ask", "--batch", str(file), corpus=toy_corpus).stdout
    assert json.loads(shown)["id"] == "a"


def test_history_and_language_of_a_line_are_used(toy_corpus: Path) -> None:
    """A conversation is one line."""
    replies, _ = batch(
        lines(
            {"id": "a", "question": "and in winter?", "history": ["opening hours of the library"]},
            {"id": "b", "question": "tarjeta", "language": "es"},
        ),
        toy_corpus,
    )
    assert "opening" in replies[0]["understood"]["context"]
    assert replies[1]["language"] == "es"


def test_blank_lines_are_passed_over(toy_corpus: Path) -> None:
    """A line end at the end of the file is no question."""
    replies, result = batch(b"\n" + lines({"id": "a", "question": "lost card"}) + b"  \n\n", toy_corpus)
    assert len(replies) == 1
    assert result.exit_code == 0


MALFORMED = [
    (b"{not json\n", None, "not_json", "this is no JSON object"),
    (b"[1, 2]\n", None, "not_json", "this is no JSON object"),
    (b"\xff\xfe\n", None, "not_utf8", "this is not UTF-8"),
    (b"[" * 100_000 + b"\n", None, "not_json", "this is no JSON object"),
    (b'{"id": "x", "question": ' + b"9" * 5000 + b"}\n", None, "not_json", "this is no JSON object"),
    (lines({"question": "lost card"}), None, "no_id", "it has no “id”"),
    (lines({"id": ["x"], "question": "lost card"}), None, "no_id", "it has no “id”"),
    (lines({"id": True, "question": "lost card"}), None, "no_id", "it has no “id”"),
    (lines({"id": "x"}), "x", "no_question", "it has no “question”"),
    (lines({"id": "x", "question": 7}), "x", "no_question", "it has no “question”"),
    (lines({"id": "x", "question": " "}), "x", "empty", "The question is empty"),
    (lines({"id": "x", "question": "y" * 501}), "x", "too_long", "at most 500"),
    (lines({"id": "x", "question": "a\u0000b"}), "x", "control_characters", "control characters"),
    (lines({"id": "x", "question": "a\ud800b"}), "x", "control_characters", "control characters"),
    (lines({"id": "x", "question": "q", "history": "no list"}), "x", "history", "a list of texts"),
    (lines({"id": "x", "question": "q", "history": 0}), "x", "history", "a list of texts"),
    (lines({"id": "x", "question": "q", "language": "tlh"}), "x", "language", "none of en, es, pt"),
    (lines({"id": "x", "question": "q", "language": ["en"]}), "x", "language", "none of en, es, pt"),
]


@pytest.mark.parametrize(("line", "name", "code", "said"), MALFORMED)
def test_a_malformed_line_is_named_and_the_others_are_answered(
    line: bytes, name: str | None, code: str, said: str, toy_corpus: Path
) -> None:
    """One error object in its place, with the line's number; the exit status tells that not all went well."""
    before, after = lines({"id": "a", "question": "lost card"}), lines({"id": "c", "question": "refunds"})
    replies, result = batch(before + line + after, toy_corpus)
    assert [r["id"] for r in replies] == ["a", name, "c"]
    assert replies[1]["line"] == 2
    assert replies[1]["error"]["code"] == code
    assert replies[1]["error"]["message"].startswith("Line 2: ")
    assert said in replies[1]["error"]["message"]
    assert result.exit_code == 2
    assert result.stderr == "Error: 1 line could not be answered; its reply says why.\n"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """Its name and what is wrong with it, in one line."""
    message = refused(run("ask", "--batch", str(tmp_path / "gone.jsonl")))
    assert "gone.jsonl" in message
    assert "No such file" in message


def test_a_question_beside_a_batch_is_refused() -> None:
    """Nobody should wonder which of the two was answered."""
    assert "Leave out the others" in refused(run("ask", "--batch", "-", "lost card", stdin=b""))


def test_an_empty_batch_has_no_replies(toy_corpus: Path) -> None:
    """Nothing asked, nothing said."""
    replies, result = batch(b"", toy_corpus)
    assert replies == []
    assert result.exit_code == 0


def test_each_reply_is_written_before_the_next_question_is_read(toy_corpus: Path) -> None:
    """Another program can hold a conversation with it."""
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", "--corpus", str(toy_corpus), "ask", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("a", "b"):
            process.stdin.write(lines({"id": name, "question": "lost card"}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait() == 0


def test_half_a_surrogate_pair_in_an_id_comes_back_as_it_was() -> None:
    """The output stays UTF-8, and what is read from it is equal to what was sent."""
    line = as_json_line({"id": "\ud800ñ"})
    assert line.decode() == '{"id": "\\ud800ñ"}\n'
    assert json.loads(line) == {"id": "\ud800ñ"}


@settings(suppress_health_check=[HealthCheck.too_slow])  # its tables of letters are made at the first run
@given(
    st.one_of(
        st.binary(max_size=60),
        st.dictionaries(
            st.sampled_from(["id", "question", "history", "language"]),
            st.one_of(
                st.none(),
                st.booleans(),
                st.integers(),
                st.floats(),
                st.text(max_size=20),
                st.lists(st.text(max_size=5), max_size=2),
            ),
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_any_line_is_a_question_or_a_line_error(line: bytes) -> None:
    """Whatever is sent, nothing else comes out of reading it."""
    with suppress(LineError):
        assert read_line(line).question
