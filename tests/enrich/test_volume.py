"""Several reports as one: who is the same person in them, and that the one index says all that the single ones say."""

import tomllib
from itertools import chain, combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsreport.build import report_of
from hsreport.enrich.people.across import AuthorityEntry, across
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.enrich.volume import labels_of, volume_of
from hsreport.entries import CrossReference, CumulativeEntry, IndexEntry
from hsreport.model import Contribution, Report, Volume
from hsreport.read.source import source_from_bytes
from hsreport.render.text.people import authority_text

WORDS = "schools must open again", "refugees need doctors", "rents doubled in the city", "the treaty bans landmines"
PEOPLE = tuple(
    f"{name}{', ' * bool(place)}{place}"
    for name in ("John Smith", "J. Smith", "Jon Smith", "Joan Smith", "Amartya K. Sen", "Amartya Sen", "Sadako Ogata")
    for place in ("", "World Bank", "Institute of Ports, Bergen")
)


def report(year: int, *people: str) -> Report:
    roster = "".join(f"Panelist: {person}\n" for person in people)
    said = (f"{person.partition(',')[0]}:\n- In {year} {WORDS[at % 4]}.\n\n" for at, person in enumerate(people))
    text = f"Forum on Cities\n2 March {year}\n\nSession 1: Housing\n\n{roster}\n{''.join(said)}"
    return report_of(source_from_bytes(text.encode(), f"{year}.txt"), builtin_vocabulary("human-security"))


def bound(*reports: Report, authority: tuple[AuthorityEntry, ...] = ()) -> Volume:
    labels = labels_of([("forum", each) for each in reports])
    titles = [Contribution(label, label, each) for label, each in zip(labels, reports, strict=True)]
    return volume_of("Forums", titles, authority)


def headings(volume: Volume) -> list[str]:
    return [entry.heading for entry in volume.index if isinstance(entry, CumulativeEntry)]


def said_in(entry: CumulativeEntry) -> set[tuple[str, str, str]]:
    return {
        (citation.report, line.text, locator.anchor)
        for line in entry.lines
        for citation in line.citations
        for locator in citation.locators
    }


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True), min_size=1, max_size=4))
def test_the_cumulative_index_is_the_union_of_the_single_ones(casts: list[list[str]]) -> None:
    volume = bound(*(report(2001 + at, *cast) for at, cast in enumerate(casts)))
    cumulative = [said_in(entry) for entry in volume.index if isinstance(entry, CumulativeEntry)]
    single = [
        {
            (each.label, line.text, each.prefix + locator.anchor)
            for line in entry.subentries
            for locator in line.locators
        }
        for each in volume.contributions
        for entry in each.report.speaker_index
        if isinstance(entry, IndexEntry)
    ]
    assert set(chain.from_iterable(cumulative)) == set(chain.from_iterable(single))
    # Whole: what one index says of somebody is under one heading of the volume, and of each report there is one at most.
    for one in single:
        assert sum(one <= entry for entry in cumulative) >= 1
    anchors = [entry.anchor for entry in volume.index if isinstance(entry, CumulativeEntry)]
    assert len(set(anchors)) == len(anchors)
    assert {entry.anchor for entry in volume.index if isinstance(entry, CrossReference)} <= set(anchors)


TOGETHER = {
    "the same name": ("John Smith, World Bank", "John Smith, World Bank"),
    "one without affiliation": ("John Smith", "John Smith, World Bank"),
    "accents": ("José Pérez, World Bank", "Jose Perez, World Bank"),
    "a middle name": ("Amartya K. Sen", "Amartya Sen"),
    "an initial, one affiliation": ("J. Smith, World Bank", "John Smith, World Bank"),
    "a slip, one affiliation": ("Sadako Ogata, World Bank", "Sadako Ogata, World Bank"),
    "an office that ended": ("Sadako Ogata, High Commissioner for Refugees", "Sadako Ogata, Former High Commissioner for Refugees"),
}  # fmt: skip
APART = {
    "other affiliations": ("John Smith, World Bank", "John Smith, Institute of Ports"),
    "an initial without affiliation": ("J. Smith", "John Smith, World Bank"),
    "a slip without affiliation": ("Sadako Ogata", "Sadaka Ogata, World Bank"),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_one_person(case: str) -> None:
    volume = bound(*(report(2001 + at, person) for at, person in enumerate(TOGETHER[case])))
    assert len(headings(volume)) == 1
    assert not volume.findings


@pytest.mark.parametrize("case", APART)
def test_who_is_doubtful_stays_apart(case: str) -> None:
    volume = bound(*(report(2001 + at, person) for at, person in enumerate(APART[case])))
    assert len(headings(volume)) == 2
    (found,) = volume.findings
    assert found.code == "HS601"
    assert all(label in found.message for label in ("(2001)", "(2002)"))


def test_an_initial_that_fits_two_is_nobodys() -> None:
    volume = bound(
        report(2001, "John Smith, World Bank"),
        report(2002, "James Smith, World Bank"),
        report(2003, "J. Smith, World Bank"),
    )
    assert headings(volume) == ["Smith, J.", "Smith, James", "Smith, John"]
    assert [each.message for each in volume.findings] == [
        "“J. Smith” (2003) could be “John Smith” (2001) or “James Smith” (2002); they have entries of their own"
    ]


def test_people_of_one_family_are_never_one() -> None:
    volume = bound(report(2001, "John Smith, World Bank"), report(2002, "Anna Smith, World Bank"))
    assert headings(volume) == ["Smith, Anna", "Smith, John"]
    assert not volume.findings


def test_affiliations_that_differ_tell_their_reports() -> None:
    one = report(2001, "Sadako Ogata, High Commissioner for Refugees")
    two = report(2002, "Sadako Ogata, Former High Commissioner for Refugees")
    (entry,) = (entry for entry in bound(one, two).index if isinstance(entry, CumulativeEntry))
    assert entry.affiliation == "High Commissioner for Refugees (2001); Former High Commissioner for Refugees (2002)"


def test_themes_are_drawn_together_and_sessions_are_not() -> None:
    volume = bound(report(2001, "John Smith"), report(2002, "John Smith"))
    (entry,) = (entry for entry in volume.index if isinstance(entry, CumulativeEntry))
    lines = [(line.text, [citation.report for citation in line.citations]) for line in entry.lines]
    assert lines[:2] == [("Session 1, panelist", ["2001"]), ("Session 1, panelist", ["2002"])]
    assert ("Education", ["2001", "2002"]) in lines
    (theme,) = (each for each in volume.themes if each.theme.label == "Education")
    assert [(each.report, each.times, [voice.text for voice in each.voices]) for each in theme.reports] == [
        ("2001", 1, ["John Smith"]), ("2002", 1, ["John Smith"]),
    ]  # fmt: skip


def test_labels_are_years_or_names_each_once() -> None:
    undated = report_of(
        source_from_bytes(b"Notes\n\nAnn Wu: Nets tear.\n", "x.txt"), builtin_vocabulary("human-security")
    )
    reports = [
        ("spring", report(2001, "Ann Wu")),
        ("autumn", report(2001, "Ann Wu")),
        ("notes", undated),
        ("notes", undated),
    ]
    assert labels_of(reports) == ["2001", "2001a", "notes", "notesa"]


def test_prefixes_never_meet() -> None:
    labels = ("2003", "2003 a", "2003-A", "20", "03-point")
    prefixes = [Contribution(label, "", report(2001, "Ann Wu")).prefix for label in labels]
    assert not [pair for pair in combinations(set(prefixes), 2) if pair[0].startswith(pair[1])]


# --- The authority file -------------------------------------------------------------------------------


def test_the_authority_file_brings_together() -> None:
    reports = report(2001, "John Smith, World Bank"), report(2002, "Jack Smythe, Institute of Ports")
    entry = AuthorityEntry("John Smith", also=("Jack Smythe",), affiliation="Ports Commission")
    volume = bound(*reports, authority=(entry,))
    assert headings(volume) == ["Smith, John"]
    assert ("Smythe, Jack", "Smith, John") in {
        (each.heading, each.see) for each in volume.index if isinstance(each, CrossReference)
    }
    (found,) = (each for each in volume.index if isinstance(each, CumulativeEntry))
    assert found.affiliation == "Ports Commission"
    assert not volume.findings


def test_the_authority_file_keeps_apart() -> None:
    reports = report(2001, "John Smith"), report(2002, "John Smith")
    entry = AuthorityEntry("John Smith", distinct_from=("2002: John Smith",))
    assert len(headings(bound(*reports, authority=(entry,)))) == 2
    assert not bound(*reports, authority=(entry,)).findings


def test_an_entry_that_names_a_report_comes_first() -> None:
    reports = report(2001, "John Smith"), report(2002, "John Smith"), report(2003, "John Smith")
    entries = AuthorityEntry("John Smith"), AuthorityEntry("John R. Smith", also=("2002: John Smith",))
    volume = bound(*reports, authority=entries)
    assert headings(volume) == ["Smith, John", "Smith, John R."]
    assert {report for report, _, _ in said_in(volume.index[1])} == {"2002"}


def test_an_entry_for_nobody_is_a_finding() -> None:
    volume = bound(report(2001, "John Smith"), authority=(AuthorityEntry("Joan Smith"),))
    assert [each.code for each in volume.findings] == ["HS602"]


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True), min_size=1, max_size=4))
def test_a_first_authority_file_changes_nothing(casts: list[list[str]]) -> None:
    reports = [report(2001 + at, *cast) for at, cast in enumerate(casts)]
    before = bound(*reports)
    people, _ = across([(each.label, each.report) for each in before.contributions])
    tables = tomllib.loads(authority_text(people)).get("person", [])
    after = bound(*reports, authority=tuple(msgspec.convert(tables, list[AuthorityEntry])))
    assert headings(after) == headings(before)
    assert {each.code for each in after.findings} <= {"HS601"}
    assert [set(said_in(entry)) for entry in after.index if isinstance(entry, CumulativeEntry)] == [
        set(said_in(entry)) for entry in before.index if isinstance(entry, CumulativeEntry)
    ]


@pytest.mark.parametrize(("choice", "count"), [("They are one person:", 1), ("They are not:", 2)])
@pytest.mark.parametrize("case", APART)
def test_either_choice_of_a_first_authority_file_settles_it(case: str, choice: str, count: int) -> None:
    reports = [report(2001 + at, person) for at, person in enumerate(APART[case])]
    people, _ = across([(str(2001 + at), each) for at, each in enumerate(reports)])
    chosen = authority_text(people).partition(f"# {choice}\n")[2].partition("\n# They")[0]
    tables = tomllib.loads(chosen.replace("# ", ""))["person"]
    volume = bound(*reports, authority=tuple(msgspec.convert(tables, list[AuthorityEntry])))
    assert len(headings(volume)) == count
    assert not volume.findings
