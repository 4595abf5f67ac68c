"""The nouns of a text and the phrases they stand in, told by a table of words and a few rules of context.

Names of people, bodies and places are none: the words of the cast, and what has a capital that no sentence gave it. In a
language without a table a noun is what an article stands before.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from hsreport.enrich.themes.phrases import Span
from hsreport.inline import ADDRESS
from hsreport.language.gazetteer import is_demonym, is_family, is_given, is_place
from hsreport.language.sentences import sentence_spans
from hsreport.language.spellings import folded
from hsreport.language.words import (
    ADJECTIVE,
    ADVERB,
    COMMONEST,
    FUNCTION,
    GERUND,
    NOUN,
    OTHER,
    PARTICIPLE,
    PAST,
    PLURAL,
    RARE,
    TABLED,
    THIRD,
    VERB,
    boilerplate,
    is_heading,
    is_known,
    kinds,
    listed,
    rarities,
    singular,
    word,
)

NAME, MARK, UNTOLD = "N", ".", "?"

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*(?:(?<=s)['’](?= ))?|\d[\d.,:]*|[^\w\s]")
_LATIN = re.compile("[a-z\u00c0-\u024f]")
_OPENING = frozenset("\"“‘'")

_DETERMINERS, _PREPOSITIONS, _BEFORE_COUNTED, _WHERE = (
    listed(TABLED, name) for name in ("determiners", "prepositions", "before_counted", "where")
)
_BEFORE_VERBS, _BEFORE_OBJECTS, _OBJECTS, _AFTER_VERBS = (
    listed(TABLED, name) for name in ("before_verbs", "before_objects", "objects", "after_verbs")
)
_THINGS = frozenset("agmpru")
"""The classes of nouns that are acts, groups, messages, people, things and stuff."""
NO_NAME = 4
"""How much of a subject a noun must be to be none of the names that are spelled like it."""
_DEED = re.compile(r".{3,}(?:tion|sion|ment|ance|ence|ing|ship)|.{2,}(?:[ao]v|iv|ew|us|os|aw)al")
"""Nouns of something done: with what it is done to they make a heading."""


class Token(NamedTuple):
    """A word or mark of a text, in lower case, with what it is: a part of speech, a name or a mark."""

    form: str
    kind: str
    base: str = ""
    """The singular of what may be a noun; empty for function words, names and marks."""

    @property
    def is_noun(self) -> bool:
        return self.kind in {NOUN, PLURAL}


class Phrase(NamedTuple):
    """Two nouns that go together: as printed, the one that is spoken of, and the other."""

    printed: str
    head: str
    other: str
    is_doubtful: bool = False
    """Whether it may be no phrase, since the second word is rather a verb."""


_NOTHING = Token("", MARK)


class Reader:
    """Reads the texts of a document as sentences of tokens; `names` are the words of the cast, folded."""

    def __init__(self, texts: Sequence[str], names: frozenset[str], language: str) -> None:
        self._names = names.union(folded(each) for text in texts for each in re.findall(r"@([^\W\d_]+)", text))
        self._language = language
        self._has_nouns_in_capitals = language.partition("-")[0] == "de"
        self._small = frozenset(found for text in texts for found in re.findall(r"\b[^\W\d_A-Z][\w'’-]+", text))
        """Words that stand without a capital somewhere."""
        self._alone = cache(self._read_alone)

    def sentences(self, text: str, skip: Sequence[Span] = ()) -> Iterator[list[Token]]:
        """Each sentence of a text as tokens; a word that begins within `skip` or an address is a mark."""
        skip = [*skip, *(address.span() for address in ADDRESS.finditer(text))]
        for start, end in sentence_spans(text):
            found = [(each.group(), each.start()) for each in _TOKEN.finditer(text, start, end)]
            tokens = self._tokens(["," if any(a <= at < b for a, b in skip) else each for each, at in found])
            yield _in_context(tokens) if self._language == TABLED else self._after_articles(tokens)

    def _tokens(self, printed: Sequence[str]) -> list[Token]:
        """The words of a sentence, each told by itself and by its capital."""
        shouted = sum(each.isupper() for each in printed) * 2 > len(printed) > 3
        tokens: list[Token] = []
        opens = True
        for each, after in zip(printed, [*printed[1:], ""], strict=False):
            token = self._alone(each)
            is_first = shouted or (opens and not after[:1].isupper())
            after_name = bool(tokens) and tokens[-1].kind == NAME
            if opens and self._has_nouns_in_capitals and token.is_noun:
                token = token._replace(kind=UNTOLD)
            elif token.base and each[0].isupper() and self._is_name(token, is_first=is_first, after_name=after_name):
                token = Token(token.form, NAME)
            tokens.append(token)
            opens = (opens and not each[0].isalnum()) or each in _OPENING
        return tokens

    def _read_alone(self, printed: str) -> Token:
        """A word or mark as it is whatever stands beside it."""
        if not printed[0].isalpha():
            return Token(printed, MARK)
        form = printed.casefold().replace("‐", "-").replace("’", "'")
        bare = re.sub(r"'s?$", "", form) or form
        if rarities(self._language).get(bare) == FUNCTION or (self._language == TABLED and "'" in bare):
            return Token(form, OTHER)
        if self._language == TABLED:
            if not _LATIN.match(form):
                return Token(form, MARK)
            is_name = not is_known(bare) and (folded(bare) in self._names or is_given(bare))
            return Token(form, NAME) if is_name else Token(form, kinds(bare)[:1] or NOUN, singular(bare))
        return Token(form, NOUN if self._has_nouns_in_capitals and printed[0].isupper() else UNTOLD, form)

    def _is_name(self, token: Token, *, is_first: bool, after_name: bool) -> bool:
        """Whether a word with a capital is a name."""
        form = token.form.partition("'")[0] or token.form
        if folded(form) in self._names or folded(form.partition("-")[0]) in self._names:
            return form not in self._small or after_name or not is_first
        if self._has_nouns_in_capitals:
            return False
        if not is_first or form in self._small:
            return not is_first
        return (
            self._language != TABLED
            or not is_known(form)
            or (rarities(TABLED).get(form, RARE) == RARE and _may_name(form))
        )

    def _after_articles(self, tokens: list[Token]) -> list[Token]:
        """The tokens of a language without a table, what an article stands before told as a noun."""
        articles = frozenset[str]() if self._has_nouns_in_capitals else listed(self._language, "articles")
        for at, (before, token) in enumerate(zip((_NOTHING, *tokens), tokens, strict=False)):
            if token.kind == UNTOLD and before.form in articles and len(token.form) > 3:
                tokens[at] = token._replace(kind=NOUN)
        return tokens

    def phrases(self, sentence: Sequence[Token]) -> Iterator[Phrase]:
        """The pairs of a sentence that could be headings: "rent control", "restoration of power", "cuotas de pesca"."""
        ties = listed(self._language, "ties")
        for at, token in enumerate(sentence[:-1]):
            after = sentence[at + 1]
            if self._language == TABLED and after.is_noun and _modifies(token, after) and is_known(after.form):
                yield Phrase(f"{token.form} {after.form}", after.base, token.base, _is_doubtful(token, after))
            elif token.is_noun and after.form in ties and (self._language != TABLED or _is_deed(token.base)):
                yield from _tied(token, after, sentence[at + 2 : at + 5])


def _may_name(form: str) -> bool:
    """Whether a word that may begin a sentence by its capital is rather a name than a subject."""
    known = word(form) or word(singular(form))
    level = known.level if known else 0
    return is_place(form) or is_demonym(form) or (level < NO_NAME and is_given(form)) or (not known and is_family(form))


def mass(sentence: Sequence[Token]) -> Iterator[bool]:
    """For each word whether it is a noun in the singular without an article, as one of stuff: "salt is dear", not "by bus"."""
    lead = _NOTHING
    for at, token in enumerate(sentence):
        after = sentence[at + 1] if at + 1 < len(sentence) else _NOTHING
        is_led = (
            lead.form in _DETERMINERS
            or lead.form in _BEFORE_COUNTED
            or lead.form.endswith("'s")
            or lead.form[:1].isdigit()
        )
        yield token.kind == NOUN and not is_led and not after.is_noun
        if token.kind in {MARK, OTHER, VERB, THIRD, ADVERB}:
            lead = token


def _is_doubtful(token: Token, noun: Token) -> bool:
    """Whether two words that look like a phrase may be none: "bees go", "families waiting"."""
    could_be = kinds(noun.base)
    is_verb = could_be[:1] == VERB or (token.kind == PLURAL and GERUND in could_be)
    return is_verb and not is_heading(token.form, noun.base)


def _is_deed(noun: str) -> bool:
    known = word(noun)
    return known is not None and known.sort in {"a", "s"} and bool(_DEED.fullmatch(noun))


def _tied(token: Token, tie: Token, rest: Sequence[Token]) -> Iterator[Phrase]:
    """A noun, the word that ties it, and the noun behind, an article between them left out."""
    inner = [each for each in rest if each.form not in _DETERMINERS]
    if (
        inner
        and inner[0].base
        and inner[0].kind in {NOUN, PLURAL, UNTOLD}
        and not (len(inner) > 1 and inner[1].is_noun)
    ):
        yield Phrase(f"{token.form} {tie.form} {inner[0].form}", token.base, inner[0].base)


def _modifies(token: Token, noun: Token) -> bool:
    """Whether a word before a noun tells which kind is meant, and not only how it is."""
    if token.form in boilerplate(TABLED) or "'" in token.form:
        return is_heading(token.form, noun.base)
    if token.kind not in {ADJECTIVE, GERUND}:
        return token.is_noun
    is_telling = rarities(TABLED).get(token.form, RARE) > COMMONEST and not token.form.endswith(("ed", "est"))
    return is_telling or is_heading(token.form, noun.base)


# --- English in context ---------------------------------------------------------------------------------


def _in_context(tokens: list[Token]) -> list[Token]:
    """The tokens with each kind settled by the words beside it."""
    for at, token in enumerate(tokens):
        if token.base:
            after = tokens[at + 1] if at + 1 < len(tokens) else _NOTHING
            tokens[at] = token._replace(kind=_settled(token, tokens[at - 1] if at else _NOTHING, after))
    return tokens


def _settled(token: Token, before: Token, after: Token) -> str:
    """The part of speech of a word between two others."""
    could_be = kinds(token.form)
    if token.form in _WHERE and (before.kind == VERB or before.is_noun) and not is_heading(before.form, token.form):
        return ADVERB
    if token.is_noun:
        return _noun_or_verb(token, before, after) if VERB in could_be or THIRD in could_be else token.kind
    is_given = before.form in _DETERMINERS or before.kind == ADJECTIVE or before.form == "of"
    may_end = not after.is_noun and after.kind != ADJECTIVE
    if token.kind in {VERB, THIRD} and (NOUN in could_be or PLURAL in could_be):
        return _verb_or_noun(token, before, after, is_given=is_given)
    if token.kind == GERUND:
        opens = before.kind == MARK or (before.kind == NOUN and NOUN in could_be)
        opens |= before.form in _DETERMINERS or before.form in _PREPOSITIONS
        return NOUN if opens and may_end and after.form not in _BEFORE_OBJECTS else GERUND
    if token.kind in {PAST, PARTICIPLE}:
        return ADJECTIVE if is_given and after.is_noun else token.kind
    is_named = token.kind == ADJECTIVE and may_end and (before.form in _DETERMINERS or before.form == "of")
    return (
        NOUN
        if is_named and NOUN in could_be and _is_thing(token.form) and after.form not in {"one", "ones"}
        else token.kind
    )


def _is_thing(form: str) -> bool:
    """Whether a word that is an adjective first of all is the name of a thing too: "siren", "cooperative", not "small"."""
    known = word(form)
    return known is not None and known.level > 1 and known.sort in (_THINGS if known.number != "m" else "u")


def _noun_or_verb(token: Token, before: Token, after: Token) -> str:
    """A noun, unless what stands beside it makes a verb of it: "they rent", "the board rents the hall"."""
    is_object = after.form in _BEFORE_OBJECTS
    if before.form in _BEFORE_VERBS and not (before.form == "to" and token.kind == PLURAL):
        return VERB
    if token.kind == NOUN:
        has_subject = before.kind == PLURAL and not after.is_noun
        return VERB if has_subject or (before.is_noun and after.form in _OBJECTS) else NOUN
    if before.is_noun or before.kind == NAME or before.form in {"which", "that"}:
        is_object |= (
            after.kind in {NOUN, PLURAL, ADJECTIVE, NAME} or after.form[:1].isdigit() or after.form in _AFTER_VERBS
        )
    elif before.kind != MARK:
        is_object = False
    return THIRD if is_object else PLURAL


def _verb_or_noun(token: Token, before: Token, after: Token, *, is_given: bool) -> str:
    """A verb, unless what stands beside it makes a noun of it: "the catch", "of rents"."""
    is_named = is_given or before.form in _PREPOSITIONS
    if not is_named or before.form in _BEFORE_VERBS or after.form in _BEFORE_OBJECTS:
        return token.kind
    return NOUN if token.kind == VERB else PLURAL
