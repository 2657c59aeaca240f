"""Data flows one way: no room imports one that comes after it, and no two import each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STAGES = ["understanding", "retrieval", "quotation", "answering"]
"""The stages of a question, in order; `reply` holds what the last of them makes and every surface shows."""
SURFACES = ("assistant.commands", "assistant.__main__", "web")


def _name(path: Path) -> str:
    """The dotted name of the module in the file at *path*."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_name(path): path for folder in ("assistant", "web") for path in sorted((ROOT / folder).rglob("*.py"))}


def _imports(nodes: list[ast.stmt]) -> Iterator[str]:
    """What *nodes* import when they are loaded; imports for type checkers, and those inside functions, do not count."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in whole)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.unparse(node.test):
            yield from _imports([*node.body, *node.orelse])


@cache
def imports_of(module: str) -> frozenset[str]:
    """The modules of this project that *module* imports."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    return frozenset(name for name in _imports(tree.body) if name in MODULES and name != module)


@cache
def reached_from(module: str) -> frozenset[str]:
    """The modules that *module* imports, and those that they import, and so on."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        new = imports_of(waiting.pop()) - found
        found |= new
        waiting += new
    return frozenset(found)


def test_imports_are_seen() -> None:
    """Else the tests below could not fail."""
    stages = {"assistant.quotation", "assistant.retrieval", "assistant.understanding"}
    assert stages <= imports_of("assistant.answering")
    assert "assistant.answering" in reached_from("web.questions")


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_room_imports_itself_by_a_detour(module: str) -> None:
    """A circle of imports has no first room to read."""
    assert module not in reached_from(module)


@pytest.mark.parametrize(("earlier", "later"), [(a, b) for n, a in enumerate(STAGES) for b in STAGES[n + 1 :]])
def test_a_stage_knows_nothing_of_those_after_it(earlier: str, later: str) -> None:
    """Question, understanding, retrieval, quotation, reply."""
    assert f"assistant.{later}" not in reached_from(f"assistant.{earlier}")


@pytest.mark.parametrize("module", sorted(m for m in MODULES if not m.startswith(SURFACES)))
def test_the_engine_knows_nothing_of_its_surfaces(module: str) -> None:
    """Neither of the command line nor of the page."""
    assert not [name for name in reached_from(module) if name.startswith(SURFACES)]
