"""House styles as text: listed, shown, and started anew."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from hsreport.model import Report
from hsreport.render.html.templating import render
from hsreport.render.style.listing import OWN_TEMPLATE, own_style, style_list, style_text
from hsreport.render.style.tokens import load_style, style_names
from tests.command import hsreport


def test_the_list_has_every_style_with_paper_and_size():
    lines = style_list().splitlines()
    assert [line.split()[0] for line in lines] == list(style_names())
    assert "large-print         Large print           210 × 297 mm, Literata 16 pt" in lines


@pytest.mark.parametrize("name", style_names())
def test_a_style_that_was_shown_is_the_same_style(name: str, tmp_path: Path):
    (tmp_path / "copy.toml").write_text(style_text(load_style(name)), encoding="utf-8")
    assert load_style(str(tmp_path / "copy.toml")) == load_style(name)


@pytest.mark.parametrize("name", style_names())
def test_a_new_style_is_the_one_it_starts_from(name: str, tmp_path: Path):
    text = own_style(name)
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    base = load_style(name)
    assert load_style(str(file)) == msgspec.structs.replace(base, title=f"{base.title}, our own")
    file.write_text(re.sub("(?m)^# ", "", text.partition("\n")[2]), encoding="utf-8")
    assert load_style(str(file)) == msgspec.structs.replace(base, title=f"{base.title}, our own")


def test_the_first_template_changes_nothing(report: Report, tmp_path: Path):
    (tmp_path / "report.html").write_text(OWN_TEMPLATE, encoding="utf-8")
    style = load_style("briefing")
    own = msgspec.structs.replace(style, templates=str(tmp_path))
    ours, theirs = (re.sub(r"\s", "", render(report, each, medium="word")) for each in (own, style))
    assert ours == theirs


def test_the_commands(tmp_path: Path):
    assert hsreport("styles").stdout == style_list()
    assert tomllib.loads(hsreport("styles", "ministry").stdout)["justify"] is True
    assert hsreport("styles", "minstry").stderr.endswith("hint: did you mean “ministry”?\n")
    started = hsreport("init", "ours.toml", "--from", "ministry", "--templates", cwd=tmp_path)
    assert started.stdout == "ours.toml\nours-templates/report.html\n"
    style = load_style(str(tmp_path / "ours.toml"))
    assert (style.title, style.templates) == ("Ministry, our own", str(tmp_path / "ours-templates"))


def test_no_file_is_touched_twice(tmp_path: Path):
    (tmp_path / "ours.toml").write_text("kept", encoding="utf-8")
    refused = hsreport("init", "ours.toml", cwd=tmp_path)
    assert (refused.returncode, refused.stderr) == (
        1,
        "ours.toml: error: it is there already\n  hint: choose another name or folder\n",
    )
    assert (tmp_path / "ours.toml").read_text(encoding="utf-8") == "kept"
    assert "a house style ends in .toml" in hsreport("init", "ours", cwd=tmp_path).stderr
