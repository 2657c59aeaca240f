"""`assistant index`: where the stored index is, and how long it took."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.store import CACHE_VARIABLE
from tests.cli import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache folder that does not exist yet."""
    return tmp_path / "cache"


def test_it_is_built_once_and_then_read(toy_corpus: Path, folder: Path) -> None:
    """Both times the file is named."""
    first = run("index", corpus=toy_corpus, env={CACHE_VARIABLE: str(folder)}).stdout
    second = run("index", corpus=toy_corpus, env={CACHE_VARIABLE: str(folder)}).stdout
    (file,) = folder.glob("index-*.bin")
    assert re.match(r"Built in \d+\.\d\d s: \d+ passages and lists, \d+ asked-as phrases\.\n", first)
    assert second.startswith("Up to date, read in ")
    assert f"Kept in {file} (" in first
    assert f"Kept in {file} (" in second


def test_force_builds_it_anew(toy_corpus: Path, folder: Path) -> None:
    """Even if nothing has changed."""
    run("index", corpus=toy_corpus, env={CACHE_VARIABLE: str(folder)})
    assert run("index", "--force", corpus=toy_corpus, env={CACHE_VARIABLE: str(folder)}).stdout.startswith("Built in ")


def test_a_changed_corpus_is_indexed_anew(own_toy_corpus: Path, folder: Path) -> None:
    """Without being told."""
    run("index", corpus=own_toy_corpus, env={CACHE_VARIABLE: str(folder)})
    shutil.rmtree(own_toy_corpus / "handbook" / "phrases")
    changed = run("index", corpus=own_toy_corpus, env={CACHE_VARIABLE: str(folder)}).stdout
    assert changed.startswith("Built in ")
    assert ", 0 asked-as phrases." in changed


def test_a_folder_that_cannot_be_written_is_said_and_no_failure(toy_corpus: Path, tmp_path: Path) -> None:
    """The assistant works all the same; each start builds the index."""
    blocked = tmp_path / "a file, no folder"
    blocked.write_text("")
    result = run("index", corpus=toy_corpus, env={CACHE_VARIABLE: str(blocked)})
    assert result.exit_code == 0
    assert result.stdout.startswith("Built in ")
    assert "each start builds it anew" in result.stderr
