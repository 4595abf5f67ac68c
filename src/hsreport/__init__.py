"""hsreport: a rapporteur's summary of a symposium in, a PDF, a Word file and a web page out.

    source = read_source(Path("summary.txt"))
    report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
    pdf = render_pdf(report, load_style("briefing"))

Each step is a function on frozen values; `hsreport.model` describes them.
"""

from importlib import import_module
from typing import Any

_WHERE = {
    "read_source": "read.source",
    "parse": "read.parse",
    "enrich": "enrich.report",
    "KnownPerson": "enrich.matching",
    "builtin_vocabulary": "enrich.vocabulary",
    "parse_vocabulary": "enrich.vocabulary",
    "load_style": "render.style",
    "HouseStyle": "render.style",
    "render_html": "render.html",
    "render_pdf": "render.pdf",
    "render_docx": "render.docx",
    "Report": "model",
    "Symposium": "model",
    "Finding": "values",
    "HsreportError": "errors",
}
"""The public names, and the module of each; a name is imported when it is first used."""

__all__ = list(_WHERE)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module “hsreport” has no attribute “{name}”")
    return getattr(import_module(f"hsreport.{_WHERE[name]}"), name)
