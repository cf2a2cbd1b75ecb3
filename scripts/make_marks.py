"""make_marks: the words that the tests look for in pictures, as small black and white pictures.

python scripts/make_marks.py FONT        # writes tests/files/image/*.png; any font of Chinese does
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
SIZE, MARGIN = 36, 14
PAGE = (
    "机密★10年",
    "示政办发〔2026〕12号",
    "身份证号 11010519491231002X",
    "此件不公开",
)


def picture(lines: tuple[str, ...], font: ImageFont.FreeTypeFont) -> Image.Image:
    """The lines in black on white, one bit for each pixel."""
    width = max(round(font.getlength(line)) for line in lines) + 2 * MARGIN
    drawn = Image.new("1", (width, (SIZE + MARGIN) * len(lines) + 2 * MARGIN), 1)
    for number, line in enumerate(lines):
        place = (MARGIN, MARGIN // 2 + number * (SIZE + MARGIN))
        ImageDraw.Draw(drawn).text(place, line, font=font, fill=0)
    return drawn


def main() -> None:
    """Draw the page of the tests, and the mark of every plant that OCR must read."""
    from plants.image import SHOWN

    font = ImageFont.truetype(sys.argv[1], SIZE, index=2 if sys.argv[1].endswith(".ttc") else 0)
    folder = ROOT / "tests" / "files" / "image"
    folder.mkdir(parents=True, exist_ok=True)
    picture(PAGE, font).save(folder / "page.png", optimize=True)
    for plant in SHOWN:
        picture((plant.mark,), font).save(folder / f"{plant.mark}.png", optimize=True)


if __name__ == "__main__":
    main()
