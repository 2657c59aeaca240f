"""The data of a guide's figures, as far as they stand in its text: `corpus/<guide>/figures.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from assistant.errors import CorpusError
from assistant.guide import Guide
from assistant.library import Library
from assistant.yaml_files import load_yaml

FILE = "figures.yaml"
REMEDY = "The keys are explained on top of the file that ships."


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one place or group; `label` is None when the figure has no other."""

    label: str | None
    values: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure shows: every series has the same categories.

    `sources` are the ids of the passages in which the numbers stand.
    """

    anchor: str
    unit: str
    categories: str
    numbers: str | None
    series: tuple[Series, ...]
    sources: tuple[str, ...]

    def written(self, value: Decimal) -> str:
        """*value* as the guide writes it: "38.8%"."""
        return f"{value}{'' if self.unit == '%' else ' '}{self.unit}"

    @property
    def rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The table: each category with its number in every series."""
        numbers = [dict(one.values) for one in self.series]
        return tuple((c, tuple(self.written(n[c]) for n in numbers)) for c, _value in self.series[0].values)


class _Series(Schema):
    label = fields.String()
    values = fields.Dict(fields.String(), fields.Decimal(), required=True, validate=validate.Length(min=1))


class _Figure(Schema):
    id = fields.String(required=True)
    unit = fields.String(required=True)
    categories = fields.String(required=True)
    numbers = fields.String()
    sources = fields.List(fields.String(), required=True, data_key="from", validate=validate.Length(min=1))
    series = fields.List(fields.Nested(_Series), required=True, validate=validate.Length(min=1))


def figures_of(guide: Guide, library: Library) -> Mapping[str, Figure]:
    """The figures of *guide* that have data, by anchor; none where the guide has no such file.

    Raises CorpusError when the file is malformed or names what the guide does not have.
    """
    path = library.folder / guide.id / FILE
    if not path.exists():
        return {}
    try:
        entries = _Figure(many=True).load(load_yaml(path, list))
    except ValidationError as error:
        raise CorpusError(path, None, f"an entry is not as it should be: {error.messages}", REMEDY) from None
    return {entry["id"]: _figure(path, guide, entry) for entry in entries}


def _figure(path: Path, guide: Guide, entry: Mapping[str, Any]) -> Figure:
    sources = tuple(f"{guide.id}/{anchor}" for anchor in entry["sources"])
    for name in (f"{guide.id}/{entry['id']}", *sources):
        if name not in guide.by_id:
            raise CorpusError(path, None, f"'{entry['id']}' names '{name}', which is no passage",
                              "Correct the id; `assistant passages` lists them.")  # fmt: skip
    series = tuple(Series(one.get("label"), tuple(one["values"].items())) for one in entry["series"])
    categories = [[category for category, _value in one.values] for one in series]
    if any(other != categories[0] for other in categories):
        raise CorpusError(path, None, f"the series of '{entry['id']}' have different categories",
                          "Give each series the same categories in the same order.")  # fmt: skip
    if len(series) > 1 and not all(one.label for one in series):
        raise CorpusError(path, None, f"a series of '{entry['id']}' has no label", "Say what its numbers are of.")
    return Figure(entry["id"], entry["unit"], entry["categories"], entry.get("numbers"), series, sources)
