"""What can be asked for by a click, as changes of hsreport.toml: a ruling, a theme set or taken, a person settled."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import asdict, replace

from hsreport.parse.rulings import rows_of
from hsreport.preview.ledger import Change
from hsreport.settings import Splice, amended, appended, removed
from hsreport.values import LineRuling, Value


class Line(LineRuling, frozen=True):
    """How a paragraph is read."""

    def change(self, source: str) -> Change:
        """Return the change that puts the ruling at the end."""
        return partial(appended, table="ruling", rows=rows_of(replace(self, source=source)))


class Theme(Value, frozen=True):
    """Whether a point, or a passage of discussion, has a theme."""

    theme: str
    begins: str
    on: bool
    point: int | None = None

    def change(self, source: str) -> Change:
        """Return the change that takes the opposite out of the file or, where it is not there, says so."""
        rows = {key: value for key, value in asdict(self).items() if key != "on" and value is not None}

        def same(given: Mapping[str, Any]) -> bool:
            words = sorted([given.get("begins", ""), self.begins], key=len)
            about = given.get("theme") == self.theme and given.get("source", "") in {"", source}
            return about and words[1].startswith(words[0])

        def change(text: bytes) -> Splice:
            table, opposite = ("pin", "strike") if self.on else ("strike", "pin")
            return removed(text, opposite, same) or appended(text, table, {**rows, "source": source})

        return change


class Person(Value, frozen=True):
    """What is known of somebody; what is empty is taken out, what is not given stays."""

    name: str
    index: str | None = None
    same_as: str | None = None

    def change(self, _: str) -> Change:
        """Return the change that puts it into the entry of the person, or takes one out in which nothing else stands."""
        rows = {key: value for key, value in asdict(self).items() if key != "name" and value is not None}

        def bare(given: Mapping[str, Any]) -> bool:
            return given.get("name") == self.name and not any(rows.values()) and given.keys() <= {"name", *rows}

        return lambda text: removed(text, "person", bare) or amended(text, "person", self.name, rows)


WISHES: dict[str, type[Line] | type[Theme] | type[Person]] = {"rule": Line, "theme": Theme, "person": Person}
"""By the address that takes them."""
