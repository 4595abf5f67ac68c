"""The command line as people and scripts use it: what is printed, where, and with which exit code."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.command import AS_ANYBODY, PROGRAM, failed, hsreport, process
from tests.full import nearly_full

PROSE = b"A day in March\n\nIt rained all day, and the river rose above the quays until nobody could cross it.\n"
MEETING = """Meeting

Session 1: Bees

Chair: Anna Bergman, Beekeeper

Anna Bergman:
-- Bees need health.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small summary in a folder of its own."""
    path = tmp_path / "bees.txt"
    path.write_text(MEETING)
    return path


def pages(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- build --------------------------------------------------------------------------------------------


def test_build_prints_the_paths_written(source: Path) -> None:
    done = process("build", source, "-o", "out", cwd=source.parent)
    assert done.returncode == 0
    assert done.stdout == "out/bees.pdf\nout/bees.docx\nout/bees.html\n"
    assert pages(source.parent / "out") == ["bees.docx", "bees.html", "bees.pdf"]


def test_build_goes_to_the_folder_build(source: Path) -> None:
    assert hsreport("build", source, "-f", "html", cwd=source.parent).stdout == "build/bees.html\n"


def test_build_from_standard_input(tmp_path: Path) -> None:
    done = process("build", "-", "-f", "html", cwd=tmp_path, input=MEETING)
    assert done.stdout == "build/summary.html\n"


def test_build_can_be_quiet(source: Path, seed: Path) -> None:
    done = hsreport("build", source, seed, "-q", "-f", "html", cwd=source.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_build_says_that_the_text_has_findings(seed: Path, tmp_path: Path) -> None:
    done = hsreport("build", seed, "-f", "html", "-o", tmp_path)
    assert "in the text; `hsreport check` prints them" in done.stderr


def test_the_configuration_beside_the_source_and_options_over_it(source: Path) -> None:
    (source.parent / "hsreport.toml").write_text('formats = ["html"]\noutput = "made"')
    assert hsreport("build", source).stdout == f"{source.parent}/made/bees.html\n"
    assert hsreport("build", source, "-o", source.parent, "-f", "html").stdout == f"{source.parent}/bees.html\n"


def test_a_style_of_ones_own(source: Path) -> None:
    (source.parent / "red.toml").write_text('extends = "briefing"\n[colours]\naccent = "#a01122"')
    done = hsreport("build", source, "--style", "red.toml", "-f", "html", cwd=source.parent)
    assert done.returncode == 0
    assert "#a01122" in (source.parent / "build" / "bees.html").read_text()


@pytest.mark.parametrize(("where", "bar"), [("terminal", True), ("pipe", False)])
def test_progress_is_for_terminals(source: Path, where: str, *, bar: bool) -> None:
    ours, theirs = pty.openpty() if where == "terminal" else os.pipe()
    with subprocess.Popen(
        [PROGRAM, "build", source, "-f", "html"], stdout=subprocess.DEVNULL, stderr=theirs, cwd=source.parent
    ) as run:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # what reading a terminal raises once the other side has gone
            pass
    os.close(ours)
    assert run.returncode == 0
    assert (b"100%" in shown) == bar


def test_a_source_that_fails_does_not_stop_the_others(source: Path) -> None:
    done = hsreport("build", "none.txt", source, "-f", "html", cwd=source.parent)
    failed(done, 1, "none.txt: error: No such file or directory\n  hint: check the name and your rights")
    assert done.stdout == "build/bees.html\n"


# --- What goes wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "missing.txt: error: No such file or directory"),
        ("empty.txt", b"", "empty.txt: error: the file is empty"),
        ("blank.txt", b" \n\n", "blank.txt: error: the file is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.txt: error: it is a binary file, not text"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check", "show"])
def test_sources_that_are_none(tmp_path: Path, command: str, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    failed(hsreport(command, name, cwd=tmp_path), 1, message, "hint: ")
    assert not (tmp_path / "build").exists()


def test_a_text_in_which_nobody_speaks_is_published_and_told(tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_bytes(PROSE)
    assert "It rained all day" in hsreport("show", "prose.txt", cwd=tmp_path).stdout
    assert (
        "prose.txt:1: warning HS209: nobody was found to say anything"
        in hsreport("check", "prose.txt", cwd=tmp_path).stdout
    )
    assert hsreport("build", "prose.txt", "-f", "html", cwd=tmp_path).stdout == "build/prose.html\n"
    assert "It rained all day" in (tmp_path / "build" / "prose.html").read_text(encoding="utf-8")


def test_a_source_that_may_not_be_read(source: Path) -> None:
    source.chmod(0)
    failed(process("check", source, before=AS_ANYBODY), 1, "bees.txt: error: Permission denied")


def test_an_output_folder_that_may_not_be_written(source: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("target")
    (target / "bees.html").write_text("old")
    target.chmod(0o555)
    done = process("build", source, "-o", target, "-f", "html", before=AS_ANYBODY)
    failed(done, 1, "bees.html: error: cannot be written: Permission denied", "hint: make room, or name another folder")
    assert (target / "bees.html").read_text() == "old"
    assert pages(target) == ["bees.html"]


def test_a_full_disk(source: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("small")
    with nearly_full(target) as limits:
        for ending in ("pdf", "docx", "html"):
            (target / f"bees.{ending}").write_text("old")
        done = process("build", source, "-o", target, **limits)
        failed(done, 1, "error: cannot be written: ", "hint: make room")
        assert pages(target) == ["bees.docx", "bees.html", "bees.pdf"]
        assert {path.read_text() for path in target.iterdir()} == {"old"}


def test_standard_output_that_is_full(source: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [PROGRAM, "show", source, "--format", "json"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    failed(done, 1, "error: [Errno 28] No space left on device")


def test_a_reader_that_goes_away(seed: Path) -> None:
    done = subprocess.run(
        f"'{PROGRAM}' show '{seed}' --format json | true", shell=True, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_a_folder_in_the_place_of_an_output(source: Path) -> None:
    (source.parent / "build" / "bees.pdf").mkdir(parents=True)
    failed(hsreport("build", source, cwd=source.parent), 1, "build/bees.pdf: error: it is a directory")


def test_two_sources_of_one_name(source: Path) -> None:
    other = source.parent / "more" / "bees.txt"
    other.parent.mkdir()
    other.write_text(MEETING)
    done = hsreport("build", "bees.txt", "more/bees.txt", cwd=source.parent)
    failed(done, 1, "build/bees.pdf: error: bees.txt and more/bees.txt would both be written to it", "hint: rename one")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Usage: hsreport"),
        (("build",), "Missing argument 'SOURCE...'"),
        (("biuld", "x.txt"), "No such command 'biuld'"),
        (("build", "bees.txt", "-f", "pfd"), "error: there is no format “pfd”\n  hint: did you mean “pdf”?"),
        (("build", "bees.txt", "--style", "brefing"), "no house style is called “brefing”\n  hint: did you mean"),
        (("build", "bees.txt", "--config", "none.toml"), "none.toml: error: No such file or directory"),
        (
            ("check", "bees.txt", "--config", "bad.toml"),
            "bad.toml:1: error: unknown key “vocabulry”\n  hint: did you mean",
        ),
        (("show", "bees.txt", "--format", "xml"), "'xml' is not one of 'outline', 'json', 'records', 'cast', 'audit'"),
    ],
)
def test_wrong_usage(source: Path, arguments: tuple[str, ...], words: str) -> None:
    (source.parent / "bad.toml").write_text('vocabulry = "x"')
    failed(hsreport(*arguments, cwd=source.parent), 2, words)


# --- check --------------------------------------------------------------------------------------------


def test_check_prints_place_message_and_hint(seed: Path) -> None:
    done = hsreport("check", seed.name, cwd=seed.parent)
    assert done.returncode == 0
    assert (
        "symposium-2003.txt:92: warning HS203: item 3 names no speaker; read as Peter Sutherland's\n"
        "  hint: take the number out, or put the speaker's name after it\n"
    ) in done.stdout


@pytest.mark.parametrize(("bar", "code"), [("note", 1), ("warning", 1), ("error", 0)])
def test_check_fails_from_the_bar_on(seed: Path, bar: str, code: int) -> None:
    assert hsreport("check", seed, "--fail-on", bar).returncode == code


def test_check_of_a_clean_text_prints_only_how_sure_it_is(source: Path) -> None:
    (source.parent / "hsreport.toml").write_text('vocabulary = "human-security"')
    done = hsreport("check", source, "--fail-on", "note")
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 statement: 1 sure, 0 likely, 0 open\n", "")


def test_check_as_json(seed: Path) -> None:
    rows = json.loads(hsreport("check", seed.name, "--format", "json", cwd=seed.parent).stdout)
    (stray,) = (row for row in rows if row["code"] == "HS203")
    assert stray == {
        "file": "symposium-2003.txt",
        "name": "stray-number",
        "code": "HS203",
        "severity": "warning",
        "message": "item 3 names no speaker; read as Peter Sutherland's",
        "span": {"first": 92, "last": 92},
        "hint": "take the number out, or put the speaker's name after it",
        "anchor": stray["anchor"],
        "candidates": [],
    }


def test_a_person_of_the_configuration_settles_a_name(source: Path) -> None:
    source.write_text(MEETING.replace("Anna Bergman:", "Anna Bergmann:"))
    assert "HS301" in hsreport("check", source).stdout
    (source.parent / "hsreport.toml").write_text('[[person]]\nname = "Anna Bergman"\nvariants = ["Anna Bergmann"]')
    assert "HS301" not in hsreport("check", source).stdout


# --- show, schema, help -------------------------------------------------------------------------------


def test_json_holds_to_the_schema(seed: Path) -> None:
    schema = json.loads(hsreport("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(hsreport("show", seed, "--format", "json").stdout)
    jsonschema.Draft202012Validator(schema).validate(report)
    report["symposium"]["parts"][0]["levle"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(report)


def test_json_is_the_same_in_every_process(seed: Path) -> None:
    first, second = (
        process("show", seed, "--format", "json", env={**os.environ, "PYTHONHASHSEED": each}) for each in "12"
    )
    assert first.stdout == second.stdout


def test_audit_has_every_line(source: Path) -> None:
    lines = hsreport("show", source, "--format", "audit").stdout.splitlines()
    assert len(lines) == len(MEETING.splitlines())
    assert lines[7].startswith("8\tpoint 1 of Anna Bergman")


def test_words_that_the_terminal_cannot_show_do_not_stop_it(source: Path) -> None:
    source.write_text(MEETING.replace("Anna", "Ąnna"))
    done = process("show", source, env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0
    assert "?nna Bergman" in done.stdout


def test_version() -> None:
    assert process("--version").stdout == "hsreport 0.1.0\n"
    module = subprocess.run([sys.executable, "-m", "hsreport", "--version"], capture_output=True, text=True, check=True)
    assert module.stdout == "hsreport 0.1.0\n"


@pytest.mark.parametrize("command", ["", "build", "check", "show", "schema"])
def test_help_has_examples(command: str) -> None:
    done = hsreport(*command.split(), "--help")
    assert done.returncode == 0
    assert re.search(rf"Examples:\n +hsreport {command}", done.stdout)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom hsreport.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"weasyprint", "docx", "pikepdf", "fontTools", "PIL", "markdown_it"} & set(done.stderr.split())


@pytest.mark.parametrize("kilobytes", [100_000, 120_000, 150_000, 180_000, 200_000])
def test_too_little_memory_is_told_in_a_line(kilobytes: int, seed: Path, tmp_path: Path) -> None:
    """Under a limit of address space nothing is written, and the words are the program's own."""
    order = f'ulimit -v {kilobytes}; exec "$@"'
    words = ["bash", "-c", order, "-", PROGRAM, "build", seed, "-o", tmp_path / "out"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "error: there is too little memory" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
