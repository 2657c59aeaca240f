"""The index is kept in a cache folder: read back as it was written, made anew where it cannot be used."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant import version
from assistant.answering import Assistant
from assistant.library import Library
from assistant.store import CACHE_VARIABLE, cache_folder, fingerprint, load_or_build, read, write

QUESTIONS = ["Can I join the library?", "lost card", "what shall I bring to get a new card", "which is the last step",
             "¿cuánto cuesta una tarjeta nueva?", "perdi o meu cartão", "what is a reader", "zebra",
             "where can I print"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, in use for this test."""
    place = tmp_path / "cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(place))
    return place


def stored(folder: Path) -> list[Path]:
    """The indexes in *folder*; nothing else may be there."""
    files = sorted(folder.iterdir())
    assert all(f.name.startswith("index-") and f.suffix == ".bin" for f in files), files
    return files


def told(assistant: Assistant) -> list[dict[str, Any]]:
    """Everything that *assistant* says of some questions, but for how long it took."""
    replies = [assistant.ask(q).to_dict() for q in QUESTIONS]
    return [{k: v for k, v in r.items() if k != "took_ms"} for r in replies] + [assistant.explain(q) for q in QUESTIONS]


def with_digest(payload: bytes) -> bytes:
    """A file that holds *payload* undamaged."""
    return hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload


def test_a_stored_index_gives_identical_replies(folder: Path, toy_corpus: Path) -> None:
    """Scores, explanations and all: reading is not a second way of building."""
    built = told(Assistant.open(toy_corpus))
    (file,) = stored(folder)
    assert read(file) is not None
    assert told(Assistant.open(toy_corpus)) == built


def test_a_valid_index_is_not_built_again(folder: Path, toy_corpus: Path, toy: Assistant) -> None:
    """The second start reads the file and leaves it alone."""
    Assistant.open(toy_corpus)
    (file,) = stored(folder)
    before = file.stat().st_mtime_ns

    def build() -> Any:
        raise AssertionError("nothing needs to be built")

    load_or_build(toy.library, build)
    assert file.stat().st_mtime_ns == before


def test_the_same_corpus_makes_the_same_file(folder: Path, toy_corpus: Path) -> None:
    """No order of a set, and no clock, leaks into it."""
    files = []
    for _ in range(2):
        Assistant.open(toy_corpus)
        (file,) = stored(folder)
        files.append((file.name, hashlib.sha256(file.read_bytes()).hexdigest()))
        file.unlink()
    assert files[0] == files[1]


def other_arrays() -> bytes:
    """An archive that is whole and is no index."""
    buffer = io.BytesIO()
    np.savez(buffer, texts=np.frombuffer(json.dumps({"terms": []}).encode(), dtype=np.uint8))
    return with_digest(buffer.getvalue())


@pytest.mark.parametrize("damage", [
    lambda raw: b"",
    lambda raw: raw[: len(raw) // 2],
    lambda raw: raw[:-1],
    lambda raw: raw[:5000] + bytes([raw[5000] ^ 1]) + raw[5001:],
    lambda raw: b"0" * 64 + raw[64:],
    lambda raw: with_digest(b""),
    lambda raw: with_digest(b"no archive"),
    lambda raw: other_arrays(),
], ids=["empty", "half", "cut", "one bit", "checksum", "nothing", "no archive", "another layout"])
def test_a_damaged_file_is_made_anew(damage: Callable[[bytes], bytes], folder: Path, toy_corpus: Path) -> None:
    """Whatever happened to it, the assistant answers, and the next start finds a whole file."""
    Assistant.open(toy_corpus)
    (file,) = stored(folder)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert read(file) is None
    assert Assistant.open(toy_corpus).ask("lost card").quotes
    assert [f.read_bytes() for f in stored(folder)] == [whole]


def test_nothing_in_the_file_can_run(folder: Path, toy_corpus: Path) -> None:
    """Every array is of a plain type, and an archive that needs unpickling is not read."""
    Assistant.open(toy_corpus)
    (file,) = stored(folder)
    payload = file.read_bytes().partition(b"\n")[2]
    with np.load(io.BytesIO(payload), allow_pickle=False) as archive:
        assert all(archive[name].dtype.kind in "fiu" for name in archive.files)
    buffer = io.BytesIO()
    np.savez(buffer, texts=np.array([print], dtype=object))
    file.write_bytes(with_digest(buffer.getvalue()))
    assert read(file) is None


def test_a_missing_folder_is_made(folder: Path, toy_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With those above it."""
    deep = folder / "a" / "b"
    monkeypatch.setenv(CACHE_VARIABLE, str(deep))
    Assistant.open(toy_corpus)
    assert stored(deep)


def test_a_folder_that_cannot_be_is_no_obstacle(folder: Path, toy_corpus: Path, toy: Assistant) -> None:
    """Here a file stands where the folder would."""
    folder.write_text("no folder")
    assert told(Assistant.open(toy_corpus)) == told(toy)
    assert folder.read_text() == "no folder"


def test_a_read_only_folder_is_no_obstacle(
        folder: Path, toy_corpus: Path, toy: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing half-written stays behind either."""
    def refuse(*_: Any) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "replace", refuse)
    assert told(Assistant.open(toy_corpus)) == told(toy)
    assert stored(folder) == []
    assert not write(folder / "index-x.bin", toy.index, toy.topics)


def test_without_a_chosen_folder_the_users_own_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the system names for caches."""
    monkeypatch.delenv(CACHE_VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in cache_folder().parents


def test_two_processes_at_once_do_not_trip_over_each_other(folder: Path, toy_corpus: Path) -> None:
    """Both answer alike, one index remains, and it is whole."""
    program = "import sys; from assistant import Assistant; print(Assistant.open(sys.argv[1]).ask('lost card').quotes)"
    both = [subprocess.Popen([sys.executable, "-c", program, str(toy_corpus)], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert outputs[0] == outputs[1]
    assert outputs[0][0].startswith("(Quote(")
    (file,) = stored(folder)
    assert read(file) is not None


def test_a_changed_corpus_is_indexed_anew_and_the_old_index_goes(folder: Path, own_toy_corpus: Path) -> None:
    """An editor sees the change at the next start, and the folder does not fill up."""
    harbour = "The library stands at the old harbour, two minutes from the ferry."
    question = "may a parrot sit on my shoulder"
    assert harbour not in [q.text for q in Assistant.open(own_toy_corpus).ask(question).quotes]
    (old,) = stored(folder)
    phrases = own_toy_corpus / "handbook" / "phrases" / "en.yaml"
    phrases.write_text(phrases.read_text(encoding="utf-8") + "visiting--the-library-stands-at-the-old:\n"
                       f"  - {question}\n", encoding="utf-8")
    assert Assistant.open(own_toy_corpus).ask(question).quotes[0].text == harbour
    (new,) = stored(folder)
    assert new != old


@pytest.mark.parametrize("change", ["guide", "thesaurus", "language", "not covered", "another guide", "version"])
def test_whatever_an_index_is_made_of_changes_its_name(
        change: str, own_toy_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guide, editors' files, languages and the program itself."""
    before = fingerprint(Library.open(own_toy_corpus))
    if change == "version":
        monkeypatch.setattr(version, "VERSION", "99.0")
    elif change == "another guide":
        shutil.copytree(own_toy_corpus / "handbook", own_toy_corpus / "second")
    else:
        file = own_toy_corpus / {"guide": "handbook/guide.md", "thesaurus": "thesaurus.yaml",
                                 "language": "languages/en.yaml", "not covered": "handbook/not-covered.yaml"}[change]
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fingerprint(Library.open(own_toy_corpus)) != before


def test_an_unchanged_corpus_elsewhere_keeps_its_name(own_toy_corpus: Path, toy_corpus: Path) -> None:
    """The name depends on what the files hold, not on where they stand."""
    assert fingerprint(Library.open(own_toy_corpus)) == fingerprint(Library.open(toy_corpus))
