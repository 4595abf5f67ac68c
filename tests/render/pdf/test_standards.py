"""Every built-in style by the validator, at both standards; and that the validator sees what is wrong."""

from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest

from hsreport.errors import SourceError
from hsreport.model import Report
from hsreport.render.pdf.attachments import attachments_of
from hsreport.render.pdf.book import Attachment, render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style, style_names
from hsreport.values import Standard
from tests.command import hsreport
from tests.render.pdf.vera import broken_rules

PROFILES = {Standard.UA_1: ("PDFUA-1", "PDFA-3A"), Standard.UA_2: ("PDFUA-2-ISO32005", "PDFA-4F")}
RECORD = (
    Attachment("Zusammenfassung ä.txt", b"as\r\nreceived \xff\x00", "The summary"),
    Attachment("report.json", b"{}", "The model", "Data"),
)


def _styles(folder: Path) -> dict[str, HouseStyle]:
    """Every built-in style, and one that has all a style may have."""
    crest = folder / "crest.svg"
    crest.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
    full = msgspec.structs.replace(
        load_style("ministry"),
        organization="Ministry of Rivers",
        logo=str(crest),
        banner="FOR OFFICIAL USE",
        watermark="DRAFT",
        point_numbers=False,
    )
    turned = msgspec.structs.replace(full, parts=(*full.parts[::-1], "charts", "participants"), participants="session")
    return {name: load_style(name) for name in style_names()} | {"full": full, "turned": turned}


@pytest.mark.slow
@pytest.mark.parametrize("standard", Standard)
def test_every_style_keeps_both_standards(standard: Standard, make_report, tmp_path: Path):
    report = make_report(2)
    pdfs = {
        f"{name}.pdf": render_pdf(report, style, standard=standard, attachments=RECORD).data
        for name, style in _styles(tmp_path).items()
    }
    assert broken_rules(pdfs, PROFILES[standard], tmp_path) == set()


def test_a_report_with_next_to_nothing_in_it_keeps_them_too(bare_report: Report, style: HouseStyle, tmp_path: Path):
    for standard, profiles in PROFILES.items():
        bare = {"bare.pdf": render_pdf(bare_report, style, standard=standard, attachments=RECORD).data}
        assert broken_rules(bare, profiles, tmp_path) == set()


def test_the_validator_sees_what_is_wrong(report: Report, style: HouseStyle, tmp_path: Path):
    with pikepdf.open(BytesIO(render_pdf(report, style).data)) as pdf:
        del pdf.Root.Lang
        pdf.save(tmp_path / "mute.pdf")
    found = broken_rules({"mute.pdf": (tmp_path / "mute.pdf").read_bytes()}, ["PDFUA-1"], tmp_path)
    assert {each.pdf for each in found if each.rule.startswith("7.2-")} == {"mute.pdf"}


@pytest.mark.parametrize("standard", Standard)
def test_what_is_attached_comes_back_byte_for_byte(standard: Standard, report: Report, style: HouseStyle):
    data = render_pdf(report, style, standard=standard, attachments=RECORD).data
    found = {each.name: each.data for each in attachments_of(data, "x.pdf")}
    assert found == {each.name: each.data for each in RECORD}
    with pikepdf.open(BytesIO(data)) as pdf:
        related = {str(each.AFRelationship) for each in pdf.Root.AF}
        assert related == {"/Source", "/Data"}
        assert pdf.pdf_version == {Standard.UA_1: "1.7", Standard.UA_2: "2.0"}[standard]
    assert data == render_pdf(report, style, standard=standard, attachments=RECORD).data


@pytest.mark.parametrize(("data", "message"), [(b"%PDF", "no PDF that can be opened"), (None, "no file is attached")])
def test_what_gives_nothing_back_is_refused(data, message: str, bare_report: Report, style: HouseStyle):
    with pytest.raises(SourceError, match=message):
        attachments_of(data or render_pdf(bare_report, style).data, "x.pdf")


def test_the_command_gives_back_the_record(seed: Path, tmp_path: Path):
    built = hsreport("build", seed, "-f", "pdf", "--pdf-standard", "ua-2+a-4f", "-q", cwd=tmp_path)
    assert built.returncode == 0
    done = hsreport("extract", f"build/{seed.stem}.pdf", "-o", "record", cwd=tmp_path)
    assert done.stdout.split() == ["record/report.json", f"record/{seed.name}"]
    assert (tmp_path / "record" / seed.name).read_bytes() == seed.read_bytes()
    shown = hsreport("show", seed, "--format", "json").stdout
    assert (tmp_path / "record" / "report.json").read_text(encoding="utf-8") == shown
    again = hsreport("extract", f"build/{seed.stem}.pdf", "-o", "record", cwd=tmp_path)
    assert (again.returncode, "it is there already" in again.stderr) == (1, True)
