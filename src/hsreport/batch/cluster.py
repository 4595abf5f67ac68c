"""The same work for many at once, on the machines of a dask cluster, which see the files where this one does."""

import faulthandler
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import chdir
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from hsreport.batch.processes import Task, attempt, killed
from hsreport.errors import ClusterError, HsreportError

Result = TypeVar("Result")
PATIENCE = 5
"""Seconds until a scheduler or worker that does not answer is taken for absent."""
_HERE = ("hsreport", "weasyprint", "distributed")


def on_cluster(
    tasks: Iterable[Task[Result]], address: str, files: Sequence[Path]
) -> Iterator[tuple[str, Result | HsreportError]]:
    """Yield the name of each task and what came of it, as it is done; a task is taken when a worker is free for it.

    What a lost worker had in hand is done by another. Raises `ClusterError` where there is no cluster, or where its workers
    have other versions or lack one of the files that are needed.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        hint = "pip install 'hsreport[cluster]'"
        raise ClusterError("this needs dask.distributed", file=address, hint=hint) from None
    for talker in ("distributed", "distributed.client"):
        logging.getLogger(talker).setLevel(logging.CRITICAL)
    try:
        connect: Any = Client
        client = connect(address, timeout=PATIENCE)
    except (OSError, ValueError) as wrong:
        hint = "start it with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`"
        raise ClusterError(f"no scheduler answers: {wrong}", file=address, hint=hint) from None
    with client:
        _refuse_unfit(client, address, files)
        waiting, names, given = iter(tasks), dict[str, str](), _given()
        collect: Any = as_completed
        going = collect()

        def more(count: int) -> None:
            for task in islice(waiting, count):
                future = client.submit(_on_worker, task, given, pure=False, retries=2)
                names[future.key] = task.name
                going.add(future)

        more(2 * len(client.nthreads()))
        for future in going:
            name = names.pop(future.key)
            yield name, killed(name) if future.status == "error" else future.result()
            more(1)


def _given() -> dict[str, str]:
    """Return what a worker must have as it is here, that the bytes are the same."""
    return {"folder": str(Path.cwd()), "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "")}


def _on_worker(task: Task[Result], given: Mapping[str, str]) -> Result | HsreportError:
    """Do a task as it would be done where it was asked for; a worker that takes too long ends, and its nanny starts another."""
    os.environ["SOURCE_DATE_EPOCH"] = given["SOURCE_DATE_EPOCH"]
    if task.limits.seconds:
        faulthandler.dump_traceback_later(task.limits.seconds, exit=True)
    try:
        with chdir(given["folder"]):
            return attempt(task)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _facts(files: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the versions that this process runs, and the files that it does not see."""
    return {name: version(name) for name in _HERE}, [file for file in files if not Path(file).exists()]


def _refuse_unfit(client: Any, address: str, files: Sequence[Path]) -> None:  # noqa: ANN401
    needed = [str(path.resolve()) for path in (Path(), *files)]
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found = client.run(_facts, needed)
    except TimeoutError:
        hint = f"start one: `dask worker {address} --nthreads 1`"
        raise ClusterError("the scheduler has no workers", file=address, hint=hint) from None
    except Exception as wrong:
        hint = "install the same hsreport on all machines"
        raise ClusterError(f"a worker cannot run hsreport: {wrong}", file=address, hint=hint) from None
    here, _ = _facts(())
    for worker, (versions, lacking) in found.items():
        for name in _HERE:
            if versions[name] != here[name]:
                words = f"it has {name} {versions[name]}, and {here[name]} is here"
                raise ClusterError(words, file=worker, hint="install the same versions on all machines")
        if lacking:
            hint = "fonts, templates and sources must be in the same place on all machines"
            raise ClusterError(f"it lacks {lacking[0]}", file=worker, hint=hint)
    if many := [worker for worker, threads in client.nthreads().items() if threads > 1]:
        raise ClusterError(
            "it works with several threads", file=many[0], hint="start it with --nthreads 1 --nworkers N"
        )
