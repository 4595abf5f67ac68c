"""What a Word file shows beside words: the logo on the cover, pictures of the text, and a watermark behind every page.

Logo and pictures stand in their lines (DrawingML, ECMA-376 part 1, 20.4), the watermark the shape that Word's own command
makes, which hangs on each header (VML, part 4, 14.1), so that Word finds, changes and removes it.
"""

import hashlib
from base64 import b64decode
from typing import NamedTuple

from lxml import etree

from hsreport.ooxml.package import Related
from hsreport.ooxml.paragraphs import PICTURE_ID
from hsreport.ooxml.xml import NOT_IN_XML, Element, run, w
from hsreport.render.style.tokens import HouseStyle

TYPES = ("image/png", "image/jpeg", "image/gif", "image/bmp")
"""Pictures that every Word shows."""
EMU_A_MM, EMU_A_PIXEL = 36_000, 9_525
VML, OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
EQUATIONS = (
    "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0", "if @0 21600 @1",
    "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5",
)  # fmt: skip
"""The guides of the shape of type 136, WordArt on a straight line, whose words fill it."""
WORD_ART = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136"'
    ' adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas/><v:path textpathok="t" o:connecttype="rect"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype><v:shape type="#_x0000_t136" o:allowincell="f" stroked="f">'
    '<v:fill opacity=".25"/><v:textpath/></v:shape></w:pict>'
)
STANDING = (
    "position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;height:{height:.0f}pt;rotation:305;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    "mso-position-vertical:center;mso-position-vertical-relative:page"
)
POINTS_A_MM = 72 / 25.4
CAPITAL_HEIGHT, LETTER_WIDTH = 0.73, 0.7
"""How high and wide a capital is, about, in ems."""


class Picture(NamedTuple):
    """A run that shows a picture, and the part that holds its bytes."""

    run: Element
    part: Related


def picture(image: Element, room_mm: tuple[float, float], number: int = 0) -> Picture | None:
    """Return the picture of an `img`, as large as that says where there is room; None for no picture of Word's.

    Those of the text are counted from 1; without a number it is the logo.
    """
    from docx.image.image import Image as Opened
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.shape import CT_Inline

    kind, _, encoded = image.get("src", "").removeprefix("data:").partition(";base64,")
    data = b64decode(encoded)
    if kind not in TYPES:
        return None
    try:
        opened = Opened.from_blob(data)
    except Exception:  # python-docx raises that itself for a JPEG that was cut off
        return None
    wide = _pixels(image.get("width"), opened.px_width) * EMU_A_PIXEL
    high = _pixels(image.get("height"), opened.px_height) * EMU_A_PIXEL
    scale = min(1, room_mm[0] * EMU_A_MM / wide, room_mm[1] * EMU_A_MM / high)
    name = f"{PICTURE_ID}{hashlib.sha256(data).hexdigest()}" if number else "logo"
    file = f"{name}.{opened.ext}"
    inline = CT_Inline.new_pic_inline(number + 1, name, file, int(wide * scale), int(high * scale))  # type: ignore[arg-type]
    inline.docPr.set("descr", image.get("alt", ""))
    for side in (
        "distT",
        "distB",
        "distL",
        "distR",
    ):  # LibreOffice sets a picture off by 3 mm where nothing says how far.
        inline.set(side, "0")
    made = etree.fromstring(etree.tostring(inline))
    part = Related("document", name, RELATIONSHIP_TYPE.IMAGE, f"/word/media/{file}", kind, data)
    return Picture(run(w("drawing", made)), part)


def _pixels(said: str | None, own: int) -> int:
    return int(said) if said and said.isdecimal() else own


def watermark(style: HouseStyle, number: int) -> Element:
    """Return a run with the house style's watermark across the page; `number` sets it apart from those of other headers."""
    said = NOT_IN_XML.sub("", style.watermark)
    count, wide = len(said) or 1, style.page.width_mm
    size = min(wide * 1.3 / count, wide / 4) * POINTS_A_MM
    made = etree.fromstring(WORD_ART)
    kind, shape = made
    kind[0].extend(etree.Element(f"{{{VML}}}f", eqn=equation) for equation in EQUATIONS)
    shape.set("id", f"PowerPlusWaterMarkObject{number}")
    shape.set(f"{{{OFFICE}}}spid", f"_x0000_s{2048 + number}")
    shape.set("fillcolor", style.colours.rule)
    shape.set("style", STANDING.format(width=size * LETTER_WIDTH * count, height=size * CAPITAL_HEIGHT))
    shape[1].set("style", f'font-family:"{style.fonts.display}";font-size:1pt')
    shape[1].set("string", said)
    shape.set("alt", said)
    return run(made)
