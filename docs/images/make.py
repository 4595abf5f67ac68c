"""Take the README's picture: two pages of the seed's PDF side by side, as `scripts/publish` makes it."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageOps

HERE = Path(__file__).parent
PDF = HERE.parents[1] / "build" / "symposium-2003.pdf"
ANCHORS = ("session-1", "speaker-index")
DOTS_PER_INCH = 80
FRAME, GAP = "#b4bac1", 24


def page_numbers() -> list[int]:
    """The pages on which the anchors stand, counted from 1."""
    with pikepdf.open(PDF) as pdf:
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        pages = [page.obj.objgen for page in pdf.pages]
        return [pages.index(places[anchor][0].objgen) + 1 for anchor in ANCHORS]


def picture(number: int) -> Image.Image:
    """A page with a hairline around it."""
    command = ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-f", str(number), "-l", str(number), str(PDF)]
    drawn = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    return ImageOps.expand(Image.open(BytesIO(drawn)).convert("RGB"), 1, FRAME)


def main() -> None:
    pictures = [picture(number) for number in page_numbers()]
    width = sum(each.width for each in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(each.height for each in pictures)), "white")
    left = 0
    for each in pictures:
        sheet.paste(each, (left, 0))
        left += each.width + GAP
    sheet.quantize(64).save(HERE / "pages.png", optimize=True)


if __name__ == "__main__":
    main()
