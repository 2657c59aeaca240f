"""`assistant serve`: a server that says where it is."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli import refused, run


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """What a shell starts in the background ignores Ctrl+C, and so does all that it starts; not within this test."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """A test that fails leaves no server behind, nor waits for one."""
    try:
        yield
    finally:
        process.kill()


@pytest.mark.usefixtures("ctrl_c")
def test_it_prints_its_address_and_answers_there(toy_corpus: Path) -> None:
    """Port 0 takes any that is free; the address printed is the real one; Ctrl+C ends it quietly."""
    with (
        subprocess.Popen(
            [sys.executable, "-u", "-m", "assistant", "--corpus", str(toy_corpus), "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LANGUAGE": "en"},
        ) as process,
        ended(process),
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        address = line.split(" at ")[1].split()[0]
        with urllib.request.urlopen(f"{address}about", timeout=10) as page:  # noqa: S310 (our own address)
            assert page.status == 200
            assert b"Lending Library Handbook" in page.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) in (0, 130)
        assert process.stderr.read() == ""


def test_a_port_in_use_is_refused_with_a_way_on(toy_corpus: Path) -> None:
    """The port is named, and what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        message = refused(run("serve", "--port", str(port), corpus=toy_corpus))
    assert message == f"Error: Port {port} is in use. Choose another with --port, or 0 for any that is free."


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_that_is_not_ours_is_refused(host: str, toy_corpus: Path) -> None:
    """The address is named, and what to do."""
    message = refused(run("serve", "--host", host, "--port", "0", corpus=toy_corpus))
    assert message == f"Error: “{host}” is no address of this machine. Leave out --host, or name one that is."


def test_a_port_that_is_none_is_refused() -> None:
    """The range is named."""
    assert "0<=x<=65535" in refused(run("serve", "--port", "70000"))
