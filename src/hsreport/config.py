"""The settings of a project: `hsreport.toml` beside the source, or the file named on the command line."""

from pathlib import Path

from msgspec.structs import replace

from hsreport.enrich.matching import KnownPerson
from hsreport.enrich.vocabulary import Vocabulary, builtin_names, builtin_vocabulary, parse_vocabulary
from hsreport.errors import SettingsError
from hsreport.settings import as_settings, close_match, parse_toml
from hsreport.values import Value

NAME = "hsreport.toml"
FORMATS = ("pdf", "docx", "html")


class Config(Value, frozen=True):
    """What `hsreport.toml` may say; paths in it are relative to the file."""

    style: str = "briefing"
    """A built-in house style by name, or a file."""
    vocabulary: str = "human-security"
    """A built-in vocabulary by name, or a file."""
    formats: tuple[str, ...] = FORMATS
    output: str = ""
    """The folder for what is built; "build" in the working directory where it is empty."""
    person: tuple[KnownPerson, ...] = ()


def load_config(path: Path) -> Config:
    """The settings in a file; `SettingsError` names what is wrong in it, and where."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", file=str(path), hint="check its name") from error
    config = as_settings(parse_toml(text, str(path)), Config, str(path))
    for wrong in (name for name in config.formats if name not in FORMATS):
        raise SettingsError(f"unknown format “{wrong}”", file=str(path), hint=close_match(wrong, FORMATS))
    return replace(
        config,
        style=_beside(path, config.style),
        vocabulary=_beside(path, config.vocabulary),
        output=str(path.parent / config.output) if config.output else "",
    )


def config_for(source: Path, given: Path | None = None) -> Config:
    """The settings for a source: the file given, else the one beside it, else the defaults."""
    beside = source.parent / NAME
    if given:
        return load_config(given)
    return load_config(beside) if beside.is_file() else Config()


def vocabulary_of(config: Config) -> Vocabulary:
    """The vocabulary that the settings name; `SettingsError` where there is none of that name."""
    path = Path(config.vocabulary)
    if config.vocabulary in builtin_names():
        return builtin_vocabulary(config.vocabulary)
    if not path.is_file():
        hint = close_match(config.vocabulary, builtin_names())
        raise SettingsError(f"no vocabulary “{config.vocabulary}”", hint=hint)
    return parse_vocabulary(path.read_text(encoding="utf-8"), str(path))


def _beside(config: Path, name: str) -> str:
    """A file named in the settings as seen from the working directory; the name of a built-in stays."""
    return str(config.parent / name) if name.endswith(".toml") else name
