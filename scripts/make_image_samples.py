"""Make tests/files/image: a page of a letter as a scanner would give it; needs a Chinese font.

python scripts/make_image_samples.py FONT.ttc
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parents[1] / "tests" / "files" / "image"
LINES = (
    "机密★20年",
    "示例市人民政府办公室文件",
    "示政办发〔2026〕12号",
    "关于示例事项的通知",
    "各区人民政府：",
    "联系人身份证号 11010519491231002X",
)


def main(font: str) -> None:
    """Write the page in sixteen shades of grey."""
    page = Image.new("L", (900, 560), 255)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(LINES):
        draw.text((60, 40 + 80 * number), line, font=ImageFont.truetype(font, 34), fill=20)
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.quantize(16).save(FOLDER / "letter.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
