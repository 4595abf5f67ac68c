"""The date in a file's properties: no clock is asked, so that the same source gives the same bytes."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–—]\s*\d{1,2})?", r"(?P<year>(?:1[89]|20)\d\d)"
FORMS = tuple(
    re.compile(rf"\b{form}\b", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        _YEAR,
    )
)
"""How heads write dates, the fullest first; of several days the first counts."""


def created(printed: str, environment: Mapping[str, str]) -> str:
    """Date a file as W3C writes dates ("2003-02-25", "2003-02"): by SOURCE_DATE_EPOCH, else by the date in the head; else empty.

    A date may be a year, or a year and a month. SOURCE_DATE_EPOCH is counted in seconds, as reproducible-builds.org
    asks; what is no number is passed over.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return next((_w3c(found) for form in FORMS if (found := form.search(printed))), "")


def _w3c(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = parts.get("month", "")
    number = f"{MONTHS.index(month[:3].lower()) + 1:02}" if month.isalpha() else month
    day = f"{int(parts['day']):02}" if parts.get("day") else ""
    return "-".join(part for part in (parts["year"], number, day) if part)
