"""`hsreport new`: a starter that reads as it should."""

from pathlib import Path

from hsreport import parse, read_source
from tests.command import hsreport


def test_the_starter_reads_without_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "summary.txt"
    done = hsreport("new", str(path))
    assert (done.returncode, done.stdout.strip()) == (0, str(path))
    symposium = parse(read_source(path))
    assert symposium.findings == ()
    assert [session.id for session in symposium.sessions] == ["1", "concluding"]
    assert [each.role for each in symposium.sessions[0].roster] == ["moderator", "lead-off", "speaker"]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "summary.txt"
    path.write_text("mine", encoding="utf-8")
    done = hsreport("new", str(path))
    assert done.returncode == 1
    assert "already" in done.stderr
    assert path.read_text(encoding="utf-8") == "mine"
