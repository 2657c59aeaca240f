"""What the guide does not answer, as an editor's list: topics with the phrases under which people ask for them.

corpus/<guide>/not-covered.yaml

- id: helplines
  title: {en: Helplines and telephone numbers, es: …, pt: …}   # "The guide does not give …"
  series: guide-3              # section of the guide that says which other guide of the series will cover it
  see: [guide-3]               # related reading: passages or lists
  en: [phrases]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError
from assistant.guide import Guide
from assistant.yaml_files import load_yaml

FILE = "not-covered.yaml"
_KEYS = {"id", "title", "series", "see"}


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that people ask and the guide does not answer.

    `series` is the anchor of the section that announces the guide which will cover it; `see` are ids of passages or
    lists that stand nearest.
    """

    id: str
    guide_id: str
    title: Mapping[str, str]
    series: str | None
    see: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]


def read_topics(folder: Path, guide: Guide) -> tuple[Topic, ...]:
    """The topics that *guide*, in *folder*, does not cover; none where no such file is.

    Raises CorpusError for an entry without id or title, an id given twice, or one that points nowhere.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    topics: list[Topic] = []
    for entry in load_yaml(path, list):
        if not isinstance(entry, dict) or not entry.get("id") or not isinstance(entry.get("title"), dict):
            raise CorpusError(path, None, f"this topic has no id or no title: {str(entry)[:60]}", "Give it both.")
        name = str(entry["id"])
        if any(t.id == name for t in topics):
            raise CorpusError(path, None, f"the topic '{name}' is given twice", "Join the two, or rename one.")
        series = entry.get("series")
        if series is not None and series not in guide.section_by_anchor:
            raise CorpusError(
                path,
                None,
                f"the topic '{name}' names the section '{series}', which the guide has not",
                "Write the anchor of a section under 'Series Structure'.",
            )
        see = tuple(f"{guide.id}/{x}" for x in entry.get("see") or ())
        for target in see:
            if target not in guide.by_id and target not in guide.group_by_id:
                raise CorpusError(
                    path,
                    None,
                    f"the topic '{name}' points to '{target}', which the guide has not",
                    "Correct the id under see; `assistant passages` lists them.",
                )
        phrases = {
            code: tuple(str(p).strip() for p in texts)
            for code, texts in entry.items()
            if code not in _KEYS and isinstance(texts, list)
        }
        topics.append(Topic(name, guide.id, {k: str(v) for k, v in entry["title"].items()}, series, see, phrases))
    return tuple(topics)
