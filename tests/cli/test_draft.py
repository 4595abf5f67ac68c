"""What is published, and what a draft has beside it."""

from pathlib import Path

import pytest

from tests.command import hsreport
from tests.words import text_of

OWN = ("Editorial notes", "SHA-256", "DRAFT")


@pytest.fixture(scope="module")
def built(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("draft")
    for name, option in (("published", "--no-draft"), ("draft", "--draft")):
        hsreport("build", seed, option, "-q", "-o", folder / name).check_returncode()
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html"])
def test_a_draft_has_what_helps_to_revise(built: Path, seed: Path, suffix: str) -> None:
    published, draft = (text_of(built / name / f"{seed.stem}{suffix}") for name in ("published", "draft"))
    assert not [words for words in OWN if words in published]
    assert [words for words in OWN if words in draft] == [*OWN]
    assert "Bonislaw Geremek, see" not in published
    assert "Bonislaw Geremek, see" in draft.replace("\n", " ")
