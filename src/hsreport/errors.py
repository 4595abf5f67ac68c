"""Everything hsreport raises on purpose.

    HsreportError                exit code 1
    |-- SourceError              the summary cannot be read, or holds nothing to report on
    |-- OutputError              a file cannot be written
    |-- ClusterError             a cluster is not there, or not fit for the work
    |   `-- MissingLibraryError  a library that pages are laid out with is not on the machine
    `-- SettingsError            exit code 2: a configuration, style or vocabulary file is wrong

Odd text is never an exception: it is a `Finding`.
"""

from hsreport.values import SourceSpan

MORE_MEMORY = "end other programs, raise ulimit -v, or build fewer formats at once (-f)"
"""What to do where memory is short."""


class HsreportError(Exception):
    """A failure with what a user needs to mend it: the file, the line where known, and a hint."""

    exit_code = 1

    def __init__(self, message: str, *, file: str = "", span: SourceSpan | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.span, self.hint = message, file, span, hint

    def __str__(self) -> str:
        place = ":".join(part for part in (self.file, str(self.span.first) if self.span else "") if part)
        return f"{place}: error: {self.message}" if place else f"error: {self.message}"


class SourceError(HsreportError):
    """The summary cannot be read, or holds nothing to report on."""


class OutputError(HsreportError):
    """A file cannot be written; what stood there before is whole."""


class MissingLibraryError(OutputError):
    """A library that pages are laid out with is not on the machine."""


class SettingsError(HsreportError):
    """A configuration, style or vocabulary file is wrong."""

    exit_code = 2


class ClusterError(HsreportError):
    """A cluster is not there, or not fit."""
