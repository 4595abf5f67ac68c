"""The whole way of a source; outputs that come all or not at all."""

from pathlib import Path

import pytest

from hsreport.build import Input, Job, Outputs, publication, publish, refuse_clashes, report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.errors import OutputError, SourceError
from hsreport.files import write_all
from hsreport.read.source import read_source
from hsreport.render.style.tokens import load_style
from hsreport.values import Format, KnownPerson
from tests.full import SIZE, nearly_full

STYLE = load_style("briefing")
VOCABULARY = builtin_vocabulary("human-security")


def job_of(source: Path, output: Path, *formats: Format) -> Job:
    return publication(Input(source, VOCABULARY), STYLE, Outputs(output, formats or tuple(Format)))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- Writing ------------------------------------------------------------------------------------------


def test_files_are_written_into_folders_that_are_made(tmp_path: Path) -> None:
    files = {tmp_path / "a" / "b" / "one": b"1", tmp_path / "a" / "two": b"2"}
    write_all(files)
    assert {path: path.read_bytes() for path in files} == files
    assert names_in(tmp_path / "a") == ["b", "two"]


def test_nothing_is_replaced_where_one_cannot_be_written(tmp_path: Path) -> None:
    old, blocked = tmp_path / "old", tmp_path / "file" / "new"
    old.write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=r"cannot be written: (Not a directory|File exists)") as caught:
        write_all({old: b"new", blocked: b"new"})
    assert caught.value.file == str(blocked)
    assert old.read_bytes() == b"old"
    assert names_in(tmp_path) == ["file", "old"]


def test_a_full_disk_leaves_the_old_files(tmp_path: Path) -> None:
    with nearly_full(tmp_path) as limits:
        if limits:
            pytest.fail("covered by the command line's test where file systems cannot be mounted")
        old = tmp_path / "old"
        old.write_bytes(b"old")
        with pytest.raises(OutputError, match="cannot be written: No space left on device") as caught:
            write_all({old: b"new", tmp_path / "large": bytes(2 * SIZE)})
        assert caught.value.hint == "make room, or name another folder with -o"
        assert old.read_bytes() == b"old"
        assert names_in(tmp_path) == ["old"]


# --- Targets ------------------------------------------------------------------------------------------


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    jobs = [job_of(tmp_path / "a" / "x.txt", tmp_path), job_of(tmp_path / "b" / "x.md", tmp_path)]
    with pytest.raises(OutputError, match=r"a/x.txt and .*b/x.md would both be written to it"):
        refuse_clashes(jobs)


def test_two_sources_of_one_name_may_go_into_two_folders(tmp_path: Path) -> None:
    source = tmp_path / "x.txt"
    refuse_clashes([job_of(source, tmp_path / "a"), job_of(source, tmp_path / "b"), job_of(source, tmp_path / "b")])


def test_a_folder_in_the_place_of_an_output(seed: Path, tmp_path: Path) -> None:
    (tmp_path / f"{seed.stem}.pdf").mkdir()
    with pytest.raises(OutputError, match="it is a directory"):
        publish(job_of(seed, tmp_path))
    assert names_in(tmp_path) == [f"{seed.stem}.pdf"]


def test_the_source_is_never_replaced(seed: Path, tmp_path: Path) -> None:
    source = tmp_path / "summary.html"
    source.write_bytes(seed.read_bytes())
    with pytest.raises(OutputError, match="it is the source itself"):
        publish(job_of(source, tmp_path, Format.HTML))
    assert source.read_bytes() == seed.read_bytes()


# --- The whole way ------------------------------------------------------------------------------------


def test_steps_are_told_and_only_what_is_asked_for_is_written(seed: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    built = publish(job_of(seed, tmp_path, Format.HTML), steps.append)
    assert steps == ["read", "html"]
    assert built.paths == (tmp_path / f"{seed.stem}.html",)
    assert names_in(tmp_path) == [f"{seed.stem}.html"]
    assert built.findings == ()


def test_a_source_that_fails_leaves_the_old_outputs(tmp_path: Path) -> None:
    source, old = tmp_path / "x.txt", tmp_path / "x.html"
    source.write_text(" \n")
    old.write_text("old")
    with pytest.raises(SourceError, match="the file is empty"):
        publish(job_of(source, tmp_path))
    assert names_in(tmp_path) == ["x.html", "x.txt"]
    assert old.read_text() == "old"


def test_people_of_the_configuration_reach_the_report(seed: Path) -> None:
    sen = KnownPerson("Amartya Sen", affiliation="Master, Trinity College")
    report = report_of(read_source(seed), VOCABULARY, [sen])
    (found,) = (each for each in report.speakers if each.name.family == "Sen")
    assert found.affiliations[0].printed == "Master, Trinity College"
