"""Understanding: question -> query.  Language, spelling, thesaurus, the form of the question, and the conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.analysis import WORD, Analyzer, words
from assistant.language_id import LanguageIdentifier
from assistant.languages import Language
from assistant.numbered_places import place_named
from assistant.query import Asks, Correction, Expansion, Origin, Place, Query, QueryWord
from assistant.question_form import QuestionForm, cue_words, question_form
from assistant.spelling import Speller
from assistant.text import normalise
from assistant.thesaurus import LabelKind, Mention, Term, Thesaurus

EXPANSION_WEIGHTS = {
    LabelKind.PREFERRED: 0.5,
    LabelKind.ACRONYM: 0.7,
    LabelKind.ALTERNATIVE: 0.5,
    LabelKind.EVERYDAY: 0.35,
    LabelKind.DISCOURAGED: 0.3,
    LabelKind.HIDDEN: 0.7,
}
"""How much the words of a term's label weigh beside the user's own, by the label under which the term was found."""

QUESTION_WORD_WEIGHT = 0.4
"""Weight, in a follow-up, of words such as "example" or "definition", which say what form of answer is wanted."""
CONTEXT_WEIGHT = 0.5
"""Weight of the words that a follow-up inherits; those of the question before that weigh the square, and so on."""
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


EarlierAnswer = Callable[[Query], Answered]


@dataclass(frozen=True)
class Parts:
    """Parts of the understanding that an evaluation can switch off, one by one."""

    thesaurus: bool = True
    spelling: bool = True
    conversation: bool = True
    form: bool = True


class Understanding:
    """Reads questions with the languages, the thesaurus and the vocabulary of a library."""

    def __init__(
        self,
        languages: Mapping[str, Language],
        thesaurus: Thesaurus,
        vocabulary: Mapping[str, Mapping[str, int]],
        parts: Parts | None = None,
        names: frozenset[str] = frozenset(),
    ) -> None:
        """*vocabulary* gives, by language, the words that guides, phrases and thesaurus use, and how often; *names* are
        words of no language."""
        self.languages = languages
        self.thesaurus = thesaurus
        self.parts = parts or Parts()
        self.analyzers = {code: Analyzer(language) for code, language in languages.items()}
        self.spellers = {
            code: Speller(_with_stop_words(vocabulary.get(code, {}), language), cue_words(language))
            for code, language in languages.items()
        }
        self.identifier = LanguageIdentifier.train(
            vocabulary, {c: lang.stop_words for c, lang in languages.items()}, names
        )

    def understand(
        self,
        question: str,
        history: Sequence[str] = (),
        language: str | None = None,
        without: Collection[str] = (),
        earlier_answer: EarlierAnswer | None = None,
    ) -> Query:
        """The query that *question* is, asked after *history* (oldest first).

        *without* names corrections, expansions or "context" that the reader has taken back; *earlier_answer* tells
        how an earlier question is answered.
        """
        refused = frozenset(normalise(w).casefold() for w in without)
        query, form = self._alone(question, language, refused)
        if not (history and self.parts.conversation) or "context" in refused:
            return query
        if not self._points_back(query, form):
            return query
        return self._in_context(query, form, history, earlier_answer)

    # -- one question by itself ----------------------------------------------------------------------------------------
    def _alone(self, question: str, language: str | None, refused: frozenset[str]) -> tuple[Query, QuestionForm]:
        text = normalise(question)
        code = language if language and language in self.languages else self.identifier.identify(text)
        said = list(words(text))
        typed = _as_typed(text, said)
        if _shouted(typed, self.languages[code].stop_words):
            typed = said  # capitals throughout mark neither names nor acronyms
        corrections: list[Correction] = []
        if self.parts.spelling:
            said, corrections = self._spell(said, typed, code, refused)
            for c in corrections:
                text = re.sub(rf"\b{re.escape(c.wrong)}\b", c.right, text, flags=re.IGNORECASE)
        form = question_form(text, self.languages[code])
        if not self.parts.form:
            form = replace(form, asks=frozenset(), ordinal=None)
        little = self.languages[code].question_words
        mentions = self.thesaurus.mentions(said, code, typed) if self.parts.thesaurus else ()
        of_age = self._of_age(form.age, said, code, refused) if self.parts.thesaurus else ()
        mentions = tuple(sorted((*mentions, *of_age), key=lambda m: m.first))
        meant = {m.wording: self._named(m.term, code) for m in of_age}  # the bare number would find goal 16
        own = [QueryWord(w, t) for w in said if (t := self._term(meant.get(w, w), code))]
        expansions, added = self._expand(mentions, code, refused)
        query = Query(
            question=question,
            text=text,
            language=code,
            words=(*own, *added),
            asks=form.asks,
            ordinal=form.ordinal,
            place=place_named(text, self.languages[code]) if self.parts.form else None,
            corrections=tuple(corrections),
            expansions=expansions,
            terms=tuple(dict.fromkeys(m.term.label for m in mentions)),
            mentions=mentions,
            definitions=_definitions(mentions, form, _only_names(mentions, said, own, little)),
            only_a_term=_only_names(mentions, said, own, little),
            unknown=tuple(dict.fromkeys(w.text for w in own if not self._known(w.text, code))),
        )
        return query, form

    def _spell(
        self, said: Sequence[str], typed: Sequence[str], code: str, refused: frozenset[str]
    ) -> tuple[list[str], list[Correction]]:
        corrections: list[Correction] = []
        corrected = []
        speller = self.spellers[code]
        for position, word in enumerate(said):
            right = None
            if word not in refused and not self._known(word, code) and not _is_name(typed[position], position):
                right = speller.correct(word)
            if right and right != word:
                corrections.append(Correction(typed[position], right))
            corrected.append(right or word)
        return corrected, list(dict.fromkeys(corrections))

    def _known(self, word: str, code: str) -> bool:
        """Whether the question's language or English knows *word*; numbers are always taken as they are."""
        return word[0].isdigit() or self.spellers[code].knows(word) or (code != "en" and self._english(word))

    def _english(self, word: str) -> bool:
        return "en" in self.spellers and self.spellers["en"].knows(word)

    def _term(self, word: str, code: str) -> str:
        """The term of *word*: in the question's language, or in English for a word that only English knows."""
        if code != "en" and not self.spellers[code].knows(word) and self._english(word):
            return self.analyzers["en"].term(word)
        return self.analyzers[code].term(word)

    def _of_age(
        self, age: int | None, said: Sequence[str], code: str, refused: frozenset[str]
    ) -> tuple[Mention, ...]:
        """The mention of the term for a person of *age*, where that stands among the words *said*."""
        term = None if age is None else self.thesaurus.named_by_age(age)
        written = str(age)
        if term is None or written not in said or written in refused:
            return ()
        at = list(said).index(written)
        return (Mention(term, at, at + 1, written, code, LabelKind.ALTERNATIVE),)

    @staticmethod
    def _named(term: Term, code: str) -> str:
        """The first word of the term's label in the language of the question."""
        return words(term.translations[code].label if code in term.translations else term.label)[0]

    def _expand(
        self, mentions: Sequence[Mention], code: str, refused: frozenset[str]
    ) -> tuple[tuple[Expansion, ...], list[QueryWord]]:
        expansions: list[Expansion] = []
        added: list[QueryWord] = []
        for mention in mentions:
            term = mention.term
            if normalise(mention.wording).casefold() in refused:
                continue
            as_preferred = mention.kind is LabelKind.PREFERRED and mention.language == "en"
            labels = term.acronyms[:1] if as_preferred else (term.label,)
            if not labels:
                continue
            weight = EXPANSION_WEIGHTS[mention.kind]
            size = 0
            for label in labels:
                found = [
                    QueryWord(w, t, weight, Origin.EXPANSION)
                    for w in words(label)
                    if (t := self.analyzers["en"].term(w))
                ]
                added.extend(found)
                size += len(found)
            if size and not as_preferred:
                expansions.append(Expansion(mention.wording, term.id, term.label, ()))
        return tuple(dict.fromkeys(expansions)), added

    # -- the conversation ----------------------------------------------------------------------------------------------
    def _points_back(self, query: Query, form: QuestionForm) -> bool:
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

    def _in_context(
        self, query: Query, form: QuestionForm, history: Sequence[str], earlier_answer: EarlierAnswer | None
    ) -> Query:
        inherited: list[QueryWord] = []
        weight = CONTEXT_WEIGHT
        topic: list[str] = []
        asked_before: frozenset[Asks] = frozenset()
        said_before: tuple[tuple[str, int, int], ...] = ()
        place = query.place
        own_terms = {w.term for w in query.words}
        mentions = query.mentions
        own_number = _number(query, form)
        dated, step = bool(_YEAR.search(query.text)), form.year_step
        little = self.languages[query.language].question_words
        for earlier in reversed(history):
            before, before_form = self._alone(earlier, query.language, frozenset())
            replaced = self._replaced(mentions)
            dropped = {i for m in before.mentions if m.term.id in replaced for i in range(m.first, m.last)}
            said = words(before.text)
            kept = [
                QueryWord(w, t, weight, Origin.CONTEXT)
                for i, w in enumerate(said)
                if i not in dropped
                and w not in little
                and (t := self._term(w, query.language))
                and t not in own_terms
                and not (dated and _YEAR.fullmatch(w))
            ]
            kept = _step_years(kept, step, self._term, query.language)
            inherited += kept
            topic += [w.text for w in kept]
            asked_before = asked_before | before.asks
            place = place or _same_kind(own_number, form.step, before.place)
            if earlier_answer is not None and weight == CONTEXT_WEIGHT:
                answered = earlier_answer(before)
                said_before = answered.spans
                inherited += [
                    QueryWord(w, t, HEADING_WEIGHT, Origin.CONTEXT)
                    for w in words(answered.heading)
                    if (t := self.analyzers["en"].term(w)) and t not in own_terms
                ]
            if not self._points_back(before, before_form):
                break
            weight *= CONTEXT_WEIGHT
            # What this question replaced of those before it stays replaced; "the year after" its year counts on.
            mentions += before.mentions
            dated = dated or bool(_YEAR.search(before.text))
            step += before_form.year_step
        if not inherited:
            return query
        own = tuple(replace(w, weight=QUESTION_WORD_WEIGHT) if w.text in little else w for w in query.words)
        mass = sum(w.weight for w in own if w.text not in little)
        inherited_mass = sum(w.weight for w in inherited)
        if mass and inherited_mass > CONTEXT_MASS * mass:
            # A long earlier question must not drown the two new words that change it.
            scale = CONTEXT_MASS * mass / inherited_mass
            inherited = [replace(w, weight=w.weight * scale) if w.weight < 1 else w for w in inherited]
        asks = query.asks or asked_before - {Asks.LIST, Asks.COMPARISON}
        return replace(
            query,
            words=(*own, *inherited),
            context=" ".join(dict.fromkeys(topic)) or None,
            asks=asks,
            place=place,
            said_before=said_before,
            step=form.step,
            another=form.another,
            of_the_same=Asks.EXAMPLE in query.asks and query.ordinal is None and not form.another,
            only_a_term=False,
        )

    def _replaced(self, mentions: Sequence[Mention]) -> frozenset[str]:
        """Terms that those of *mentions* take the place of: their siblings ("and in South America?" after the
        Caribbean).
        """
        named = {m.term.id for m in mentions}
        parents = {b for m in mentions for b in m.term.broader}
        return frozenset(t.id for t in self.thesaurus.terms if t.id not in named and parents & set(t.broader))


def _number(query: Query, form: QuestionForm) -> int | None:
    """The number that a question is about that says little else ("and number 8?")."""
    own = [w.text for w in query.words if w.origin is Origin.QUESTION]
    return int(own[0]) if len(own) == 1 and own[0].isdecimal() else form.number


def _same_kind(number: int | None, step: int, place: Place | None) -> Place | None:
    """The numbered part of an earlier question; after "goal 5", "and 8?" is goal 8, and "the next one" goal 6."""
    if place is None:
        return None
    number = place.number + step if number is None else number
    return Place(place.kind, number, place.wording.replace(str(place.number), str(number)))


def _only_names(
    mentions: Sequence[Mention], said: Sequence[str], own: Sequence[QueryWord], little: Collection[str]
) -> bool:
    """Whether the question names one term and says nothing else of substance ("HRBA", "what is servitude?")."""
    if len(mentions) != 1:
        return False
    named = set(said[mentions[0].first : mentions[0].last])
    return all(w.text in named or w.text in little for w in own)


def _definitions(mentions: Sequence[Mention], form: QuestionForm, bare: bool) -> tuple[str, ...]:
    """Where the terms named are defined, if their meaning is asked for or nothing else is said."""
    if Asks.MEANING not in form.asks and not bare:
        return ()
    return tuple(dict.fromkeys(m.term.definition for m in mentions if m.term.definition))


def _with_stop_words(vocabulary: Mapping[str, int], language: Language) -> dict[str, int]:
    return {**dict.fromkeys(language.stop_words, 1), **vocabulary}


def _as_typed(text: str, said: Sequence[str]) -> Sequence[str]:
    """The words *said* of *text* as the reader typed them; case-folded where their number changes with the case."""
    typed = WORD.findall(text)
    return typed if len(typed) == len(said) else said


def _shouted(typed: Sequence[str], stop_words: Collection[str]) -> bool:
    """Whether a whole sentence is in capitals, little words and all."""
    lettered = [w for w in typed if not w[0].isdigit()]
    in_capitals = len(lettered) > 2 and all(w.isupper() for w in lettered)
    return in_capitals and any(w.casefold() in stop_words for w in lettered)


def _is_name(typed: str, position: int) -> bool:
    """Whether a word looks like a name or an acronym: capitals inside a sentence, or capitals throughout."""
    return (len(typed) > 1 and typed.isupper()) or (position > 0 and typed[:1].isupper())


def _step_years(inherited: list[QueryWord], step: int, term: Callable[[str, str], str], code: str) -> list[QueryWord]:
    """The inherited words with the year moved by *step* ("and the year after?")."""
    if not step:
        return inherited
    return [
        replace(w, text=str(int(w.text) + step), term=term(str(int(w.text) + step), code), weight=1.0)
        if _YEAR.fullmatch(w.text)
        else w
        for w in inherited
    ]
