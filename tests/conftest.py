"""Options and fixtures that every test may use."""

from pathlib import Path

import pytest
from hypothesis import settings

from hsreport.render.style.tokens import HouseStyle, load_style

settings.register_profile("default", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("fuzz", max_examples=1_000_000, deadline=None, print_blob=True)
settings.load_profile("default")

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the program does now into the case files")


@pytest.fixture(scope="session")
def seed() -> Path:
    """The document that must come out perfect."""
    return ROOT / "seeds" / "symposium-2003.txt"


@pytest.fixture(scope="session")
def style() -> HouseStyle:
    """The house style that is worn where none is asked for."""
    return load_style("briefing")
