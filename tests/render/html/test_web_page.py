"""The web page as browsers and their users have it: valid, accessible, fit for a telephone, sufficient in itself."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hsreport.model import Report
from hsreport.render.html.page import render_html
from hsreport.render.style.tokens import HouseStyle
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LOOK = ROOT / "tests" / "tools" / "page.mjs"


@pytest.fixture(scope="module")
def page(report: Report, style: HouseStyle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(render_html(report, style))
    return path


def looked_at(page: Path) -> list[dict[str, Any]]:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    done = subprocess.run(["node", LOOK, page, browser], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(page: Path) -> list[str]:
    done = subprocess.run(["java", "-jar", CHECKER, "--format", "json", page], capture_output=True, check=False)
    return [each["message"] for each in json.loads(done.stderr)["messages"] if each["type"] == "error"]


def test_it_is_valid_html(page: Path) -> None:
    assert check(page) == []


def test_anybody_can_use_it_on_any_screen(page: Path) -> None:
    looks = looked_at(page)
    assert [(look["colorScheme"], look["width"]) for look in looks] == [
        ("light", 360),
        ("light", 1200),
        ("dark", 360),
        ("dark", 1200),
    ]
    for look in looks:
        assert look["violations"] == []
        assert "color-contrast" in look["passes"]
        assert look["overflow"] <= 0
        assert look["loaded"] == []


def test_a_page_with_faults_would_be_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><body><p style="color: #ccc">pale</p><p style="width: 2000px">wide</p><img src="gone.png"></body>'
    )
    assert any("“img” element must have an “alt”" in message for message in check(page))
    narrow = looked_at(page)[0]
    assert {each.split(":")[0] for each in narrow["violations"]} >= {"color-contrast", "html-has-lang", "image-alt"}
    assert narrow["overflow"] > 1000
    assert [url.rsplit("/", 1)[-1] for url in narrow["loaded"]] == ["gone.png"]


def test_nothing_is_cut_on_a_telephone_and_the_words_begin_on_its_second_screen(page: Path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        phone = play.chromium.launch(executable_path=shutil.which("chromium")).new_page(
            viewport={"width": 390, "height": 844}
        )
        phone.goto(page.as_uri())
        assert phone.evaluate("document.querySelector('.narrative').getBoundingClientRect().top") < 2 * 844
        phone.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        edges = phone.evaluate(
            "[...document.querySelectorAll('table')].map(each => each.getBoundingClientRect().right)"
        )
        assert len(edges) > 1
        assert max(edges) <= 390
