"""The Word file: the same HTML as the PDF's, each class set in the Word style that docs/reference/html.md gives it.

Points are a real Word list that counts through the document, so that a point added in Word renumbers those after
it; references to points and pages are fields that follow. Where a number in the HTML is not the one that the list would
give, it is written out instead. Nothing in the file makes Word ask a question on opening; F9 works the fields out anew.
"""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import html as html_parser
from msgspec.structs import replace

from hsreport.model import Report, Volume
from hsreport.ooxml.carried import record_part
from hsreport.ooxml.record import WordRecord
from hsreport.ooxml.xml import Element, footnotes, paragraph, w
from hsreport.render.html.dates import created
from hsreport.render.html.templating import render
from hsreport.render.html.volume import volume_html
from hsreport.render.style.tokens import HouseStyle, without_code
from hsreport.render.word.adopted import adopted
from hsreport.render.word.blocks import Compositor, mark_made
from hsreport.render.word.comments import comments_part
from hsreport.render.word.fonts import embedded_fonts, font_table
from hsreport.render.word.index import place_entries
from hsreport.render.word.package import Parts, packed, settings_part
from hsreport.render.word.pages import BODY, Block, heads, sectioned
from hsreport.render.word.properties import Properties, origin_of
from hsreport.render.word.reference import house_style, read_reference
from hsreport.render.word.styles import numbering_part, styles_part
from hsreport.source import Line
from hsreport.values import Finding, Value


class DocxFile(Value, frozen=True):
    """A Word file, and what could not be set as the HTML has it."""

    data: bytes
    findings: tuple[Finding, ...] = ()


class WordPages(dict[str, str]):
    """The folio of each anchor, and the program that it is of."""

    program = "PDF"


def render_docx(
    report: Report,
    style: HouseStyle,
    pages: Mapping[str, str] | None = None,
    lines: Sequence[Line] = (),
    *,
    comments: bool = False,
) -> DocxFile:
    """Return the publication as a Word file; `pages` are the folios that it shows until Word works them out (F9).

    `lines` are those of the source: with them the file can be edited and read back, what its author ruled with it. With `comments` the findings stand
    as comments at the place that they concern.
    """
    record = WordRecord(report.source, tuple(lines), report.symposium, author=report.author)
    html = render(report, style, medium="word", part="all", pages=pages)
    return docx_from_html(html, style, pages, record, findings=report.findings if comments else ())


def render_volume_docx(volume: Volume, style: HouseStyle, pages: Mapping[str, str]) -> DocxFile:
    """Return a volume as one Word file, with one index for Word to work out; `pages` are the folios that it shows until then."""
    return docx_from_html(volume_html(volume, style, medium="word", pages=pages), style, pages)


def docx_from_html(
    html: str,
    style: HouseStyle,
    pages: Mapping[str, str] | None = None,
    record: WordRecord | None = None,
    *,
    findings: Sequence[Finding] = (),
) -> DocxFile:
    """Return a Word file from HTML of the vocabulary; the same bytes for the same input.

    The speaker index is an INDEX field where `pages` gives the folio of each anchor.

    Every word of the HTML is in the file: what is outside the vocabulary is set as plain text, and a finding says so.
    The date in its properties is SOURCE_DATE_EPOCH where that is set, else the one that the HTML gives.
    """
    draft = draft_of(html, style, pages)
    document = draft.parts.document
    parts = draft.parts._replace(
        records=(record_part(record, document, draft.addresses),) if record else (),
        comments=comments_part(findings, record.symposium, document) if record and findings else None,
    )
    custom = {**(origin_of(record) if record else {}), **_origin_of_pages(pages)}
    return DocxFile(packed(parts, replace(draft.properties, custom=custom), draft.addresses), draft.findings)


def _origin_of_pages(pages: Mapping[str, str] | None) -> dict[str, str]:
    program = pages.program if isinstance(pages, WordPages) else WordPages.program
    return {"Pages from": program} if pages else {}


class Draft(NamedTuple):
    """A Word file before it is packed."""

    parts: Parts
    properties: Properties
    addresses: Mapping[str, str]
    findings: tuple[Finding, ...]


def draft_of(html: str, style: HouseStyle, pages: Mapping[str, str] | None) -> Draft:
    """Return the parts of a Word file from HTML, without what it carries of its source."""
    reference = read_reference(style.reference_docx) if style.reference_docx else None
    style = house_style(reference, style) if reference else style
    parser = html_parser.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    root = html_parser.document_fromstring(html.strip() or "<body></body>", parser=parser)
    body = next(root.iter("body"))
    properties = _properties(root, style)
    compositor = Compositor(root, style, pages or {})
    compositor.walk(body, "", BODY)
    blocks = compositor.blocks or [Block(BODY, paragraph("Normal"))]
    mark_made(blocks, compositor.desk)
    fonts = embedded_fonts(style if "<code" in html else without_code(style))
    document = w("document", w("body", *sectioned(blocks, style)))
    place_entries(compositor.entries.values(), document, compositor.desk)
    parts = Parts(
        document=document,
        styles=styles_part(style),
        settings=settings_part(style),
        numbering=numbering_part(style),
        footnotes=footnotes(compositor.desk.notes),
        font_table=font_table(style, fonts),
        fonts=fonts,
        heads=heads((block.layout for block in blocks), body.get("data-running", ""), properties.title, style),
        beside=tuple(compositor.pictures),
    )
    parts = adopted(parts, reference, style) if reference else parts
    return Draft(parts, properties, compositor.desk.addresses, tuple(compositor.desk.findings))


def _properties(root: Element, style: HouseStyle) -> Properties:
    said = {meta.get("name"): meta.get("content", "") for meta in root.iter("meta")}
    title = " ".join((root.findtext("head/title") or "").split())
    return Properties(
        title,
        author=said.get("author", ""),
        keywords=said.get("keywords", ""),
        language=root.get("lang", style.language),
        subject=said.get("description", ""),
        created=created("", os.environ) or said.get("dcterms.created", ""),
    )
