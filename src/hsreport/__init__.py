"""hsreport: a rapporteur's summary of a symposium in, a PDF, a Word file and a web page out.

    source = read_source(Path("summary.txt"))
    report = enrich(parse(source), source.record, builtin_vocabulary("human-security"))
    pdf = render_pdf(report, load_style("briefing")).data

Each step is a function on frozen values, which `hsreport.model` describes.
"""

from hsreport.enrich.report import enrich
from hsreport.enrich.themes.vocabulary import Vocabulary, builtin_vocabulary, parse_vocabulary
from hsreport.errors import HsreportError, OutputError, SettingsError, SourceError
from hsreport.model import Report, Symposium
from hsreport.parse.symposium import parse
from hsreport.read.source import read_source, source_from_bytes
from hsreport.render.html.page import render_html
from hsreport.render.pdf.book import PdfFile, render_pdf
from hsreport.render.style.tokens import HouseStyle, load_style
from hsreport.render.word.file import DocxFile, render_docx
from hsreport.source import Source
from hsreport.values import Finding, KnownPerson, Severity, SourceSpan

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
