"""Where a running text uses the labels of terms: the ground of the concordance and of the text check."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.analysis import WORD
from assistant.sentences import sentence_spans
from assistant.text import normalise
from assistant.thesaurus import LabelKind, Term, Thesaurus

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, normalised and case-folded, and where each stands in the text."""

    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A label of *term* at `[start, end)` of a text."""

    term: Term
    label: str
    kind: LabelKind
    language: str
    start: int
    end: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of *text*; words inside a web address are none of its words."""
    plain = _ADDRESS.sub(lambda m: " " * len(m.group()), text.replace("’", "'"))
    return tuple(_sentence(plain, start, end) for start, end in sentence_spans(plain))


def _sentence(plain: str, start: int, end: int) -> Sentence:
    spans = tuple(m.span() for m in WORD.finditer(plain, start, end))
    return Sentence(spans, tuple(normalise(plain[a:b]).casefold() for a, b in spans))


def occurrences(text: str, said: Iterable[Sentence], thesaurus: Thesaurus, language: str) -> Iterator[Occurrence]:
    """Every label of *thesaurus* in the sentences *said* of *text*, in order; no two share a word.

    The longest label wins.  A label in capitals is found in capitals only, since "UN" is a word in small letters.
    """
    for sentence in said:
        for mention in thesaurus.mentions(sentence.words, language):
            start, end = sentence.spans[mention.first][0], sentence.spans[mention.last - 1][1]
            if not mention.wording.isupper() or _abbreviates(text, start, end):
                yield Occurrence(mention.term, mention.wording, mention.kind, mention.language, start, end)


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` is written as an acronym, its plural s aside, and is no part of a longer one ("J/TIP")."""
    part_of_another = text[start - 1 : start] == "/" and text[start - 2 : start - 1].isupper()
    return text[start:end].removesuffix("s").isupper() and not part_of_another


def named(term: Term, language: str) -> Thesaurus:
    """A thesaurus of the labels that name *term* in *language*: preferred, acronyms, alternatives, discouraged."""
    if language == "en":
        return Thesaurus((replace(term, everyday=(), hidden=(), translations={}),))
    if language in term.translations:
        own = {language: term.translations[language]}
        return Thesaurus((Term(id=term.id, label="", acronyms=term.acronyms, translations=own),))
    return Thesaurus(())


def everyday(term: Term, language: str) -> Thesaurus:
    """A thesaurus of the everyday words that lead to *term*; these are collected in English only."""
    if language == "en" and term.everyday:
        return Thesaurus((Term(id=term.id, label="", everyday=term.everyday),))
    return Thesaurus(())


def counted(wordings: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each of the *wordings* is written, whatever its capitals, the most frequent first.

    Each is given as it is written most often.
    """
    plain = [" ".join(w.split()) for w in wordings]
    counts = Counter(w.casefold() for w in plain)
    shown = {w.casefold(): w for w, _ in reversed(Counter(plain).most_common())}
    return tuple((shown[key], count) for key, count in counts.most_common())
