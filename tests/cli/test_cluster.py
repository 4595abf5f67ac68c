"""Sources built on a cluster: the same bytes as here, nothing lost where a worker is killed, and failures that say what to do."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_jobs import TEXT, made
from tests.command import failed, hsreport

COUNT = 30


class Cluster:
    """A scheduler and two workers on loopback."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
        self.folder = folder
        self.scheduler = self._start("scheduler", "--host", self.address, "--no-dashboard")
        self.workers = [self.worker("--nthreads", "1") for _ in range(2)]

    def worker(self, *options: str) -> "subprocess.Popen[bytes]":
        return self._start("worker", self.address, "--no-dashboard", "--no-nanny", *options)

    def _start(self, role: str, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "distributed.cli.dask_" + role, *words]
        return subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self) -> None:
        for each in (*self.workers, self.scheduler):
            each.kill()
            each.wait()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    yield found
    found.end()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for at in range(COUNT):
        (folder / f"quay-{at:02}.txt").write_text(TEXT.format(at), encoding="utf-8")
    return folder


def begun(cluster: Cluster, texts: Path, out: Path) -> "subprocess.Popen[bytes]":
    """A build on the cluster, once the first of its files are there."""
    command = [sys.executable, "-m", "hsreport", "build", texts, "-q", "-o", out, "--scheduler", cluster.address]
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    while len(list(out.glob("*.pdf"))) < 3:
        assert running.poll() is None, running.communicate()
        time.sleep(0.02)
    return running


@pytest.mark.slow
def test_nothing_is_lost_where_a_worker_is_killed(cluster: Cluster, texts: Path, tmp_path: Path) -> None:
    running = begun(cluster, texts, tmp_path / "out")
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    _, errors = running.communicate(timeout=500)
    assert (running.returncode, errors) == (0, b"")
    assert hsreport("build", texts, "-q", "-o", tmp_path / "here").returncode == 0
    assert made(tmp_path / "out") == made(tmp_path / "here")
    assert len(made(tmp_path / "out")) == 3 * COUNT


@pytest.mark.slow
def test_a_second_run_ends_what_a_killed_one_began(cluster: Cluster, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = begun(cluster, texts, out)
    running.kill()
    running.communicate()
    before = len(list(out.glob("*.pdf")))
    done = hsreport("build", texts, "-o", out, "--scheduler", cluster.address)
    assert done.returncode == 0, done.stderr
    assert 3 * (COUNT - before) <= len(done.stdout.splitlines()) < 3 * COUNT
    assert len(list(out.glob("quay-*"))) == 3 * COUNT  # whoever is killed while writing leaves a hidden file


@pytest.mark.slow
def test_what_fails_on_a_cluster_is_told_as_here(cluster: Cluster, texts: Path, tmp_path: Path) -> None:
    (texts / "quay-05.txt").write_text(" ")
    done = hsreport("build", texts, "-f", "html", "-o", tmp_path / "out", "--scheduler", cluster.address)
    failed(done, 1, f"{texts}/quay-05.txt: error: the file is empty")
    assert len(made(tmp_path / "out")) == COUNT - 1


@pytest.mark.slow
def test_a_worker_with_several_threads_is_refused(cluster: Cluster, texts: Path) -> None:
    cluster.workers.append(cluster.worker("--nthreads", "2"))
    from distributed import Client

    with Client(cluster.address) as client:
        client.wait_for_workers(3, timeout=60)
    done = hsreport("build", texts, "--scheduler", cluster.address)
    failed(done, 1, "error: it works with several threads", "hint: start it with --nthreads 1")


def test_a_scheduler_that_is_not_there(texts: Path, tmp_path: Path) -> None:
    done = hsreport("build", texts, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    failed(done, 1, "tcp://127.0.0.1:9: error: no scheduler answers", "hint: start it with `dask scheduler`")
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_a_volume_is_laid_out_on_it(cluster: Cluster, texts: Path, tmp_path: Path) -> None:
    words = "volume", *sorted(texts.iterdir())[:4], "-f", "pdf", "-o"
    hsreport(*words, tmp_path / "there", "--scheduler", cluster.address).check_returncode()
    hsreport(*words, tmp_path / "here", "-j", "1").check_returncode()
    assert (tmp_path / "there" / "volume.pdf").read_bytes() == (tmp_path / "here" / "volume.pdf").read_bytes()
