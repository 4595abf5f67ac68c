"""Vocabularies go to SKOS and come back, and those from elsewhere are read, by the real library."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SKOS

from hsreport.config import load_vocabulary
from hsreport.enrich.themes.skos import FORMS, as_skos, parse_skos
from hsreport.enrich.themes.vocabulary import Order, Term, builtin_names, builtin_vocabulary, parse_vocabulary
from hsreport.entries import Theme
from hsreport.errors import SettingsError
from tests.command import hsreport

SMALL = parse_vocabulary(
    """
title = "Häfen & ports"
language = "de"
order = "label"
gap = 5
threshold = 0.8
unless = ["Hafen der Ehe", "Fischer Verlag"]
[[theme]]
id = "scheme"
label = "Hafen"
scope = "Häfen."
see_also = ["schiff", "meer"]
terms = ["Hafen", "Kai|Mole ... lang", { words = "Becken", weight = 0.9, company = ["Wasser", "Schiff"], unless = ["Gehirn"] }]
unless = ["Hafenkäse"]
[[theme]]
id = "schiff"
label = "Schiff"
broader = "scheme"
terms = ["Schiff*"]
[[theme]]
id = "meer"
label = "Meer"
""",
    "test.toml",
)
FOREIGN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/thesaurus/> .
ex:c_12 a skos:Concept ; skos:prefLabel "Fisheries"@en, "Pêche"@fr ; skos:notation "02" ;
  skos:altLabel "Fishing (marine)"@en, "=stocks*|..."@en, "(...)"@en ; skos:hiddenLabel "Fischerei"@de ;
  skos:definition "Catching fish."@en ; skos:related ex:Law .
ex:Law a skos:Concept ; skos:prefLabel "Law of the sea"@en ; skos:notation "01" ; skos:narrower ex:straits .
ex:straits a skos:Concept ; skos:prefLabel "Straits"@en .
ex:more a skos:Concept ; skos:prefLabel "Détroits"@fr .
<https://example.org/other#straits> a skos:Concept ; skos:prefLabel "Narrows" .
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("vocabulary", [SMALL, *map(builtin_vocabulary, builtin_names())], ids=lambda each: each.title)
def test_a_vocabulary_comes_back_as_it_went(vocabulary, form: str) -> None:
    assert parse_skos(as_skos(vocabulary, form).encode(), "x", form) == vocabulary


def test_what_others_see_is_skos() -> None:
    graph = rdflib.Graph().parse(data=as_skos(SMALL, ".ttl"), format="turtle")
    label = {str(graph.value(each, SKOS.prefLabel)): each for each in graph.subjects(RDF.type, SKOS.Concept)}
    assert set(label) == {"Hafen", "Schiff", "Meer"}
    assert (label["Hafen"], SKOS.related, label["Meer"]) in graph
    assert (label["Schiff"], SKOS.broader, label["Hafen"]) in graph
    assert (label["Hafen"], SKOS.narrower, label["Schiff"]) in graph
    assert sorted(map(str, graph.objects(label["Hafen"], SKOS.altLabel))) == ["Kai lang", "Mole lang"]
    top = {graph.value(each, SKOS.prefLabel) for each in graph.objects(None, SKOS.hasTopConcept)}
    assert {str(each) for each in top} == {"Hafen", "Meer"}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_whatever_the_run(form: str) -> None:
    code = f"""
from hsreport.enrich.themes.skos import as_skos
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
print(as_skos(builtin_vocabulary("human-security"), {form!r}))
"""
    texts = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }
    assert len(texts) == 1


def test_a_thesaurus_from_elsewhere() -> None:
    vocabulary = parse_skos(FOREIGN.encode(), "x.ttl", ".ttl")
    assert (vocabulary.title, vocabulary.language, vocabulary.order) == ("Vocabulary", "en", Order.FILE)
    assert vocabulary.themes == (
        Theme("straits", "Narrows"),
        Theme("straits-x1", "Straits", broader="law-of-the-sea"),
        Theme("law-of-the-sea", "Law of the sea", see_also=("fisheries",)),
        Theme("fisheries", "Fisheries", "Catching fish.", "", ("law-of-the-sea",)),
    )
    assert vocabulary.entries[3].terms == (Term("Fisheries"), Term("stocks"), Term("Fishing"))


def test_the_language_with_most_labels_where_none_is_english() -> None:
    turtle = (
        FOREIGN.split("ex:c_12", maxsplit=1)[0] + 'ex:a a skos:Concept ; skos:prefLabel "Pêche"@fr, "Visserij"@nl .\n'
    )
    turtle += 'ex:b a skos:Concept ; skos:prefLabel "Zee"@nl .'
    vocabulary = parse_skos(turtle.encode(), "x.ttl", ".ttl")
    assert (vocabulary.language, [theme.label for theme in vocabulary.themes]) == ("nl", ["Visserij", "Zee"])


@pytest.mark.parametrize(
    ("data", "form", "message"),
    [("<<<", ".ttl", "no SKOS: "), ("{", ".rdf", "no SKOS: "), ("", ".ttl", "it has no concept with a label")],
)
def test_what_is_no_skos_is_refused(data: str, form: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as wrong:
        parse_skos(data.encode(), f"x{form}", form)
    assert wrong.value.file == f"x{form}"


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(SettingsError, match="SKOS needs the library rdflib") as wrong:
        as_skos(SMALL, ".ttl")
    assert wrong.value.hint == "pip install 'hsreport[skos]'"


def test_files_are_read_by_their_ending_and_written_by_show(tmp_path: Path) -> None:
    (tmp_path / "base.ttl").write_text(FOREIGN, encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(
        'title = "Own"\nextends = "base.ttl"\n[[theme]]\nid = "fisheries"\nterms = ["cod"]', encoding="utf-8"
    )
    assert load_vocabulary(str(own)).entries[3].terms[-1] == Term("cod")
    for form, ending in (("turtle", ".ttl"), ("rdf", ".rdf")):
        done = hsreport("themes", "show", own, "--format", form)
        file = tmp_path / f"again{ending}"
        file.write_text(done.stdout, encoding="utf-8")
        assert load_vocabulary(str(file)) == load_vocabulary(str(own))
