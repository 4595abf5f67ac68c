"""The same work for many at once, in processes of their own: one that fails, hangs or is killed does not stop the others."""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar

from hsreport.errors import HsreportError, OutputError
from hsreport.values import Limits

Result = TypeVar("Result")
_RAISE = "give it more under [limits] in hsreport.toml, or take what is too long out of the summary"


class Task(NamedTuple, Generic[Result]):
    """Something to be done, fit for `pickle`, as is what comes of it."""

    name: str
    """The file that messages are about."""
    work: Callable[[], Result]
    limits: Limits = Limits()


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(tasks: Iterable[Task[Result]], processes: int) -> Iterator[tuple[str, Result | HsreportError]]:
    """Yield the name of each task and what came of it, as it is done; a task is taken when a process is free for it.

    What a killed process had in hand is tried once more; what takes longer than its limit is ended.
    """
    idle: list[Worker] = []
    busy: dict[Connection, Worker] = {}
    try:
        yield from _done(iter(tasks), processes, idle, busy)
    finally:
        for worker in (*idle, *busy.values()):
            worker.end()


def _done(
    waiting: Iterator[Task[Result]], processes: int, idle: list["Worker"], busy: dict[Connection, "Worker"]
) -> Iterator[tuple[str, Result | HsreportError]]:
    """Yield what is done, and give out what is waiting, until nothing is."""
    tried = set[str]()
    while True:
        while len(busy) < processes and (task := next(waiting, None)):
            _taken_up(idle, busy).begin(task)
        if not busy:
            return
        for worker in _finished(busy):
            task, result = worker.task, worker.result()
            del busy[worker.pipe]
            idle += [worker] if worker.process.is_alive() else []
            if isinstance(result, _KilledError) and task.name not in tried:
                tried.add(task.name)
                waiting = chain([task], waiting)
            else:
                yield task.name, result


def _taken_up(idle: list["Worker"], busy: dict[Connection, "Worker"]) -> "Worker":
    """Take a process that has nothing to do, or start one; whatever comes between, it is among those to be ended."""
    with _uninterrupted():
        worker = idle.pop() if idle else Worker()
        busy[worker.pipe] = worker
    return worker


def attempt(task: Task[Result]) -> Result | HsreportError:
    """Do a task within its limit of memory, and return its failure if it fails."""
    try:
        _limit_memory(task.limits.megabytes)
        return task.work()
    except HsreportError as error:
        return error
    except MemoryError:
        return OutputError(f"it takes more than {task.limits.megabytes} MB of memory", file=task.name, hint=_RAISE)
    except Exception as wrong:
        words = f"it failed: {type(wrong).__name__}: {wrong}"
        return HsreportError(words, file=task.name, hint="this is a fault of hsreport; build it alone to see where")


def killed(name: str) -> HsreportError:
    """Return the failure of a task whose process was ended."""
    hint = "memory may be short: build it alone, or with fewer --jobs"
    return _KilledError("the process that worked on it was ended", file=name, hint=hint)


class _KilledError(OutputError):
    """The process of a task was ended."""


class Worker:
    """A process that does one task after another."""

    def __init__(self) -> None:
        self.pipe, far = Pipe()
        self.process = Process(target=_serve, args=(self.pipe, far), daemon=True)
        self.process.start()
        far.close()
        self.task: Task[Any]
        self.until: float | None = None

    def begin(self, task: Task[Any]) -> None:
        self.task = task
        self.until = time.monotonic() + task.limits.seconds if task.limits.seconds else None
        with suppress(OSError):
            self.pipe.send(task)

    def result(self) -> Any:  # noqa: ANN401
        """Return what came of its task; the process is ended if it is late, or was killed."""
        try:
            if self.pipe.poll():
                return self.pipe.recv()
            failure: HsreportError = OutputError(
                f"it takes more than {self.task.limits.seconds:g} seconds", file=self.task.name, hint=_RAISE
            )
        except (EOFError, OSError):
            failure = killed(self.task.name)
        self.end()
        return failure

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Context manager: put Ctrl-C off, so that no process is started that nobody knows of."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _finished(busy: Mapping[Connection, Worker]) -> list[Worker]:
    """Wait for processes that are done, were killed or are late."""
    ends = [worker.until for worker in busy.values() if worker.until is not None]
    ready = wait(list(busy), max(0, min(ends) - time.monotonic()) if ends else None)
    now = time.monotonic()
    return [worker for pipe, worker in busy.items() if pipe in ready or (worker.until or now + 1) <= now]


def _serve(near: Connection, far: Connection) -> None:
    """Do what is sent until the other end is closed. Ctrl-C is left to the process that asked; it ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    near.close()
    with suppress(EOFError, OSError):
        while True:
            far.send(attempt(far.recv()))


def _limit_memory(megabytes: int) -> None:
    """Let this process have so much memory for its data, or as much as it may where there is no limit."""
    with suppress(ImportError):
        import resource

        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20 if megabytes else most, most))
