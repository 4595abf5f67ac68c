"""What the documentation says is what the program does."""

import re
import shlex
from itertools import groupby
from pathlib import Path

import click
import pytest

from hsreport.cli import main
from hsreport.config import Config
from hsreport.findings import RULES
from hsreport.settings import as_settings, parse_toml
from hsreport.values import KnownPerson
from tests.command import hsreport
from tests.conftest import ROOT

DOCS = ROOT / "docs"
FINDINGS_HEAD = """\
# Findings

What `hsreport check` prints and the editorial notes of a draft list. A note informs, a warning wants a look, an error wants a
mend. Words in braces are filled in. No finding changes the text: what is printed is what was received.
"""
GROUPS = {
    "HS1": "The source as a file",
    "HS2": "Its structure",
    "HS3": "People",
    "HS4": "Themes",
    "HS5": "Outputs",
    "HS6": "Volumes",
}
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_tutorial_as_it_is_written(tmp_path: Path) -> None:
    (text,) = blocks(DOCS / "tutorial.md", "text")
    (tmp_path / "rivers.txt").write_text(text, encoding="utf-8")
    sessions = blocks(DOCS / "tutorial.md", "console")
    assert len(sessions) == 3
    for session in sessions:
        command, _, shown = session.removeprefix("$ hsreport ").partition("\n")
        done = hsreport(*shlex.split(command), cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, shown)


def test_the_python_of_the_readme(seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "summary.txt").write_bytes(seed.read_bytes())
    monkeypatch.chdir(tmp_path)
    for code in blocks(ROOT / "README.md", "python"):
        exec(compile(code, "README.md", "exec"), {})
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF-")


def test_the_example_of_the_configuration_has_every_key() -> None:
    (text,) = blocks(DOCS / "reference" / "configuration.md", "toml")
    tables = parse_toml(text, "hsreport.toml")
    assert as_settings(tables, Config, "hsreport.toml").person[0].name == "Aung San Suu Kyi"
    assert set(tables) == set(Config.__struct_fields__)
    assert set().union(*tables["person"]) == set(KnownPerson.__struct_fields__)


def test_every_command_and_option_is_described() -> None:
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        _, _, section = page.partition(f"\n## hsreport {name}")
        assert section, name
        own = section.partition("\n## ")[0]
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert not [option.opts[-1] for option in options if option.opts[-1] not in own], name
    (forms,) = (option.type for option in main.commands["show"].params if option.name == "form")
    assert all(f"| `{form}` |" in page for form in forms.choices)


def findings_page() -> str:
    """The page of all findings, made from their table."""
    lines = FINDINGS_HEAD.splitlines()
    for group, rules in groupby(RULES.items(), key=lambda item: item[0][:3]):
        lines += [
            "",
            f"## {GROUPS[group]}",
            "",
            "| code | name | severity | message | hint | example |",
            "|---|---|---|---|---|---|",
        ]
        lines += [
            f"| {code} | {rule.name} | {rule.severity} | {rule.message} | {rule.hint} | {example(code)} |"
            for code, rule in rules
        ]
    return "\n".join(lines) + "\n"


def example(code: str) -> str:
    """A link to the smallest case file in which a finding is seen."""
    cases = sorted((ROOT / "tests" / "cases").glob("*.case"), key=lambda path: (path.stat().st_size, path.name))
    seen = next((path for path in cases if f"\n{code} @" in path.read_text(encoding="utf-8")), None)
    return f"[{seen.stem}](../../tests/cases/{seen.name})" if seen else ""


@pytest.mark.parametrize("code", [code for code in RULES if code.startswith(("HS2", "HS3"))])
def test_every_finding_about_the_text_has_a_case(code: str) -> None:
    assert example(code)


def test_every_finding_is_described(request: pytest.FixtureRequest) -> None:
    page = DOCS / "reference" / "findings.md"
    if request.config.getoption("--accept"):
        page.write_text(findings_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == findings_page()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target
