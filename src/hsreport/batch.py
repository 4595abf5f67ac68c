"""The same work for many items at once, in processes of their own: one that fails or is killed does not stop the others."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from typing import TypeVar

from hsreport.errors import HsreportError, OutputError

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(
    items: Sequence[Item], work: Callable[[Item], Result], processes: int, step: Callable[[str], object]
) -> tuple[list[Result], list[HsreportError]]:
    """Return what `work` makes of each item and the errors of those it fails on, both in the order of the items.

    `work` and what goes through it must be fit for `pickle`; `step` is called as each is done. Where a process is killed,
    the items that were not done are tried once more, each in a process of its own, so that one alone fails.
    """
    done: dict[int, Result | HsreportError | BrokenProcessPool] = {}
    for at, result in _done(range(len(items)), items, work, processes):
        done[at] = result
        step(str(items[at]))
    for at in [at for at, result in done.items() if isinstance(result, BrokenProcessPool)]:
        done |= dict(_done([at], items, work, 1))
    found: list[Result] = []
    errors: list[HsreportError] = []
    for at, item in enumerate(items):
        result = done[at]
        if isinstance(result, HsreportError):
            errors.append(result)
        elif isinstance(result, BrokenProcessPool):
            hint = "memory may be short: build it alone, or with fewer --jobs"
            errors.append(OutputError("the process that worked on it was ended", file=str(item), hint=hint))
        else:
            found.append(result)
    return found, errors


def _done(
    places: Sequence[int], items: Sequence[Item], work: Callable[[Item], Result], processes: int
) -> Iterator[tuple[int, Result | HsreportError | BrokenProcessPool]]:
    with ProcessPoolExecutor(min(processes, len(places)), initializer=_left_alone) as pool:
        futures: dict[Future[Result], int] = {pool.submit(work, items[at]): at for at in places}
        try:
            for future in as_completed(futures):
                result = _result(future)
                yield futures[future], result
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in active_children():
                child.terminate()
            raise


def _result(future: Future[Result]) -> Result | HsreportError | BrokenProcessPool:
    try:
        return future.result()
    except (HsreportError, BrokenProcessPool) as error:
        return error


def _left_alone() -> None:
    """Leave Ctrl-C to the process that asked; it ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
