"""A follow-up in its conversation: which questions cannot be understood alone, and what those take over.

A follow-up inherits words, never a passage.  What it replaces is left out: after a question on the Caribbean, "and in
South America?" does not ask about both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from assistant.analysis import Analyzer, words
from assistant.languages import Language
from assistant.query import LAST, Asks, Origin, Place, Query, QueryWord
from assistant.question_form import QuestionForm
from assistant.thesaurus import Mention, Thesaurus

QUESTION_WORD_WEIGHT = 0.4
"""Weight, in a follow-up, of words such as "example" or "definition", which say what form of answer is wanted."""
STEP_WORD_WEIGHT = 0.1
"""The same of words such as "next" and "another": the order of the guide answers them, not its words."""
CONTEXT_WEIGHT = 0.5
"""Weight of the words that a follow-up inherits."""
EARLIER = 0.85
"""What is left of it with each question further back: the topic was often named in the first of them."""
CONTEXT_MASS = 1.5
"""All inherited words together weigh at most this many times what the question's own words do."""
HEADING_WEIGHT = 0.2
"""Weight of the heading under which the earlier question was answered."""
FEW_WORDS = 3
"""A question with fewer content words than this, and a word that points back, cannot stand alone."""

_YEAR = re.compile(r"\b(19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class Answered:
    """How an earlier question was answered: the heading, which names the topic, and (guide, start, end) of the
    words.
    """

    heading: str
    spans: tuple[tuple[str, int, int], ...] = ()


Reading = Callable[[str], tuple[Query, QuestionForm]]
"""Reads a question by itself, in the language of the conversation."""


@dataclass
class _Inheritance:
    """What the earlier questions hand down, the latest first."""

    words: list[QueryWord] = field(default_factory=list)
    topic: list[str] = field(default_factory=list)
    asks: frozenset[Asks] = frozenset()
    place: Place | None = None
    renumbered: bool = False
    """Whether another part than the one that was talked about is asked for."""


class Conversation:
    """Puts follow-ups into the context of the questions before them."""

    def __init__(
        self,
        languages: Mapping[str, Language],
        thesaurus: Thesaurus,
        analyzers: Mapping[str, Analyzer],
        alone: Callable[..., tuple[Query, QuestionForm]],
        term: Callable[[str, str], str],
    ) -> None:
        """*alone* reads a question by itself, in the `language` given; *term* gives a word's term in a language."""
        self.languages, self.thesaurus, self.analyzers = languages, thesaurus, analyzers
        self._alone, self._term = alone, term

    def points_back(self, query: Query, form: QuestionForm) -> bool:
        """Whether the question cannot be understood alone.

        It says so strongly ("what about men?"), or it has a word that can point back and little else, or it is only a
        fragment.  A question that names its own topic at length inherits nothing.
        """
        little = self.languages[query.language].question_words
        own = [w for w in query.words if w.origin is Origin.QUESTION and w.text not in little]
        if not own:
            return True  # "give me one example": of what, only the conversation tells
        if form.strongly:
            return len(own) <= 3 * FEW_WORDS
        of_what = Asks.EXAMPLE in form.asks and not query.mentions
        if form.follows_up or Asks.ORDINAL in form.asks or of_what:
            return len(own) <= 2 * FEW_WORDS
        return len(own) < FEW_WORDS and not query.mentions

    def points_only_back(self, query: Query, form: QuestionForm) -> bool:
        """Whether the question says no more than which place in an order it means, or that it wants to hear it again:
        of what, only a conversation could tell.
        """
        little = self.languages[query.language].question_words
        if query.place is not None:
            return False
        of_order = query.ordinal is not None or form.step or form.another
        says_more = any(w.text not in little and not form.places(w.text) and not form.steps(w.text) for w in query.own)
        return form.again or form.number is not None or (bool(of_order) and not says_more)

    def continued(
        self, query: Query, form: QuestionForm, history: Sequence[str], answered: Callable[[], Answered] | None
    ) -> Query:
        """*query*, which points back, with what it inherits from *history* (oldest first); the same if that is nothing.

        *answered* tells how the latest of them was answered.
        """
        read = cache(partial(self._alone, language=query.language))  # the latest is looked at twice
        query, completed = self._completed(query, read(history[-1])[0])
        handed_down = self._handed_down(query, form, history, read)
        before = answered() if answered is not None else Answered("")
        if not handed_down.renumbered:
            handed_down.words += self._heading(before.heading, query)
        if not (handed_down.words or completed or handed_down.place != query.place):
            return query
        little = self.languages[query.language].question_words
        own = tuple(_of_form(w, form, little) for w in query.words)
        asks = query.asks or handed_down.asks - {Asks.LIST, Asks.COMPARISON}
        defined = completed.term.definition if completed and Asks.MEANING in asks else None
        told = completed.wording if completed else handed_down.place.wording if handed_down.place else before.heading
        return replace(
            query,
            words=(*own, *_bounded(handed_down.words, sum(w.weight for w in own if w.text not in little))),
            context=" ".join(dict.fromkeys(handed_down.topic)) or told or None,
            asks=asks,
            place=handed_down.place,
            ordinal=None if handed_down.renumbered else query.ordinal,
            said_before=before.spans,
            step=form.step,
            another=form.another,
            of_the_same=Asks.EXAMPLE in query.asks and query.ordinal is None,
            definitions=(defined,) if defined else query.definitions,
            besides=query.besides if defined else query.besides + len(handed_down.words),
        )

    def _completed(self, query: Query, earlier: Query) -> tuple[Query, Mention | None]:
        """*query* with the term that it names short of a word which the *earlier* question said, and that term."""
        language = self.languages[query.language]
        little = language.stop_words | language.question_words
        named = self.thesaurus.elliptical(words(query.text), earlier.mentions, little)
        if named is None or any(m.term == named.term for m in query.mentions):
            return query, None
        own = {w.term for w in query.words}
        called = [QueryWord(w, self._term(w, query.language), 1.0, Origin.CONTEXT) for w in words(named.wording)]
        rest = [w for w in called if w.term and w.term not in own]
        completed = replace(
            query,
            words=(*query.words, *rest),
            mentions=(*query.mentions, named),
            terms=(*query.terms, named.term.label),
            besides=len({w.term for w in query.subject if w.text not in little} - {w.term for w in called}),
        )
        return completed, named

    def _handed_down(self, query: Query, form: QuestionForm, history: Sequence[str], read: Reading) -> _Inheritance:
        """What *history*, as *read*, hands down: from the latest question back to the one that can stand alone."""
        found = _Inheritance(place=query.place)
        little = self.languages[query.language].question_words
        number, weight = _number(query, form, little), CONTEXT_WEIGHT
        mentions, own_terms = query.mentions, {w.term for w in query.words}
        since = set(words(query.text))
        dated, years, steps = bool(_YEAR.search(query.text)), form.year_step, form.step
        for earlier in reversed(history):
            before, before_form = read(earlier)
            kept = [
                replace(w, weight=weight)
                for w in self._not_replaced(before, mentions, since)
                if w.term not in own_terms and not (dated and _YEAR.fullmatch(w.text))
            ]
            kept = self._in_other_years(kept, years, query.language)
            if found.place is None and before.place is not None:
                found.place = _same_kind(number, steps, before.place)
                found.renumbered = found.place.number != before.place.number
                kept = self._renumbered(kept, before.place.number, found.place.number, query.language)
            elif number is None and (counted := _number(before, before_form, little)) is not None:
                number = counted + steps
                kept = [w for w in kept if not w.text.isdecimal()]
            found.words += kept
            found.topic += [w.text for w in kept]
            found.asks |= before.asks
            if not self.points_back(before, before_form):
                break
            weight *= EARLIER
            # What this question replaced of those before it stays replaced; "the year after" its year counts on.
            mentions += before.mentions
            since |= set(words(before.text))
            dated = dated or bool(_YEAR.search(before.text))
            years += before_form.year_step
            steps += before_form.step
        return found

    def _not_replaced(self, before: Query, mentions: Sequence[Mention], since: Collection[str]) -> list[QueryWord]:
        """The words of an earlier question, less what was named instead: siblings of the terms that *mentions* name,
        and words of which one that was said *since* takes the place.
        """
        dropped = self._replaced(before.mentions, mentions)
        language = self.languages[before.language]
        other = {w for group in language.instead if group & set(since) for w in group - set(since)}
        return [
            QueryWord(w, t, 1.0, Origin.CONTEXT)
            for i, w in enumerate(words(before.text))
            if i not in dropped
            and w not in other
            and w not in language.question_words
            and (t := self._term(w, before.language))
        ]

    def _heading(self, heading: str, query: Query) -> list[QueryWord]:
        """The words of the *heading* under which the guide answered before, less the terms that are replaced."""
        said = words(heading)
        dropped = self._replaced(self.thesaurus.mentions(said, "en"), query.mentions)
        own = {w.term for w in query.words}
        return [
            QueryWord(w, t, HEADING_WEIGHT, Origin.CONTEXT)
            for i, w in enumerate(said)
            if i not in dropped and (t := self.analyzers["en"].term(w)) and t not in own
        ]

    def _replaced(self, earlier: Sequence[Mention], now: Sequence[Mention]) -> frozenset[int]:
        """Positions of the words by which terms are named *earlier* whose place those named *now* take: siblings."""
        replaced = self.thesaurus.siblings(m.term for m in now)
        return frozenset(i for m in earlier if m.term in replaced for i in range(m.first, m.last))

    def _renumbered(self, inherited: list[QueryWord], old: int, new: int, code: str) -> list[QueryWord]:
        """The inherited words with the number of another part ("guide 3" after "guide 2")."""
        if new == LAST:
            return [w for w in inherited if w.text != str(old)]
        return [
            replace(w, text=str(new), term=self._term(str(new), code)) if w.text == str(old) else w for w in inherited
        ]

    def _in_other_years(self, inherited: list[QueryWord], step: int, code: str) -> list[QueryWord]:
        """The inherited words with the year moved by *step* ("and the year after?")."""

        def moved(word: QueryWord) -> QueryWord:
            year = str(int(word.text) + step)
            return replace(word, text=year, term=self._term(year, code), weight=1.0)

        return [moved(w) if step and _YEAR.fullmatch(w.text) else w for w in inherited]


def _bounded(inherited: list[QueryWord], own: float) -> list[QueryWord]:
    """The inherited words, weighing less where a long earlier question would drown the few new words that change it.

    *own* is what the question's own words weigh together.
    """
    total = sum(w.weight for w in inherited)
    if not own or total <= CONTEXT_MASS * own:
        return inherited
    scale = CONTEXT_MASS * own / total
    return [replace(w, weight=w.weight * scale) if w.weight < 1 else w for w in inherited]


def _of_form(word: QueryWord, form: QuestionForm, little: Collection[str]) -> QueryWord:
    """*word* of a follow-up, marked when it says what form of answer is wanted, and weighing little then."""
    if word.origin is not Origin.QUESTION:
        return word
    if form.steps(word.text):
        return replace(word, weight=STEP_WORD_WEIGHT, origin=Origin.FORM)
    if word.text in little:
        return replace(word, weight=QUESTION_WORD_WEIGHT, origin=Origin.FORM)
    return replace(word, origin=Origin.FORM) if form.places(word.text) else word


def _number(query: Query, form: QuestionForm, little: Collection[str]) -> int | None:
    """The number that a question is about that says little else ("and number 8?", "and the last one?")."""
    own = [w.text for w in query.words if w.origin is Origin.QUESTION and w.text not in little]
    if len(own) == 1 and own[0].isdecimal() and not _YEAR.fullmatch(own[0]):
        return int(own[0])
    only_order = query.ordinal is not None and all(form.places(word) for word in own)
    return query.ordinal if only_order else form.number


def _same_kind(number: int | None, step: int, place: Place) -> Place:
    """The numbered part of an earlier question; after "goal 5", "and 8?" is goal 8, and "the next one" goal 6."""
    number = place.number + step if number is None else number
    return Place(place.kind, number, place.wording.replace(str(place.number), "" if number == LAST else str(number)))
