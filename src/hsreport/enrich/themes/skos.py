"""Vocabularies as SKOS (https://www.w3.org/TR/skos-reference/), in Turtle and RDF/XML; needs the extra `skos`.

What SKOS has no word for, such as weights and company, is written in properties of our own beside it, so that a
vocabulary comes back as it went. A vocabulary from elsewhere has its labels as terms: preferred, alternative, hidden.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from lxml import etree
from msgspec.structs import replace

from hsreport.enrich.themes.phrases import STEMMERS, samples, word_count
from hsreport.enrich.themes.vocabulary import Order, TermTable, ThemeTable, ThemeTerms, Vocabulary, amended
from hsreport.errors import SettingsError

FORMS = {".ttl": "turtle", ".rdf": "xml"}
"""The endings of files, and what rdflib calls their form."""
OWN = "urn:hsreport:vocabulary:"
"""The namespace of our own properties."""
SETTINGS = {"threshold": float, "weak": float, "session_title": float, "speaker": float, "hint": float, "gap": int}
"""The settings of a vocabulary that are numbers, and their kind."""


_Rdf = Any
"""Whatever rdflib has: the library is imported only where it is needed."""
_Fact = tuple[_Rdf, _Rdf, _Rdf]


def _rdflib() -> ModuleType:
    try:
        import rdflib
    except ImportError:
        raise SettingsError("SKOS needs the library rdflib", hint="pip install 'hsreport[skos]'") from None
    return rdflib


def as_skos(vocabulary: Vocabulary, form: str) -> str:
    """A vocabulary as SKOS: a concept scheme with a concept for each theme. The same text for the same vocabulary.

    `form` is a key of `FORMS`. Alternative labels are the terms that carry a theme without any condition.
    """
    rdf = _rdflib()
    skos, terms, own = rdf.SKOS, rdf.DCTERMS, rdf.Namespace(OWN)
    base = f"{OWN}{_slug(vocabulary.title)}:"
    scheme = rdf.URIRef(base.removesuffix(":"))
    facts: list[_Fact] = [
        (scheme, rdf.RDF.type, skos.ConceptScheme),
        (scheme, terms.title, rdf.Literal(vocabulary.title, lang=vocabulary.language)),
        (scheme, terms.language, rdf.Literal(vocabulary.language)),
        (scheme, own.order, rdf.Literal(str(vocabulary.order))),
        *((scheme, own[name], rdf.Literal(getattr(vocabulary, name))) for name in SETTINGS),
        *_listed(scheme, "unless", vocabulary.unless, rdf),
    ]
    for place, entry in enumerate(vocabulary.entries):
        concept = rdf.URIRef(base + entry.theme.id)
        facts += [(concept, rdf.RDF.type, skos.Concept), (concept, skos.inScheme, scheme)]
        facts += [(concept, own.place, rdf.Literal(place))]
        facts += [] if entry.theme.broader else [(scheme, skos.hasTopConcept, concept)]
        facts += _concept(entry, vocabulary, base, rdf)
    graph = rdf.Graph(bind_namespaces="none")
    for prefix, names in (("rdf", rdf.RDF), ("xsd", rdf.XSD), ("skos", skos), ("dcterms", terms), ("hs", own)):
        graph.bind(prefix, names)
    for fact in facts:
        graph.add(fact)
    text = str(graph.serialize(format=FORMS[form]))
    return _in_order(text) if form == ".rdf" else text


def _in_order(text: str) -> str:
    """RDF/XML with its elements sorted: rdflib writes them as they come."""
    root = etree.fromstring(text.encode())
    for each in root:
        each[:] = sorted(each, key=etree.tostring)
    root[:] = sorted(root, key=lambda each: sorted(each.attrib.values()))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def _concept(entry: ThemeTerms, vocabulary: Vocabulary, base: str, rdf: _Rdf) -> Iterable[_Fact]:
    skos, own, theme = rdf.SKOS, rdf.Namespace(OWN), entry.theme
    concept = rdf.URIRef(base + theme.id)
    yield concept, skos.prefLabel, rdf.Literal(theme.label, lang=vocabulary.language)
    if theme.scope:
        yield concept, skos.scopeNote, rdf.Literal(theme.scope, lang=vocabulary.language)
    if theme.broader:
        yield concept, skos.broader, rdf.URIRef(base + theme.broader)
        yield rdf.URIRef(base + theme.broader), skos.narrower, concept
    for other in theme.see_also:
        yield concept, skos.related, rdf.URIRef(base + other)
    yield from _listed(concept, "see_also", theme.see_also, rdf)
    yield from _listed(concept, "unless", entry.unless, rdf)
    for label in _plain_labels(entry, vocabulary.threshold):
        yield concept, skos.altLabel, rdf.Literal(label, lang=vocabulary.language)
    for number, term in enumerate(entry.terms):
        node = rdf.URIRef(f"{base}{theme.id}:{number}")
        yield concept, own["term"], node
        yield node, own.words, rdf.Literal(term.words)
        yield node, own.weight, rdf.Literal(float(term.weight))
        yield node, own.place, rdf.Literal(number)
        yield from _listed(node, "company", term.company, rdf)
        yield from _listed(node, "unless", term.unless, rdf)


def _listed(subject: _Rdf, name: str, texts: Sequence[str], rdf: _Rdf) -> Iterable[_Fact]:
    """A property of our own that holds texts in their order, one a line."""
    if texts:
        yield subject, rdf.Namespace(OWN)[name], rdf.Literal("\n".join(texts))


def _plain_labels(entry: ThemeTerms, threshold: float) -> Iterable[str]:
    """The terms that carry a theme alone, spelled out, but for the label itself and for openings of words."""
    free = (term for term in entry.terms if term.weight >= threshold and not term.company and not term.unless)
    labels = (label for term in free if "*" not in term.words for label in samples(term.words))
    return (label for label in dict.fromkeys(labels) if label.casefold() != entry.theme.label.casefold())


# --- Reading ------------------------------------------------------------------------------------------


def parse_skos(data: bytes, file: str, form: str) -> Vocabulary:
    """The vocabulary in a SKOS file; `file` is its name for messages.

    Of several languages, the one of the scheme is read, else English, else the one with the most labels. Raises
    `SettingsError` for what cannot be read, and for a file without concepts.
    """
    rdf = _rdflib()
    graph = rdf.Graph()
    try:
        graph.parse(data=data, format=FORMS[form])
    except Exception as wrong:  # each of rdflib's parsers has exceptions of its own
        raise SettingsError(f"no SKOS: {str(wrong).splitlines()[0]}", file=file) from None
    reader = _Reader(graph, rdf)
    if not reader.concepts:
        raise SettingsError(
            "it has no concept with a label", file=file, hint="it should be SKOS: skos:Concept, prefLabel"
        )
    return amended(reader.settings(), reader.tables(), file)


class _Reader:
    """A graph read as a vocabulary."""

    def __init__(self, graph: _Rdf, rdf: _Rdf) -> None:
        self._graph, self._rdf, self._own = graph, rdf, rdf.Namespace(OWN)
        self._scheme = min(graph.subjects(rdf.RDF.type, rdf.SKOS.ConceptScheme), default=None)
        self.language = self._language()
        found = (each for each in graph.subjects(rdf.RDF.type, rdf.SKOS.Concept) if self._labels(each, "prefLabel"))
        self.concepts = sorted(set(found), key=self._place)
        self._ids = self._identifiers()

    def settings(self) -> Vocabulary:
        """The vocabulary without its themes."""
        title = str(self._graph.value(self._scheme, self._rdf.DCTERMS.title) or "") if self._scheme else ""
        given = {name: self._number(name, kind) for name, kind in SETTINGS.items()}
        known = {name: value for name, value in given.items() if value is not None}
        order = self._graph.value(self._scheme, self._own.order) if self._scheme else None
        vocabulary = Vocabulary(title or "Vocabulary", (), self.language, unless=self._texts(self._scheme, "unless"))
        return replace(vocabulary, **known, order=Order(str(order)) if order else Order.FILE)

    def tables(self) -> list[ThemeTable]:
        """The themes as a file would have them."""
        return [self._table(each) for each in self.concepts]

    def _number(self, name: str, kind: type[float]) -> float | None:
        value = self._graph.value(self._scheme, self._own[name]) if self._scheme else None
        return kind(value) if value is not None else None

    def _language(self) -> str:
        said = self._graph.value(self._scheme, self._rdf.DCTERMS.language) if self._scheme else None
        if said is not None and str(said).partition("-")[0] in STEMMERS:
            return str(said)
        counted = Counter(label.language for label in self._graph.objects(None, self._rdf.SKOS.prefLabel))
        known = [each for each in counted if each and each.partition("-")[0] in STEMMERS]
        return min(known, key=lambda each: (not each.startswith("en"), -counted[each], each), default="en")

    def _labels(self, concept: _Rdf, kind: str) -> list[str]:
        """The labels of a concept in the language that is read, or without any."""
        labels = self._graph.objects(concept, self._rdf.SKOS[kind])
        return sorted(str(each) for each in labels if each.language in (self.language, None))

    def _texts(self, subject: _Rdf, name: str) -> tuple[str, ...]:
        found = self._graph.value(subject, self._own[name]) if subject is not None else None
        return tuple(str(found).split("\n")) if found is not None else ()

    def _place(self, concept: _Rdf) -> tuple[int, str, str]:
        """Where a concept stands: by our own number, else by its notation, else by its label."""
        place = self._graph.value(concept, self._own.place)
        notation = str(self._graph.value(concept, self._rdf.SKOS.notation) or "")
        return (int(place) if place is not None else 0), notation, self._labels(concept, "prefLabel")[0]

    def _is_ours(self, concept: _Rdf) -> bool:
        """Whether a concept was written by `as_skos`."""
        return self._graph.value(concept, self._own.place) is not None

    def _identifiers(self) -> dict[_Rdf, str]:
        """An id for each concept: the end of its address if that is a word, else its label; each once."""
        ids: dict[_Rdf, str] = {}
        for concept in self.concepts:
            end = re.split(r"[#/:]", str(concept))[-1]
            wanted = end if re.fullmatch("[a-z][a-z0-9-]*", end) else _slug(self._labels(concept, "prefLabel")[0])
            times = sum(each == wanted or each.startswith(f"{wanted}-x") for each in ids.values())
            ids[concept] = f"{wanted}-x{times}" if times else wanted
        return ids

    def _table(self, concept: _Rdf) -> ThemeTable:
        skos = self._rdf.SKOS
        above = {*self._graph.objects(concept, skos.broader), *self._graph.subjects(skos.narrower, concept)}
        notes = self._labels(concept, "scopeNote") or self._labels(concept, "definition")
        return ThemeTable(
            self._ids[concept],
            self._labels(concept, "prefLabel")[0],
            notes[0] if notes else "",
            next((self._ids[each] for each in self.concepts if each in above - {concept}), ""),
            self._see_also(concept),
            tuple(self._terms(concept)),
            unless=self._texts(concept, "unless"),
        )

    def _see_also(self, concept: _Rdf) -> tuple[str, ...]:
        """The related concepts: in one direction where we wrote the file, in both where others did."""
        if self._is_ours(concept):
            return self._texts(concept, "see_also")
        related = self._rdf.SKOS.related
        found = {*self._graph.objects(concept, related), *self._graph.subjects(related, concept)}
        return tuple(self._ids[each] for each in self.concepts if each in found - {concept})

    def _terms(self, concept: _Rdf) -> list[TermTable]:
        """The terms as we wrote them, or the labels that others did."""
        own = self._own
        nodes = sorted(
            self._graph.objects(concept, own["term"]), key=lambda each: int(self._graph.value(each, own.place))
        )
        if self._is_ours(concept):
            return [
                TermTable(
                    str(self._graph.value(node, own.words)),
                    float(self._graph.value(node, own.weight)),
                    self._texts(node, "company"),
                    self._texts(node, "unless"),
                )
                for node in nodes
            ]
        labels = (label for kind in ("prefLabel", "altLabel", "hiddenLabel") for label in self._labels(concept, kind))
        return [TermTable(words) for words in dict.fromkeys(map(_as_term, labels)) if word_count(words)]


def _as_term(label: str) -> str:
    """A label without what would be a mark in a term, and without a qualifier in parentheses."""
    return " ".join(re.sub(r"\([^()]*\)|\.{3}|[=*|…]", " ", label).split())


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"t-{text}".casefold()).strip("-").removeprefix("t-") or "t"
