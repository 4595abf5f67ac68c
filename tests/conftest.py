"""Options and fixtures that every test may use, and in what order and how long tests run."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from coverage import Coverage
from hypothesis import settings

from hsreport.render.style.tokens import HouseStyle, load_style
from tests.servers import Server

settings.register_profile("default", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("fuzz", max_examples=1_000_000, deadline=None, print_blob=True)
settings.load_profile("default")

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the program does now into the case files")


# --- In parallel, and in time -------------------------------------------------------------------------------

TOOLS = ("tests.libreoffice", "tests.render.pdf.vera")
"""What starts a tool that stays open: one worker runs all files that import it."""
FIRST = (*TOOLS, "tests/test_wheel.py", "tests/test_scripts.py", "tests/test_evidence.py")
"""What begins first, since it takes longest, so that no worker waits for it in the end."""
SECONDS = 5
"""How much processor time a test may take that is not marked `slow`, its processes included, before a warning names it."""


_BEGAN = pytest.StashKey[float]()


@cache
def _together(file: str) -> str:
    """The tool that a file imports, else the file: what the tests are told apart by that one worker runs."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return next((tool for tool in TOOLS if f"from {tool} import" in text), file)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first."""
    items.sort(key=lambda item: (*FIRST, own := _together(item.location[0])).index(own))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give files to the workers whole, in the order above, and those of a tool to one."""
    from xdist.scheduler import LoadScopeScheduling

    class ByTool(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _together(nodeid.partition("::")[0])

    config.option.loadscopereorder = False
    return ByTool(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count the coverage of the quick tests alone: it makes layouts half as slow again, and its floor holds without the rest."""
    coverage = Coverage.current() if item.get_closest_marker("slow") else None
    if coverage:
        coverage.stop()
    try:
        return (yield)
    finally:
        if coverage:
            coverage.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Warn of what takes too long. It does not fail: a busy machine takes twice as long as a quiet one."""
    took = sum(os.times()[:4]) - item.stash.get(_BEGAN, 0.0)
    if call.when == "call" and took > SECONDS and not item.get_closest_marker("slow"):
        item.warn(pytest.PytestWarning(f"{took:.1f} s: make it quicker than {SECONDS} s, or mark it slow"))
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Note what the test's worker has used so far."""
    item.stash[_BEGAN] = sum(os.times()[:4])


def pytest_sessionfinish() -> None:
    """End the tools that tests have started."""
    Server.end_all()


# --- Fixtures -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def seed() -> Path:
    """The document that must come out perfect."""
    return ROOT / "seeds" / "symposium-2003.txt"


@pytest.fixture(scope="session")
def style() -> HouseStyle:
    """The house style that is worn where none is asked for, but for drafts, and every text long enough for a cover."""
    return msgspec.structs.replace(load_style("briefing"), short_words=0, draft=True)
