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
    return {path.name: path.read_bytes() for path in folder.iterdir()}


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
    assert not out.exists() or all(path.suffix == ".pdf" for path in out.iterdir())


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
