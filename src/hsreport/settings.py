"""Settings files: TOML as a value of a known kind, with messages that name the key and what was meant."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args

import msgspec

from hsreport.errors import SettingsError
from hsreport.values import Value

Settings = TypeVar("Settings", bound=Value)


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The tables of a TOML text; a `SettingsError` names the file, and the line where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SettingsError(f"not TOML: {wrong}", file=file) from None


def as_settings(tables: dict[str, Any], kind: type[Settings], file: str) -> Settings:
    """The tables of a settings file as a value of `kind`; a `SettingsError` names the key that is wrong."""
    try:
        return msgspec.convert(tables, kind)
    except msgspec.ValidationError as wrong:
        message, _, place = str(wrong).partition(" - at ")
        where = place.strip("`").removeprefix("$").removeprefix(".")
        unknown = re.search("unknown field `(.+)`", message)
        if unknown is None:
            raise SettingsError(f"{where}: {message}" if where else message, file=file) from None
        key = f"{where}.{unknown[1]}" if where else unknown[1]
        hint = close_match(unknown[1], _keys(kind, where))
        raise SettingsError(f"unknown key “{key}”", file=file, hint=hint) from None


def close_match(found: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the nearest one, else all of them."""
    names = list(known)
    near = difflib.get_close_matches(found, names, 1)
    return f"did you mean “{near[0]}”?" if near else f"known here: {', '.join(names) or 'none'}"


def _keys(kind: type[Value], where: str) -> tuple[str, ...]:
    """The keys that may stand at a dotted path within `kind`."""
    for step in where.split(".") if where else ():
        kind = next(_structs(kind.__annotations__.get(re.sub(r"\[.*", "", step))), kind)
    return kind.__struct_fields__


def _structs(hint: object) -> Iterator[type[Value]]:
    """The structs that a type hint speaks of, however deep."""
    if isinstance(hint, type) and issubclass(hint, Value):
        yield hint
    for part in get_args(hint):
        yield from _structs(part)
