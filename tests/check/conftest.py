"""The seed's report and files, sound, for the tests to break."""

from pathlib import Path

import pytest

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.read.source import read_source


@pytest.fixture(scope="session")
def report(seed: Path) -> Report:
    """What is worked out of the seed."""
    return report_of(read_source(seed), builtin_vocabulary("human-security"))
