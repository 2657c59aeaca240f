"""Reads the corpus's YAML files; what is wrong with one is said with its line and the remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from assistant.errors import CorpusError

try:  # libyaml reads ten times faster; the pure Python loader gives the same values
    _Base: Any = yaml.CSafeLoader
except AttributeError:  # pragma: no cover (a build of PyYAML without libyaml)
    _Base = yaml.SafeLoader


class _Loader(_Base):  # type: ignore[misc]
    """Safe YAML that refuses a key given twice, instead of silently keeping the last one."""


def _mapping(loader: Any, node: Any, deep: bool = False) -> dict[Any, Any]:
    pairs = loader.construct_pairs(node, deep=True)
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        again = next(n for n, key in enumerate(keys) if key in keys[:n])
        problem = f"the key {keys[again]!r} is given twice"
        raise yaml.constructor.ConstructorError(None, None, problem, node.value[again][0].start_mark)
    return values


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_text(path: Path) -> str:
    """The text of a corpus file.  Raises CorpusError when it is missing, empty or not UTF-8."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise CorpusError(
            path, None, "the file is missing", "Restore it, or name another corpus with --corpus."
        ) from None
    except OSError as error:
        raise CorpusError(
            path, None, f"the file cannot be read ({error.strerror})", "Check its permissions."
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CorpusError(path, line, "the file is not UTF-8", "Save it with the encoding UTF-8.") from None
    if not text.strip():
        raise CorpusError(path, None, "the file is empty", "Restore its content, or remove the folder.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def load_yaml(path: Path, kind: type) -> Any:
    """The value in the YAML file at *path*, which must be of *kind* (dict or list).

    Raises CorpusError with file and line when the file is missing, empty, not UTF-8, not YAML or of another kind.
    """
    text = read_text(path)
    try:
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader: _Base is one)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise CorpusError(
            path,
            mark.line + 1 if mark else None,
            f"{error.problem or 'this is not YAML'}",
            "Correct the line; mind colons, quotes and indentation.",
        ) from None
    except yaml.YAMLError as error:
        raise CorpusError(path, None, f"this is not YAML ({error})", "Save the file as plain text.") from None
    if not isinstance(value, kind):
        wanted = "keys and values" if kind is dict else "a list"
        raise CorpusError(path, 1, f"the file should hold {wanted}", "See the comment on top of the file that ships.")
    return value
