"""What all tests share: the toy corpus and its assistant, the real assistant, and a cache folder that is nobody's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from assistant.answering import Assistant
from assistant.library import corpus_folder
from assistant.store import CACHE_VARIABLE

# How long an example takes says something of the machine, not of the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

SWEEP_HINT = 'CI=true, or `make test ARGS="--sweep"`, runs them'

TOY = Path(__file__).parent / "toy"
SHARED = ("languages", "replies.yaml")
"""Parts of the real corpus that belong to no guide; the toy corpus takes them over as they are."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--sweep", action="store_true", help="run the sweeps as a whole, not only their examples (as CI=true does)"
    )


def sweeps_whole(config: pytest.Config) -> bool:
    return bool(config.getoption("--sweep")) or os.environ.get("CI") == "true"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sweeps go through every page, state or size; every day some of each stand for all."""
    if not sweeps_whole(config):
        for item in items:
            if item.get_closest_marker("sweep"):
                item.add_marker(pytest.mark.skip(reason="part of a sweep"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Nothing is left out in silence."""
    left_out = sum("sweep" in report.keywords for report in terminalreporter.stats.get("skipped", []))
    if left_out and not sweeps_whole(terminalreporter.config):
        terminalreporter.section("sweeps")
        terminalreporter.line(f"{left_out} tests that complete a sweep were left out; {SWEEP_HINT}.")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder for this run: tests neither read nor touch the user's own."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get(CACHE_VARIABLE)
    os.environ[CACHE_VARIABLE] = str(folder)
    yield folder
    if before is None:
        del os.environ[CACHE_VARIABLE]
    else:
        os.environ[CACHE_VARIABLE] = before


def copy_toy_corpus(to: Path) -> Path:
    """A complete toy corpus in the new folder *to*, for a test that wants to change it."""
    shutil.copytree(TOY, to)
    for name in SHARED:
        source = corpus_folder() / name
        if source.is_dir():
            shutil.copytree(source, to / name)
        elif source.exists():
            shutil.copy(source, to / name)
    return to


@pytest.fixture(scope="session")
def toy_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy corpus, to be read only: a lending library's handbook."""
    return copy_toy_corpus(tmp_path_factory.mktemp("toy") / "corpus")


@pytest.fixture
def own_toy_corpus(tmp_path: Path) -> Path:
    """A copy of the toy corpus that the test may change."""
    return copy_toy_corpus(tmp_path / "corpus")


@pytest.fixture(scope="session")
def toy(toy_corpus: Path, cache: Path) -> Assistant:
    """The assistant of the toy corpus."""
    return Assistant.open(toy_corpus)


@pytest.fixture(scope="session")
def real(cache: Path) -> Assistant:
    """The assistant of the real corpus."""
    return Assistant.open()
