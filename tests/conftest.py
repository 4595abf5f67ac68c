"""Options and fixtures that every test may use, and in what order and how long tests run."""

import os
from collections.abc import Iterator
from pathlib import Path

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

LONGEST = ("libreoffice", "vera", "openxml")
"""The groups that begin first, so that no worker waits for them in the end."""
SECONDS = 5
"""How long a test may take that is not marked `slow`, where continuous integration runs it."""


def _group(item: pytest.Item) -> str:
    mark = item.get_closest_marker("xdist_group")
    return mark.args[0] if mark else item.location[0]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file on one worker, and those of a tool, wherever they stand."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=lambda item: (*LONGEST, _group(item)).index(_group(item)))


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
    """Fail what takes too long."""
    report = yield
    late = call.when == "call" and report.passed and call.duration > SECONDS and os.environ.get("CI") == "true"
    if late and not item.get_closest_marker("slow"):
        report.outcome = "failed"
        report.longrepr = f"{call.duration:.1f} s: make it quicker than {SECONDS} s, or mark it slow"
    return report


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
    """The house style that is worn where none is asked for."""
    return load_style("briefing")
