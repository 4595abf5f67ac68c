"""A source as the page shows it: every line with what became of it, who could say it, and the publication beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from hsreport.build import Input
from hsreport.check.record import check_record
from hsreport.check.sureness import SURE, open_lines, sureness
from hsreport.config import FILE_NAME, Config, config_for, style_of, vocabulary_of
from hsreport.enrich.people.speakers import name_given
from hsreport.enrich.themes.assign import themed_texts
from hsreport.enrich.themes.auto import for_document
from hsreport.entries import Theme
from hsreport.model import Passage, Report, Session, Speaker, Statement
from hsreport.parse.paragraphs import Paragraph, paragraphs
from hsreport.parse.rulings import first_words, placed, split
from hsreport.render.html.quotes import shown
from hsreport.render.html.templating import render, stylesheet
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.text.audit import fate_of, fates
from hsreport.settings import templates_folder
from hsreport.source import Source
from hsreport.values import Role, Tracked

_HERE = "\n[data-here] { box-shadow: -.6rem 0 0 var(--paper), -.8rem 0 0 var(--accent) }\n[id] { cursor: pointer }\n"
"""What the page adds to the style sheet of a publication: where the reader is."""


class Asked(NamedTuple):
    """What is shown: a source, and by which settings."""

    source: Path
    config: Path | None = None
    tracked: Tracked = Tracked.ACCEPT
    read_only: bool = False

    @property
    def settings(self) -> Path:
        """The file that rulings go into."""
        return self.config or self.source.parent / FILE_NAME

    def files(self) -> set[Path]:
        """Everything that decides what the page shows, as far as it lies beside source, settings, style and vocabulary."""
        found = {self.source, self.settings}
        try:
            config = config_for(self.source, self.config)
            named = [Path(name) for name in (config.style, config.vocabulary) if Path(name).suffix]
            found |= {*named, *(each for path in named for each in path.parent.glob("*.toml"))}
            templates = style_of(config).templates
            found |= set(Path(templates).rglob("*")) if templates else set()
        except Exception:  # noqa: S110  what is wrong with them the reading tells
            pass
        return found


class Reading(NamedTuple):
    """What the page is sent of a source that was read."""

    view: Mapping[str, object]
    page: str
    sheet: str
    fonts: Mapping[str, Path]


def read(asked: Asked) -> Reading:
    """Read a source by its settings. Raises what reading raises."""
    config = config_for(asked.source, asked.config)
    style = style_of(config)
    given = input_of(asked, config)
    source = given.read()
    report = given.report(source)
    fonts = {Path(face.file).name: Path(face.file) for face in style.font_files}
    return Reading(_view(source, report, config), *_publication(report, style), fonts)


def input_of(asked: Asked, config: Config) -> Input:
    """Return the source with what is known for its reading."""
    return Input(asked.source, vocabulary_of(config), config.people, config.rulings, asked.tracked)


def _publication(report: Report, style: HouseStyle) -> tuple[str, str]:
    """Render the web page with its style sheet and fonts beside it, and that style sheet."""
    page = render(shown(report, style), style, medium="web")
    sheet = stylesheet(style, "web", lambda face: f"font/{Path(face.file).name}") + _HERE
    return page.replace("</head>", '<link rel="stylesheet" href="page.css">\n</head>', 1), sheet


def own_files() -> dict[str, Path]:
    """Find the files of the page itself by their names: script, style sheet, fonts."""
    folders = (templates_folder() / "preview", templates_folder() / "fonts")
    return {path.name: path for folder in folders for path in folder.iterdir() if path.suffix in _TYPES}


_TYPES = {".js", ".css", ".ttf"}


def _view(source: Source, report: Report, config: Config) -> dict[str, object]:
    found = defaultdict(list)
    for each in (*report.findings, *check_record(report)):
        found[each.span.first if each.span else 0].append(msgspec.to_builtins(each))
    name = source.record.name
    written, _ = split(config.ruling, paragraphs(source.lines), name)
    ruled = placed([each for each in config.ruling if not each.splits_at], written, name)
    names = [*(each.name for each in report.speakers), *(each.name for each in report.symposium.cast)]
    return {
        "sureness": str(sureness(report)),
        "people": list(dict.fromkeys(name.display for name in names)),
        "paragraphs": list(_paragraphs(written, report, ruled.by_paragraph, config)),
        "themes": [{"id": theme.id, "label": theme.label} for theme in _themes(report, config)],
        "roles": list(Role),
        "lines": list(_lines(source, written, report)),
        "findings": found,
    }


def _themes(report: Report, config: Config) -> Sequence[Theme]:
    """All themes that a point can have."""
    texts = themed_texts(report.symposium, report.said_by)
    return for_document(vocabulary_of(config), texts, report.symposium, report.speakers).vocabulary.themes


def _lines(source: Source, written: Sequence[Paragraph], report: Report) -> Iterator[dict[str, object]]:
    became = fates(report)
    on_line: defaultdict[int, list[int]] = defaultdict(list)
    for at, here in enumerate(written):
        for number in range(here.span.first, here.span.last + 1):
            on_line[number].append(at)
    for line in source.lines:
        fate = fate_of(became, line.span, line.text)
        text = line.text.strip()
        near = on_line[line.span.first]
        yield {
            "number": line.span.first,
            "text": line.text,
            "kind": fate[-1].kind,
            "words": "; ".join(each.words for each in fate[-1:] if each.anchor or len(fate) == 1),
            "anchor": fate[-1].anchor,
            "paragraph": next((at for at in near if text and text in written[at].raw), near[0] if near else None),
        }


def _paragraphs(
    written: Sequence[Paragraph], report: Report, ruled: Mapping[int, object], config: Config
) -> Iterator[dict[str, object]]:
    """Tell of each paragraph by what a ruling names it, who could say it, and whether that is in doubt."""
    names = {speaker.id: speaker.name.display for speaker in report.speakers}
    known = {name_given(each): each.name for each in config.people}
    sessions: defaultdict[str | None, list[str]] = defaultdict(list)
    for speaker in report.speakers:
        for place in {each.session for each in speaker.appearances}:
            sessions[place].append(speaker.name.display)
    at_line: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in report.symposium.passages():
        if passage.span and passage.text:
            at_line[passage.span.first].append(passage)
    doubted = {each.span.first: each.candidates for each in report.findings if each.candidates and each.span}
    for line in open_lines(report):
        doubted.setdefault(line, ())
    for line, (*_, passage) in at_line.items():
        said = report.said_by.get(passage.point.number, ()) if passage.point else ()
        if passage.point and min((voice.score for voice in passage.voices), default=1.0) < SURE:
            doubted.setdefault(line, tuple(names[each] for each in said))
    for at, here in enumerate(written):
        line = here.span.first
        passages = at_line.get(line, [])
        session = passages[-1].session if passages else None
        near = sessions[session.id if session else None] or list(names.values())
        yield {
            "line": line,
            "begins": first_words(here),
            "people": list(dict.fromkeys([*doubted.get(line, ()), *near]))[:9],
            "doubtful": line in doubted and at not in ruled,
            "ruled": at in ruled,
            "about": _about(passages, report),
            "persons": [
                _person(one, known.get(one.name, one.name.display), session, config)
                for one in report.speakers
                if any(_is_of(one, passage, report) for passage in passages)
            ],
        }


def _person(speaker: Speaker, name: str, session: Session | None, config: Config) -> dict[str, object]:
    """Tell what is known of a speaker: the form in the index, the part in a session, and which other names are ruled to be theirs."""
    place = session.id if session else None
    role = next((str(each.role) for each in speaker.appearances if each.session == place), "")
    also = [each.name for each in config.person if each.same_as == name]
    return {"name": name, "index": speaker.name.heading, "role": role, "also": also}


def _about(passages: Sequence[Passage], report: Report) -> dict[str, object] | None:
    """Tell of the first of some passages that can have themes by what a theme is pinned to, and which it has."""
    for each in (each for each in passages if each.themed):
        themes = [one.theme for one in report.assignments if one.anchor == each.anchor]
        begins = " ".join(each.text.split()[:6])
        return {"point": each.point.number if each.point else None, "begins": begins, "themes": themes}
    return None


def _is_of(speaker: Speaker, passage: Passage, report: Report) -> bool:
    """Whether somebody says a passage, leads it, or is who stands there on a list."""
    block = passage.block
    points = [passage.point] if passage.point else block.points if isinstance(block, Statement) else []
    said = any(speaker.id in report.said_by.get(point.number, ()) for point in points)
    return said or any(each.anchor == passage.anchor for each in speaker.appearances)
