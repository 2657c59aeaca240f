"""Keeps the index in the user's cache folder, so that only the first start after a change builds it.

The file is a SHA-256 line, then a NumPy archive of plain arrays (no pickle: nothing in it can run), with everything
that is text as JSON in one of them.  It is written beside and moved into place, so a reader never sees half of it and
two processes that start at once do not trip over each other.  A folder that cannot be written is no obstacle: the index
is then built at every start.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from assistant import version
from assistant.guide_index import GuideIndex
from assistant.index import Postings
from assistant.library import Library
from assistant.matching import Space
from assistant.not_covered import Topic
from assistant.targets import Form, Target

CACHE_VARIABLE = "ASSISTANT_CACHE"
FORMAT = 19
"""Counts up when the layout of the file or the way an index is made changes."""


def cache_folder() -> Path:
    """Where indexes are kept: what ASSISTANT_CACHE names, else the user's cache folder."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("guidance-assistant", appauthor=False)


def fingerprint(library: Library) -> str:
    """A digest of what an index is valid for: the corpus's files, how they were parsed, the program's version."""
    corpus = library.folder
    digest = hashlib.sha256(f"{version.VERSION} {FORMAT} {np.lib.NumpyVersion(np.__version__).major}".encode())
    for file in sorted(p for p in corpus.rglob("*") if p.suffix in {".md", ".yaml"}):
        digest.update(f"\0{file.relative_to(corpus).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    for passage in library.passages:
        digest.update(f"\0{passage.id} {passage.start} {passage.end} {passage.kind} {passage.group}".encode())
    return digest.hexdigest()


def load_or_build(
    library: Library, build: Callable[[], tuple[GuideIndex, tuple[Topic, ...]]], folder: Path | None = None
) -> tuple[GuideIndex, tuple[Topic, ...]]:
    """The index of *library*: the stored one where it is valid, else a new one from *build*, then stored."""
    name = f"index-{fingerprint(library)[:32]}.bin"
    file = (folder or cache_folder()) / name
    stored = read(file)
    if stored is not None:
        return stored
    built = build()
    write(file, *built)
    return built


def read(file: Path) -> tuple[GuideIndex, tuple[Topic, ...]] | None:
    """What *file* holds, or None when it is missing, unreadable or damaged."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    at = raw.find(b"\n")
    head, payload = raw[: max(at, 0)], memoryview(raw)[at + 1 :]
    if head != hashlib.sha256(payload).hexdigest().encode():
        return None
    try:
        with np.load(io.BytesIO(payload), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        texts = json.loads(arrays.pop("texts").tobytes().decode())
        return _index(arrays, texts), tuple(
            Topic(**{**t, "see": tuple(t["see"]), "phrases": {}}) for t in texts["not_covered"]
        )
    except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile):
        return None  # whole, but not what this program writes: another layout under the same name


def write(file: Path, index: GuideIndex, topics: tuple[Topic, ...]) -> bool:
    """Stores *index* in *file*, at once or not at all; False where the folder cannot be written."""
    buffer = io.BytesIO()
    np.savez(buffer, **_arrays(index, topics))
    payload = buffer.getbuffer()
    temporary = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".index-", delete=False) as handle:
            temporary = Path(handle.name)
            handle.write(hashlib.sha256(payload).hexdigest().encode() + b"\n")
            handle.write(payload)
        os.replace(temporary, file)
    except OSError:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        return False
    for old in file.parent.glob("index-*.bin"):
        if old != file:
            _forget(old)
    return True


def _forget(old: Path) -> None:
    """Removes an index that nothing will read again; another process may have been quicker."""
    try:
        old.unlink(missing_ok=True)
    except OSError:
        return


def _arrays(index: GuideIndex, topics: tuple[Topic, ...]) -> dict[str, Any]:
    arrays: dict[str, Any] = {"idf": index.space.idf}
    texts: dict[str, Any] = {
        "terms": list(index.space.terms),
        "term_columns": list(index.space.terms.values()),
        "grams": list(index.space.grams),
        "gram_columns": list(index.space.grams.values()),
        "not_covered": [{**dataclasses.asdict(t), "phrases": {}} for t in topics],
    }
    for field in dataclasses.fields(GuideIndex):
        value = getattr(index, field.name)
        if field.name == "targets":
            texts["targets"] = [dataclasses.asdict(t) for t in value]
        elif field.name != "space" and not _put(arrays, field.name, value):
            texts[field.name] = sorted(value) if isinstance(value, frozenset) else value
    arrays["texts"] = np.frombuffer(json.dumps(texts, ensure_ascii=False).encode(), dtype=np.uint8)
    return arrays


def _index(arrays: dict[str, Any], texts: dict[str, Any]) -> GuideIndex:
    values: dict[str, Any] = {}
    for field in dataclasses.fields(GuideIndex):
        value = _got(arrays, field.name)
        if value is not None:
            values[field.name] = value
        elif field.name in texts and field.name != "targets":
            values[field.name] = _frozen(texts[field.name])
    values["space"] = Space(
        dict(zip(texts["terms"], texts["term_columns"], strict=True)),
        dict(zip(texts["grams"], texts["gram_columns"], strict=True)),
        arrays["idf"],
    )
    values["names"] = frozenset(texts["names"])
    values["targets"] = tuple(
        Target(t["id"], t["guide_id"], Form(t["form"]), tuple(t["passages"]), tuple((s, e) for s, e in t["spans"]))
        for t in texts["targets"]
    )
    return GuideIndex(**values)


def _put(arrays: dict[str, Any], name: str, value: Any) -> bool:
    """Puts an array, postings, or a tuple of such among *arrays*; False for anything else."""
    if isinstance(value, Postings):
        arrays |= {
            f"{name}.indptr": value.indptr,
            f"{name}.rows": value.rows.astype(np.min_scalar_type(value.size)),
            f"{name}.weights": value.weights,
            f"{name}.size": np.array(value.size),
        }
    elif isinstance(value, np.ndarray):
        arrays[name] = value
    elif isinstance(value, tuple) and value and isinstance(value[0], Postings | np.ndarray):
        for number, part in enumerate(value):
            _put(arrays, f"{name}.{number}", part)
    else:
        return False
    return True


def _got(arrays: dict[str, Any], name: str) -> Any:
    """What `_put` put under *name*, or None."""
    if f"{name}.indptr" in arrays:
        indptr, rows, weights, size = (arrays[f"{name}.{part}"] for part in ("indptr", "rows", "weights", "size"))
        return Postings(indptr, rows.astype(np.int32, copy=False), weights, int(size))
    if name in arrays:
        return arrays[name]
    found: list[Any] = []
    while arrays.keys() & {f"{name}.{len(found)}", f"{name}.{len(found)}.indptr"}:
        found.append(_got(arrays, f"{name}.{len(found)}"))
    return tuple(found) or None


def _frozen(value: Any) -> Any:
    """JSON's lists as the tuples that they were."""
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value
