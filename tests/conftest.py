"""Options and fixtures that every test may use."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the program does now into the case files")


@pytest.fixture(scope="session")
def seed() -> Path:
    """The document that must come out perfect."""
    return ROOT / "seeds" / "symposium-2003.txt"
