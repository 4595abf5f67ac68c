"""hsreport: a rapporteur's summary of a symposium in, a PDF, a Word file and a web page out.

    source = read_source(Path("summary.txt"))
    report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
    pdf = render_pdf(report, load_style("briefing")).data

Each step is a function on frozen values, which `hsreport.model` describes.
"""

from hsreport.enrich.matching import KnownPerson
from hsreport.enrich.report import enrich
from hsreport.enrich.vocabulary import Vocabulary, builtin_vocabulary, parse_vocabulary
from hsreport.errors import HsreportError, OutputError, SettingsError, SourceError
from hsreport.model import Report, Symposium
from hsreport.read.parse import parse
from hsreport.read.source import Source, read_source, source_from_bytes
from hsreport.render.docx import DocxFile, render_docx
from hsreport.render.html import render_html
from hsreport.render.pdf import PdfFile, render_pdf
from hsreport.render.style import HouseStyle, load_style
from hsreport.values import Finding, Severity, SourceSpan

__all__ = [
    "DocxFile",
    "Finding",
    "HouseStyle",
    "HsreportError",
    "KnownPerson",
    "OutputError",
    "PdfFile",
    "Report",
    "SettingsError",
    "Severity",
    "Source",
    "SourceError",
    "SourceSpan",
    "Symposium",
    "Vocabulary",
    "builtin_vocabulary",
    "enrich",
    "load_style",
    "parse",
    "parse_vocabulary",
    "read_source",
    "render_docx",
    "render_html",
    "render_pdf",
    "source_from_bytes",
]
