"""hsreport: a rapporteur's summary of a symposium in, a PDF, a Word file and a web page out.

    source = read_source(Path("summary.txt"))
    report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
    pdf = render_pdf(report, load_style("briefing")).data

Each step is a function on frozen values, which `hsreport.model` describes. A name is imported when it is first used;
`__init__.pyi` has the same names for readers and type checkers.
"""

from importlib import import_module

_MODULES = {
    "read.source": ("Source", "read_source", "source_from_bytes"),
    "read.parse": ("parse",),
    "enrich.matching": ("KnownPerson",),
    "enrich.vocabulary": ("Vocabulary", "builtin_vocabulary", "parse_vocabulary"),
    "enrich.report": ("enrich",),
    "render.style": ("HouseStyle", "load_style"),
    "render.html": ("render_html",),
    "render.pdf": ("PdfFile", "render_pdf"),
    "render.docx": ("DocxFile", "render_docx"),
    "model": ("Report", "Symposium"),
    "values": ("Finding", "Severity", "SourceSpan"),
    "errors": ("HsreportError", "OutputError", "SettingsError", "SourceError"),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}

__all__ = sorted(_WHERE)  # noqa: PLE0605 - a list, which sorted() gives


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'hsreport' has no attribute '{name}'")
    return getattr(import_module(f"hsreport.{_WHERE[name]}"), name)
