"""Settings files: TOML as a value of a known kind, with messages that name the key and what was meant."""

import difflib
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin

import msgspec

from hsreport.errors import SettingsError
from hsreport.values import SourceSpan, Value

Settings = TypeVar("Settings", bound=Value)


def templates_folder() -> Path:
    """Find the built-in templates: in the installed package, else in the checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The tables of a TOML text; a `SettingsError` names the file, and the line where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SettingsError(f"not TOML: {wrong}", file=file) from None


def as_settings(tables: dict[str, Any], kind: type[Settings], file: str) -> Settings:
    """The tables of a settings file as a value of `kind`; a `SettingsError` names the key or the word that is wrong, and its line."""
    try:
        return msgspec.convert(tables, kind)
    except msgspec.ValidationError as wrong:
        message, _, place = str(wrong).partition(" - at ")
        where = place.strip("`").removeprefix("$").removeprefix(".")
        holder, _, last = where.rpartition(".")
        word, hint = re.sub(r"\[.*", "", last), ""
        if key := re.search("unknown field `(.+)`", message):
            word, hint = key[1], close_match(key[1], _fields(kind, where))
            where, message = "", f"unknown key “{where}{'.' * bool(where)}{word}”"
        elif value := re.search("enum value '(.+)'", message):
            hint = close_match(value[1], _words(_fields(kind, holder)[word]))
            word, message = value[1], f"unknown word “{value[1]}”"
        message = f"{where}: {message}" if where else message
        raise SettingsError(message, file=file, span=_line_of(word, file), hint=hint) from None


class Splice(NamedTuple):
    """A change of a settings file: at which byte what stood there goes, and what comes in its place."""

    at: int
    old: bytes
    new: bytes

    def on(self, text: bytes) -> bytes:
        """Return the text with the change."""
        return text[: self.at] + self.new + text[self.at + len(self.old) :]


def appended(text: bytes, table: str, rows: Mapping[str, object]) -> Splice:
    """Put a table of TOML at the end of a settings file; what stands there before is not touched."""
    gap = "\n" * (text[-1:] not in {b"", b"\n"}) + "\n"
    return Splice(len(text), b"", f"{gap}[[{table}]]\n{_rows(rows)}".encode())


def amended(text: bytes, table: str, name: str, rows: Mapping[str, str]) -> Splice:
    """Set keys in the last table that has this name, take out those that are empty; else append such a table."""
    found = _table_at(text, table, lambda has: has.get("name") == name)
    if not found:
        return appended(text, table, {"name": name, **{key: value for key, value in rows.items() if value}})
    new = re.sub(rf"(?m)^[ \t]*(?:{'|'.join(rows)})[ \t]*=.*\n?".encode(), b"", found[0])
    head, rest = new.split(b"\n", 1)
    given = _rows({key: value for key, value in rows.items() if value}).encode()
    return Splice(found.start(), found[0], head + b"\n" + given + rest)


def removed(text: bytes, table: str, meant: Callable[[Mapping[str, Any]], bool]) -> Splice | None:
    """Take the last table that is meant out, with its keys and not with remarks below it; None where there is none."""
    found = _table_at(text, table, meant)
    return found and Splice(found.start(), found[0], re.sub(rb"(?m)^(?:\[\[.*|\s*\w+[ \t]*=.*)\n?", b"", found[0]))


def _table_at(text: bytes, table: str, meant: Callable[[Mapping[str, Any]], bool]) -> re.Match[bytes] | None:
    """Find the last table of a name that is meant, up to the next one."""
    every = re.finditer(rf"(?m)^\[\[{table}\]\].*\n(?:(?!\s*\[\[?[A-Za-z]).*\n|(?!\s*\[).+\Z)*".encode(), text)
    return next((each for each in reversed([*every]) if meant(parse_toml(each[0].decode(), "")[table][0])), None)


def _rows(rows: Mapping[str, object]) -> str:
    words = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows.items())
    return words.replace("\x7f", "\\u007f")


def _line_of(word: str, file: str) -> SourceSpan | None:
    """The first line of a settings file that has a key or a word; None where there is no such file or line."""
    text = Path(file).read_text(encoding="utf-8") if Path(file).is_file() else ""
    word = re.escape(word)
    found = re.search(rf"^[^#\n]*(?:[\"']{word}[\"']|\b{word}\s*[=\]])", text, re.MULTILINE)
    line = text.count("\n", 0, found.end()) + 1 if found else 0
    return SourceSpan(line, line) if line else None


def close_match(found: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the nearest one, else all of them."""
    names = list(known)
    near = difflib.get_close_matches(found, names, 1)
    return f"did you mean “{near[0]}”?" if near else f"known here: {', '.join(names) or 'none'}"


def _words(hint: object) -> Iterator[str]:
    """The words that a type hint allows, however deep."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        yield from hint
    for part in get_args(hint):
        yield from [part] if get_origin(hint) is Literal else _words(part)


def _fields(kind: type[Value], where: str) -> dict[str, object]:
    """The keys that may stand at a dotted path within `kind`, and what each takes."""
    fields: dict[str, object] = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    step, _, rest = where.partition(".")
    inner = next(_structs(fields.get(re.sub(r"\[.*", "", step))), None)
    return _fields(inner, rest) if inner else fields


def _structs(hint: object) -> Iterator[type[Value]]:
    """The structs that a type hint speaks of, however deep."""
    if isinstance(hint, type) and issubclass(hint, Value):
        yield hint
    for part in get_args(hint):
        yield from _structs(part)
