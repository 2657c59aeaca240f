"""The thesaurus: the domain's terms, their labels in three languages, and how a question's words find them.

The data is `corpus/thesaurus.yaml`; what each key means stands on top of that file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.analysis import words
from assistant.errors import CorpusError
from assistant.text import fold_accents
from assistant.yaml_files import load_yaml


class LabelKind(StrEnum):
    """How a label relates to its term; the order is that of trust."""

    PREFERRED = "preferred"
    ACRONYM = "acronym"
    ALTERNATIVE = "alternative"
    EVERYDAY = "everyday"
    DISCOURAGED = "discouraged"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Translation:
    """A term's labels in another language, and how sure we are of them ("UN usage", "reviewed", "unreviewed")."""

    label: str
    alt: tuple[str, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Term:
    """A concept of the domain.  `definition` is the id of the passage that defines or best explains it."""

    id: str
    label: str
    acronyms: tuple[str, ...] = ()
    alt: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    discouraged: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    definition: str | None = None
    below_age: int | None = None
    """A person who has not yet reached this age is named by the term."""
    text: bool = False
    """It is a treaty, a report or a guide, in which other terms are defined."""
    translations: Mapping[str, Translation] = field(default_factory=dict)

    def labels(self) -> Iterable[tuple[str, str, LabelKind]]:
        """Every label as (text, language, kind); English first."""
        yield self.label, "en", LabelKind.PREFERRED
        for kind, texts in (
            (LabelKind.ACRONYM, self.acronyms),
            (LabelKind.ALTERNATIVE, self.alt),
            (LabelKind.EVERYDAY, self.everyday),
            (LabelKind.DISCOURAGED, self.discouraged),
            (LabelKind.HIDDEN, self.hidden),
        ):
            for text in texts:
                yield text, "en", kind
        for language, translation in self.translations.items():
            yield translation.label, language, LabelKind.PREFERRED
            for text in translation.alt:
                yield text, language, LabelKind.ALTERNATIVE


@dataclass(frozen=True, slots=True)
class Mention:
    """A term that a text names: words `[first, last)` of it, and the label under which it was found."""

    term: Term
    first: int
    last: int
    wording: str
    language: str
    kind: LabelKind


@dataclass(frozen=True)
class Thesaurus:
    terms: tuple[Term, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Term]:
        return {t.id: t for t in self.terms}

    @cached_property
    def _labels(self) -> Mapping[tuple[str, ...], tuple[tuple[Term, str, LabelKind, str], ...]]:
        found: dict[tuple[str, ...], list[tuple[Term, str, LabelKind, str]]] = {}
        for term in self.terms:
            for text, language, kind in term.labels():
                found.setdefault(_key(words(text)), []).append((term, language, kind, text))
        found.pop((), None)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def _longest(self) -> int:
        return max((len(k) for k in self._labels), default=0)

    def mentions(
        self, said: Sequence[str], language: str, typed: Sequence[str] | None = None
    ) -> tuple[Mention, ...]:
        """The terms that the words *said* name, longest label first, so that "debt bondage" is not "debt".

        A label of the question's *language* is preferred to one of another; no two mentions share a word.  *typed* are
        the same words as the reader wrote them: acronyms of two letters are then found in capitals only, for "un", "sa"
        and "das" are words.
        """
        folded = _key(said)
        found: list[Mention] = []
        at = 0
        while at < len(folded):
            for size in range(min(self._longest, len(folded) - at), 0, -1):
                hits = self._labels.get(folded[at : at + size], ())
                if typed is not None and not _in_capitals(typed[at : at + size]):
                    hits = tuple(h for h in hits if not _is_short_acronym(h[3]))
                if hits:
                    term, lang, kind, text = min(hits, key=lambda h: (h[1] != language, h[1] != "en"))
                    found.append(Mention(term, at, at + size, text, lang, kind))
                    at += size
                    break
            else:
                at += 1
        return tuple(found)

    def siblings(self, named: Iterable[Term]) -> tuple[Term, ...]:
        """The other terms that share a broader one with any of *named*, in the order of the thesaurus."""
        known = list(named)
        parents = {b for term in known for b in term.broader}
        return tuple(t for t in self.terms if t not in known and parents & set(t.broader))

    def elliptical(self, said: Sequence[str], earlier: Sequence[Mention], little: Collection[str]) -> Mention | None:
        """The term that *said* names short of a word, since an earlier question said it: after "the gender approach",
        "the intersectional one" is the intersectional approach.

        It has to be a sibling of a term named *earlier*, and all that tells its label from the earlier one has to be
        said; *little* are words that tell nothing.
        """
        folded = _key(said)
        for before in earlier:
            shared = set(_key(words(before.wording)))
            for term in self.siblings([before.term]):
                for label, language, kind in term.labels():
                    key = _key(words(label))
                    telling = [w for w in key if w not in shared and w not in little]
                    if language == before.language and shared & set(key) and telling and set(telling) <= set(folded):
                        at = folded.index(telling[0])
                        return Mention(term, at, at + 1, label, language, kind)
        return None

    def named_by_age(self, age: int) -> Term | None:
        """The term for a person of *age* years, if there is one."""
        return next((t for t in self.terms if t.below_age is not None and age < t.below_age), None)

    def vocabulary(self) -> frozenset[str]:
        """Every word of every label, case-folded."""
        return frozenset(w for t in self.terms for text, _, _ in t.labels() for w in words(text))


def _is_short_acronym(label: str) -> bool:
    """Whether *label* is two capitals: "UN", "D.A.", and the plural "DAs"."""
    letters = "".join(c for c in label if c.isalpha()).removesuffix("s")
    return len(letters) == 2 and letters.isupper()


def _in_capitals(typed: Sequence[str]) -> bool:
    return "".join(typed).removesuffix("s").isupper()


def _key(said: Iterable[str]) -> tuple[str, ...]:
    """Words as they are compared: accents folded, the s of plural and possession dropped, British z."""
    return tuple(_same(fold_accents(w)) for w in said)


def _same(word: str) -> str:
    word = word.removesuffix("'s")
    word = word.replace("isation", "ization").replace("ise", "ize") if len(word) > 5 else word
    if word in ("labour", "labours"):
        word = "labor"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def load_thesaurus(path: Path) -> Thesaurus:
    """The thesaurus in the file at *path*; an empty one where the corpus has none.

    Raises CorpusError for a key that no term has, a missing label, an id given twice or one that points nowhere.
    """
    if not path.exists():
        return Thesaurus(())
    terms = tuple(_term(path, entry) for entry in load_yaml(path, list))
    ids = [t.id for t in terms]
    for one in ids:
        if ids.count(one) > 1:
            raise CorpusError(path, None, f"the term id '{one}' is given twice", "Give one of the two another id.")
    for term in terms:
        for other in (*term.related, *term.broader):
            if other not in ids:
                raise CorpusError(
                    path,
                    None,
                    f"'{term.id}' points to '{other}', which is no term",
                    "Correct the id under related or broader.",
                )
    return Thesaurus(terms)


_LISTS = ("acronyms", "alt", "everyday", "hidden", "discouraged", "related", "broader")


def _term(path: Path, entry: Any) -> Term:
    if not isinstance(entry, dict) or "id" not in entry or "label" not in entry:
        raise CorpusError(path, None, f"this entry has no id or no label: {str(entry)[:60]}", "Give it both.")
    unknown = set(entry) - {"id", "label", "definition", "below_age", "text", "es", "pt", *_LISTS}
    if unknown:
        raise CorpusError(
            path,
            None,
            f"'{entry['id']}' has a key that no term has: {', '.join(sorted(unknown))}",
            "The keys are explained on top of the file.",
        )
    lists = {key: tuple(str(x) for x in entry.get(key) or ()) for key in _LISTS}
    translations = {
        code: Translation(
            str(entry[code]["label"]),
            tuple(str(x) for x in entry[code].get("alt") or ()),
            str(entry[code].get("standing", "unreviewed")),
        )
        for code in ("es", "pt")
        if entry.get(code)
    }
    return Term(
        id=str(entry["id"]),
        label=str(entry["label"]),
        definition=entry.get("definition"),
        below_age=entry.get("below_age"),
        text=bool(entry.get("text", False)),
        translations=translations,
        **lists,
    )
