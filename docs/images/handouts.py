"""Take the thumbnails of docs/howto/handouts.md: the handouts themselves, as `hsreport handout` makes them of the seed."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps

HERE = Path(__file__).parent
SEED = HERE.parents[1] / "seeds" / "symposium-2003.txt"
ROWS = {
    "editions.png": (("--session", "1"), ("--speaker", "Geremek"), ("--theme", "health"), ("--brief",)),
    "looks.png": (
        ("--session", "2", "--notes"),
        ("--session", "2", "--large-print"),
        ("--session", "2", "--gray"),
        ("--session", "2", "--rule", "chatham-house"),
    ),
    "layouts.png": (
        ("--session", "1"),
        ("--session", "1", "--layout", "2-up"),
        ("--session", "1", "--layout", "4-up", "--crop-marks"),
        ("--session", "1", "--layout", "booklet", "--fold-marks"),
    ),
}
"""A picture, and the handouts in it; of each the first side."""
DOTS_PER_INCH = 30
FRAME, GAP = "#b4bac1", 10


def first_side(options: tuple[str, ...]) -> Image.Image:
    """The first side of a handout, with a hairline around it."""
    with TemporaryDirectory() as folder:
        program = Path(sys.executable).with_name("hsreport")
        order = [program, "handout", SEED, "-o", folder, *options]
        path = subprocess.run(order, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603
        command = ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-l", "1", path]
        drawn = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    return ImageOps.expand(Image.open(BytesIO(drawn)).convert("RGB"), 1, FRAME)


def main() -> None:
    for name, handouts in ROWS.items():
        pictures = [first_side(options) for options in handouts]
        width = sum(each.width for each in pictures) + GAP * (len(pictures) - 1)
        row = Image.new("RGB", (width, max(each.height for each in pictures)), "white")
        left = 0
        for each in pictures:
            row.paste(each, (left, 0))
            left += each.width + GAP
        row.quantize(32).save(HERE / f"handouts-{name}", optimize=True)


if __name__ == "__main__":
    main()
