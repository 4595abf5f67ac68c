"""Which themes a document gets where none are named, and what the author settles of them."""

from collections.abc import Sequence

import pytest

from hsreport import Report, builtin_vocabulary, enrich, parse
from hsreport.config import Config, vocabulary_of
from hsreport.enrich.themes.vocabulary import Order, ThemeTable, Vocabulary, amended, parse_vocabulary
from hsreport.errors import SettingsError
from hsreport.read.source import source_from_bytes

SAID = (
    "The tenant pays the rent in advance, and the rents rise.",
    "A deposit is a rent that is paid twice.",
    "Postal stamps prove when a tenant came.",
    "Rent control failed where the tribunal slept.",
    "The deposit is held by the landlord.",
)
HUMAN = (
    "Landmines kill farmers, and refugees flee.",
    "Health care for refugees needs aid.",
    "Terrorism feeds on poverty and human rights abuse.",
    "Women and children need education.",
    "Small arms spread, and conflict prevention fails.",
    "Peacekeeping needs humanitarian aid and disarmament.",
    "Poverty reduction needs trade.",
    "HIV/AIDS is a threat to human rights and to development.",
)


def report(
    said: Sequence[str],
    *tables: ThemeTable,
    vocabulary: str = "auto",
    title: str = "Many Things",
    order: Order | None = None,
) -> Report:
    lines = [f"Symposium on {title}", "", "Session 1: Opening", "", "Speaker: Ana Kay", "", "(1) Ana Kay", ""]
    source = source_from_bytes("\n".join([*lines, *(f"-- {text}\n" for text in said)]).encode(), "x.txt")
    config = Config(vocabulary=vocabulary, theme=tables, order=order)
    return enrich(parse(source), source.record, vocabulary_of(config))


def labels(made: Report) -> list[str]:
    return [entry.theme.label for entry in made.appendix]


def told(made: Report) -> list[str]:
    return [each.message for each in made.findings if each.code in {"HS404", "HS405"}]


# --- The choice ---------------------------------------------------------------------------------------


def test_a_vocabulary_that_fits_is_used_alone_and_a_finding_says_so() -> None:
    made = report(HUMAN)
    assert told(made) == ["themes are those of a vocabulary that fits: Human security"]
    assert made.assignments == report(HUMAN, vocabulary="human-security").assignments


def test_one_that_does_not_fit_is_not_used_and_the_finding_names_what_was_found() -> None:
    made = report(SAID)
    assert "Rent" in labels(made)
    assert told(made)[0].startswith("no vocabulary fits, so the themes are subjects found in the text itself: “")


def test_a_single_word_of_another_subject_does_not_bring_its_vocabulary() -> None:
    assert told(report([*SAID, "A nurse spoke of health and of women."]))[0].startswith("no vocabulary fits")


def test_a_short_text_that_names_the_subject_gets_its_vocabulary() -> None:
    assert told(report(HUMAN[:2], title="Human Security")) == [
        "themes are those of a vocabulary that fits: Human security"
    ]
    assert told(report(HUMAN[:2]))[0].startswith("no vocabulary fits")
    assert told(report(SAID, title="Human Security"))[0].startswith("no vocabulary fits")


def test_a_vocabulary_that_is_named_is_used_whatever_the_text() -> None:
    made = report(SAID, vocabulary="human-security")
    assert told(made) == []
    assert {each.theme for each in made.assignments} <= {
        theme.id for theme in builtin_vocabulary("human-security").themes
    }


def test_a_vocabulary_may_be_laid_over_what_is_chosen() -> None:
    own = parse_vocabulary(
        'title = "T"\nextends = "auto"\n[[theme]]\nid = "x"\nlabel = "X"\nterms = ["stamp"]', "t.toml"
    )
    assert isinstance(own, Vocabulary)
    source = source_from_bytes(
        ("Session 1: Rain\n\nSpeaker: Ana Kay\n\n(1) Ana Kay\n\n-- " + "\n\n-- ".join(SAID)).encode(), "x.txt"
    )
    assert {"X", "Rent"} <= set(labels(enrich(parse(source), source.record, own)))


# --- What the author settles --------------------------------------------------------------------------


def test_found_themes_are_renamed_merged_split_dropped_and_put_in_order() -> None:
    assert {"Rent", "Deposits", "Postal stamps"} <= set(labels(report(SAID)))
    tables = (
        ThemeTable("deposits", label="Money down", merges=("postal-stamps",)),
        ThemeTable("rent", unless=("rent control",)),
        ThemeTable("control", label="Rent control", terms=("rent control",)),
        ThemeTable("landlords", dropped=True),
    )
    made = report(SAID, *tables, order=Order.FILE)
    assert labels(made)[:3] == ["Money down", "Rent", "Rent control"]
    assert not {"Postal stamps", "Deposits", "Landlords"} & set(labels(made))
    points = {entry.theme.id: [each.locator.number for each in entry.extracts] for entry in made.appendix}
    assert (points["deposits"], points["control"]) == ([2, 3, 5], [4])
    assert 4 not in points["rent"]


def test_what_concerns_another_document_does_not_matter() -> None:
    tables = (
        ThemeTable("glaciers", label="Ice"),
        ThemeTable("snow", dropped=True),
        ThemeTable("rent", merges=("fog",)),
    )
    assert labels(report(SAID, *tables)) == labels(report(SAID))


def test_what_is_laid_over_a_vocabulary_that_fits() -> None:
    made = report(HUMAN, ThemeTable("health", label="Medicine"), ThemeTable("trade", dropped=True))
    assert "Medicine" in labels(made)
    assert "trade" not in {each.theme for each in made.assignments}


def test_a_named_vocabulary_is_merged_too_and_refuses_what_it_has_not() -> None:
    base = builtin_vocabulary("human-security")
    merged = amended(base, [ThemeTable("aid", merges=("trade",))], "t.toml")
    aid = next(entry for entry in merged.entries if entry.theme.id == "aid")
    trade = next(entry for entry in base.entries if entry.theme.id == "trade")
    assert {term.words for term in trade.terms} <= {term.words for term in aid.terms}
    assert "trade" not in {each for theme in merged.themes for each in (theme.id, theme.broader, *theme.see_also)}
    with pytest.raises(SettingsError, match="merges “trad”, which is no theme"):
        amended(base, [ThemeTable("aid", merges=("trad",))], "t.toml")
