"""hsreport.toml: how the summaries of a folder are published, and who the people in them are."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from hsreport.editions.chatham_house.everybody import NOTHING_SETTLED, Settled
from hsreport.enrich.people.across import AuthorityEntry
from hsreport.enrich.themes.rulings import Ruling, Rulings
from hsreport.enrich.themes.skos import FORMS, parse_skos
from hsreport.enrich.themes.vocabulary import (
    AUTO,
    Order,
    ThemeTable,
    Vocabulary,
    amended,
    builtin_vocabulary,
    ordered,
    parse_vocabulary,
)
from hsreport.errors import SettingsError
from hsreport.parse.cast.known import brought_together
from hsreport.render.style.tokens import Beside, HouseStyle, load_style
from hsreport.settings import as_settings, close_match, parse_toml
from hsreport.values import Format, KnownPerson, Limits, LineRuling, Standard, Value

FILE_NAME = "hsreport.toml"


class Config(Value, frozen=True):
    """The keys of hsreport.toml. In the file a path is relative to it; here it is ready for use."""

    style: str = "briefing"
    """Name of a built-in house style, or path of a .toml file."""
    parts: tuple[Beside, ...] | None = None
    """What is printed beside the text, and in which order; as in the house style unless set."""
    formats: tuple[Format, ...] = tuple(Format)
    pdf_standard: Standard = Standard.UA_1
    """What the PDF keeps."""
    draft: bool = False
    """Whether what helps to revise is printed too, under a watermark: editorial notes, slips, the source's checksum."""
    refresh: bool = False
    """Whether LibreOffice lays the Word file out, for the pages that it shows."""
    comments: bool = False
    """Whether the Word file has the findings as comments."""
    reference_docx: str = ""
    """Path of a Word file that gives the styles of the Word file; that of the house style unless set."""
    output: str = "build"
    """The folder that the outputs go into."""
    vocabulary: str = AUTO
    """Name of a built-in vocabulary of themes, path of a .toml file, or "auto": what fits the document."""
    person: tuple[KnownPerson, ...] = ()
    """The entries `[[person]]`."""
    order: Order | None = None
    """The order of the themes; that of the vocabulary unless set."""
    theme: tuple[ThemeTable, ...] = ()
    """The entries `[[theme]]`: what is added to the vocabulary."""
    pin: tuple[Ruling, ...] = ()
    strike: tuple[Ruling, ...] = ()
    """The entries `[[pin]]` and `[[strike]]`: themes settled by hand."""
    ruling: tuple[LineRuling, ...] = ()
    """The entries `[[ruling]]`: lines whose reading is settled by hand."""

    limits: Limits = Limits()
    """The table `[limits]`: what a source may take when many are built."""
    anonymous: Settled = NOTHING_SETTLED
    """The table `[anonymous]`: words that could be names, settled for editions under the Chatham House Rule."""

    @property
    def people(self) -> tuple[KnownPerson, ...]:
        return brought_together(self.person)

    @property
    def rulings(self) -> Rulings:
        return Rulings(self.pin, self.strike, self.ruling)


class ReportFile(Value, frozen=True):
    """An entry `[[report]]` of volume.toml: a source, its short name and what the contents call it, where these are given."""

    source: str
    label: str = ""
    title: str = ""


class VolumeFile(Value, frozen=True):
    """The keys of volume.toml. In the file a path is relative to it; here it is ready for use."""

    report: tuple[ReportFile, ...] = ()
    """The entries `[[report]]`, in the order of the volume."""
    title: str = "Proceedings"
    editors: tuple[str, ...] = ()
    style: str = "briefing"
    formats: tuple[str, ...] = tuple(Format)
    output: str = "build"
    people: str = ""
    """Path of the authority file; the people.toml beside the volume unless set."""


class AuthorityFile(Value, frozen=True):
    """The keys of people.toml."""

    person: tuple[AuthorityEntry, ...] = ()


def read_volume_file(path: Path) -> VolumeFile:
    """The volume that a file describes."""
    given = as_settings(parse_toml(_text(path), str(path)), VolumeFile, str(path))
    if not given.report:
        raise SettingsError(
            "it names no report", file=str(path), hint="add a table [[report]] with its source for each"
        )
    return replace(
        given,
        report=tuple(replace(each, source=str(path.parent / each.source)) for each in given.report),
        style=_beside(path, given.style),
        formats=known_formats(given.formats),
        output=str(path.parent / given.output),
        people=str(path.parent / given.people) if given.people else "",
    )


def authority_in(path: Path) -> tuple[AuthorityEntry, ...]:
    """The entries of an authority file."""
    return as_settings(parse_toml(_text(path), str(path)), AuthorityFile, str(path)).person


def config_for(source: Path, given: Path | None = None) -> Config:
    """The configuration for a source: the file given, else the hsreport.toml beside it, else the defaults."""
    file = settings_file(source, given)
    return read_config(file) if file else Config()


def settings_file(source: Path, given: Path | None = None) -> Path | None:
    """The settings file for a source: the one given, else the hsreport.toml beside it, if there is one."""
    beside = source.parent / FILE_NAME
    return given or (beside if beside.is_file() else None)


def read_config(path: Path) -> Config:
    """The configuration in a file. A `SettingsError` names what is wrong, where, and what was probably meant."""
    config = as_settings(parse_toml(_text(path), str(path)), Config, str(path))
    return replace(
        config,
        style=_beside(path, config.style),
        formats=known_formats(config.formats),
        reference_docx=str(path.parent / config.reference_docx) if config.reference_docx else "",
        output=str(path.parent / config.output),
        vocabulary=_beside(path, config.vocabulary),
    )


def style_of(config: Config) -> HouseStyle:
    """The house style that is configured, with the Word file that gives it its Word styles."""
    style = load_style(config.style)
    if config.draft:
        style = replace(style, draft=True, watermark=style.watermark or "DRAFT")
    parts = style.parts if config.parts is None else config.parts
    return replace(style, parts=parts, reference_docx=config.reference_docx or style.reference_docx)


def vocabulary_of(config: Config) -> Vocabulary:
    """The vocabulary that is configured, with what the configuration adds to it."""
    return ordered(amended(load_vocabulary(config.vocabulary), config.theme, FILE_NAME), config.order)


def load_vocabulary(name_or_path: str, through: tuple[str, ...] = ()) -> Vocabulary:
    """The built-in vocabulary of that name, or the one in a file, with what it extends.

    `through` are the files that led to it; a `SettingsError` is raised where they come round to one of themselves.
    """
    path = Path(name_or_path)
    if path.suffix in FORMS:
        return parse_skos(_bytes(path), name_or_path, path.suffix)
    if path.suffix != ".toml":
        return builtin_vocabulary(name_or_path)
    here = str(path.resolve())
    if here in through:
        raise SettingsError("it extends itself", file=name_or_path, hint="let one of the files extend a built-in one")
    return parse_vocabulary(
        _text(path), name_or_path, lambda other: load_vocabulary(_beside(path, other), (*through, here))
    )


def known_formats(names: Sequence[str]) -> tuple[Format, ...]:
    """The formats named, each once, in the order of `Format`; a `SettingsError` for any other name."""
    for name in names:
        if name not in tuple(Format):
            raise SettingsError(f"there is no format “{name}”", hint=close_match(name, Format))
    return tuple(each for each in Format if each in names)


def _beside(config: Path, name: str) -> str:
    """A file named in the configuration as seen from the working directory; the name of a built-in stays."""
    return str(config.parent / name) if name.endswith((".toml", *FORMS)) else name


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise SettingsError(
            wrong.strerror or str(wrong), file=str(path), hint="check the name and your rights"
        ) from None


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        raise SettingsError("it is not UTF-8 text", file=str(path), hint="save it as UTF-8") from None
