"""The public names with their types; the docstring of the package says how they go together."""

from hsreport.enrich.matching import KnownPerson as KnownPerson
from hsreport.enrich.report import enrich as enrich
from hsreport.enrich.vocabulary import Vocabulary as Vocabulary
from hsreport.enrich.vocabulary import builtin_vocabulary as builtin_vocabulary
from hsreport.enrich.vocabulary import parse_vocabulary as parse_vocabulary
from hsreport.errors import HsreportError as HsreportError
from hsreport.errors import OutputError as OutputError
from hsreport.errors import SettingsError as SettingsError
from hsreport.errors import SourceError as SourceError
from hsreport.model import Report as Report
from hsreport.model import Symposium as Symposium
from hsreport.read.parse import parse as parse
from hsreport.read.source import Source as Source
from hsreport.read.source import read_source as read_source
from hsreport.read.source import source_from_bytes as source_from_bytes
from hsreport.render.docx import DocxFile as DocxFile
from hsreport.render.docx import render_docx as render_docx
from hsreport.render.html import render_html as render_html
from hsreport.render.pdf import PdfFile as PdfFile
from hsreport.render.pdf import render_pdf as render_pdf
from hsreport.render.style import HouseStyle as HouseStyle
from hsreport.render.style import load_style as load_style
from hsreport.values import Finding as Finding
from hsreport.values import Severity as Severity
from hsreport.values import SourceSpan as SourceSpan
