"""Many sources at once: the same files as one after another, and nothing lost where one fails or a process is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import failed, hsreport

TEXT = "Forum on Quays\n\nSession 1: Nets\n\nModerator: Ann Wu, Port Office\n\nAnn Wu:\n- Net {0} must be mended.\n"


HEEDS_CTRL_C = ("env", "--default-signal=INT")
"""What a shell starts in the background ignores Ctrl-C, and so does all that is started by it, such as these tests."""


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"quay-{at}.txt" for at in range(4)]
    for at, path in enumerate(found):
        path.write_text(TEXT.format(at), encoding="utf-8")
    return found


def made(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}


def test_at_once_they_are_the_same_files(texts: list[Path], tmp_path: Path) -> None:
    one = hsreport("build", *texts, "-j", "1", "-o", tmp_path / "one", "-f", "html")
    two = hsreport("build", *texts, "-j", "2", "-o", tmp_path / "two", "-f", "html")
    assert (one.returncode, two.returncode) == (0, 0)
    assert two.stdout == one.stdout.replace("/one/", "/two/")
    assert made(tmp_path / "one") == made(tmp_path / "two")
    assert len(made(tmp_path / "two")) == 4


def test_one_that_fails_does_not_stop_the_others(texts: list[Path], tmp_path: Path) -> None:
    texts[1].write_bytes(b"%PDF-1.7\n")
    done = hsreport("build", *texts, tmp_path / "gone.txt", "-j", "2", "-o", tmp_path / "out", "-f", "html")
    assert done.returncode == 1
    assert sorted(made(tmp_path / "out")) == ["quay-0.html", "quay-2.html", "quay-3.html"]
    assert [line.rpartition("/")[2] for line in done.stderr.splitlines() if "error" in line] == [
        "quay-1.txt: error: it is a PDF", "gone.txt: error: No such file or directory",
    ]  # fmt: skip


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]


def started(texts: list[Path], folder: Path) -> "subprocess.Popen[bytes]":
    """A build of texts that take some seconds, once its processes are there."""
    for path in texts:
        path.write_text(path.read_text(encoding="utf-8") + "".join(f"- Net {at} of quay {path.stem} is torn.\n" for at in range(300)), encoding="utf-8")  # fmt: skip
    command = [
        *HEEDS_CTRL_C,
        sys.executable,
        "-m",
        "hsreport",
        "build",
        *texts,
        "-j",
        "2",
        "-q",
        "-o",
        folder,
        "-f",
        "pdf",
    ]
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    while len(children(running.pid)) < 2:
        assert running.poll() is None
        time.sleep(0.02)
    return running


@pytest.mark.slow
def test_what_a_killed_process_did_not_finish_is_made_again(texts: list[Path], tmp_path: Path) -> None:
    running = started(texts, tmp_path / "out")
    os.kill(children(running.pid)[0], signal.SIGKILL)
    _, errors = running.communicate()
    assert (running.returncode, errors) == (0, b"")
    again = hsreport("build", *texts, "-j", "1", "-q", "-o", tmp_path / "one", "-f", "pdf")
    assert again.returncode == 0
    assert made(tmp_path / "out") == made(tmp_path / "one")


@pytest.mark.slow
def test_ctrl_c_ends_all_processes_in_one_line(texts: list[Path], tmp_path: Path) -> None:
    running = started(texts, tmp_path / "out")
    workers = children(running.pid)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in errors
    assert errors.count(b"\n") <= 1
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    out = tmp_path / "out"
    assert not out.exists() or {path.suffix for path in out.iterdir()} <= {".pdf", ".json"}
    again = hsreport("build", *texts, "-o", out, "-f", "pdf")
    assert again.returncode == 0
    assert sorted(made(out)) == [f"{path.stem}.pdf" for path in texts]


def test_a_folder_is_all_summaries_in_it_in_the_order_of_their_names(texts: list[Path], tmp_path: Path) -> None:
    for name in (".hidden.txt", "~$quay.docx", "plan.png", "build/other.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "anchor.md").write_text(TEXT, encoding="utf-8")
    done = hsreport("build", tmp_path, texts[2], "-o", tmp_path / "out", "-f", "html")
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        "anchor.html", "quay-0.html", "quay-1.html", "quay-2.html", "quay-3.html",
    ]  # fmt: skip


def test_the_outputs_in_a_folder_are_no_sources(texts: list[Path], tmp_path: Path) -> None:
    for _ in range(2):
        done = hsreport("build", tmp_path, "-o", tmp_path, "-f", "html")
        assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("*.html"))) == len(texts)


def test_a_quoted_pattern_is_what_it_meets(texts: list[Path], tmp_path: Path) -> None:
    deep = tmp_path / "deep" / "down" / "net [1].txt"
    deep.parent.mkdir(parents=True)
    texts[3].rename(deep)
    done = hsreport("build", tmp_path / "**" / "*[1-2]*", "-o", tmp_path / "out", "-f", "html")
    assert sorted(made(tmp_path / "out")) == ["net [1].html", "quay-1.html", "quay-2.html"]
    assert done.returncode == 0
    done = hsreport("build", deep, "-o", tmp_path / "out", "-f", "html")
    assert done.returncode == 0


def test_where_there_is_no_summary(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "*.md"):
        failed(hsreport("build", place), 1, f"{place}: error: no summary is there", "hint: what ends in .txt, ")


# --- What is unchanged ----------------------------------------------------------------------------------


def built(*arguments: object) -> tuple[int, list[str]]:
    """The exit code, and the names of what was written."""
    done = hsreport("build", *arguments, "-f", "html")
    return done.returncode, [Path(line).name for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_what_is_unchanged_is_not_built_again(texts: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    every = [f"{path.stem}.html" for path in texts]
    assert built(tmp_path, "-o", out) == (0, every)
    done = hsreport("build", tmp_path, "-o", out, "-f", "html")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "4 of 4 unchanged since the last build; --force builds them too\n"
        "4 notes in the text; `hsreport check` prints them\n"
    )
    texts[0].write_text(TEXT.format("none"), encoding="utf-8")
    (out / every[1]).unlink()
    (out / every[2]).write_text("changed")
    assert built(tmp_path, "-o", out) == (0, every[:3])
    assert built(tmp_path, "-o", out, "--style", "ministry") == (0, every)
    assert built(tmp_path, "-o", out) == (0, every)
    assert built(tmp_path, "-o", out, "--force") == (0, every)
    assert built(texts[3], "-o", out) == (0, every[3:])


def test_a_picture_that_changed_is_a_change(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(f"# Nets\n\nWords.\n\n![A net](<{name} net.png>)\n", encoding="utf-8")
    out = tmp_path / "out"
    assert built(tmp_path, "-o", out) == (0, ["a.html", "b.html"])
    (tmp_path / "b net.png").write_bytes(b"x")
    assert built(tmp_path, "-o", out) == (0, ["b.html"])


def test_what_failed_is_told_and_tried_again(texts: list[Path], tmp_path: Path) -> None:
    texts[1].write_text(" ")
    for written in ([0, 2, 3], []):
        done = hsreport("build", tmp_path, "-o", tmp_path / "out", "-f", "html")
        failed(done, 1, "quay-1.txt: error: the file is empty")
        assert [Path(line).name for line in done.stdout.splitlines()] == [f"quay-{at}.html" for at in written]
    texts[1].write_text(TEXT, encoding="utf-8")
    assert built(tmp_path, "-o", tmp_path / "out") == (0, ["quay-1.html"])


@pytest.mark.parametrize("content", ["{", '{"sources": 3}', "\xff"])
def test_a_manifest_that_cannot_be_read_is_a_warning(texts: list[Path], tmp_path: Path, content: str) -> None:
    out = tmp_path / "out"
    built(tmp_path, "-o", out)
    (out / "manifest.json").write_text(content, encoding="latin-1")
    done = hsreport("build", tmp_path, "-o", out, "-f", "html")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, len(texts))
    assert f"{out}/manifest.json: warning HS551: the list of what was built cannot be read" in done.stderr
    assert built(tmp_path, "-o", out) == (0, [])


# --- Limits ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "words"),
    [("seconds = 0.001", "it takes more than 0.001 seconds"), ("megabytes = 1", "it takes more than 1 MB of memory")],
)
def test_what_takes_too_much_is_ended_and_the_others_go_on(
    texts: list[Path], tmp_path: Path, limit: str, words: str
) -> None:
    (tmp_path / "bound").mkdir()
    (tmp_path / "bound" / "hsreport.toml").write_text(f"[limits]\n{limit}\n")
    bound = texts[1].rename(tmp_path / "bound" / "quay-1.txt")
    done = hsreport("build", bound, tmp_path, "-o", tmp_path / "out", "-f", "html", "-j", "2")
    failed(done, 1, f"{bound}: error: {words}", "hint: give it more under [limits]")
    assert sorted(made(tmp_path / "out")) == ["quay-0.html", "quay-2.html", "quay-3.html"]
