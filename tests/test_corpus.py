"""How well the reader tells who says what on documents marked by hand: it may become better and not worse."""

import re
import sys

import pytest

from hsreport.check.record import check_record
from hsreport.render.html.page import render_html
from hsreport.render.style.tokens import HouseStyle
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
from attribution import CORPUS, Marked, Said, Score, f1, is_wrong, marked, means, name_of, report_on, score

FLOORS = {"attribution": 0.82, "statements": 0.88, "speakers": 0.91, "sessions": 0.85}
INVENTED = 5.5
"""At most so many statements in 100 are given to somebody who did not make them."""


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return [score(document) for document in marked([CORPUS])]


def test_there_are_as_many_documents_as_were_marked(scores: list[Score]) -> None:
    assert len(scores) == 46


@pytest.mark.parametrize("figure", FLOORS)
def test_it_reads_no_worse_than_before(scores: list[Score], figure: str) -> None:
    assert means(scores)[figure] >= FLOORS[figure]


def test_it_gives_no_more_to_the_wrong_person_than_before(scores: list[Score]) -> None:
    assert means(scores)["invented in 100"] <= INVENTED


def test_documents_in_other_languages_are_read_to_the_end() -> None:
    assert len([score(document) for document in marked([CORPUS / "languages"], "other")]) == 3


def test_every_line_of_the_marks_is_a_line_of_the_document() -> None:
    for document in marked([CORPUS, CORPUS / "languages"], "all"):
        lines = len(document.path.read_text(encoding="utf-8").splitlines())
        assert all(1 <= point["line"] <= lines for point in document.marks["points"]), document.name


@pytest.mark.slow
@pytest.mark.parametrize("document", [*marked([CORPUS])], ids=lambda document: document.name)
def test_every_reference_has_its_place(document: Marked, style: HouseStyle) -> None:
    report = report_on(document)
    assert [*check_record(report)] == []
    page = render_html(report, style).decode()
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))


@pytest.mark.parametrize(
    ("right", "found", "wanted", "figure"),
    [(0, 0, 0, 1.0), (0, 2, 0, 0.0), (0, 0, 3, 0.0), (2, 4, 2, 2 / 3), (3, 3, 3, 1.0)],
)
def test_the_mean_of_precision_and_recall(right: int, found: int, wanted: int, figure: float) -> None:
    assert f1(right, found, wanted) == pytest.approx(figure)


def test_a_family_name_alone_is_neither_right_nor_wrong() -> None:
    wanted = {3: {name_of("Jane Muster")}}
    assert not is_wrong(Said(3, name_of("Muster")), wanted)
    assert is_wrong(Said(3, name_of("Weaver")), wanted)
    assert is_wrong(Said(4, name_of("Jane Muster")), wanted)
    assert name_of("Müster, Jane") == name_of("jane muster")


def test_marks_lie_beside_their_documents() -> None:
    assert (CORPUS / "languages").is_dir()
    assert len(list(marked([CORPUS], half="b"))) == 0
    assert [document.name for document in marked([CORPUS], only="telecon")] == ["telecon-notes"]
