"""pages: what is laid out or drawn, and scans."""

import io
from pathlib import Path

from samples.archives import packed
from samples.sample import COUNT, LINE, Sample, saved


def pdf() -> Sample:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _ in range(200):
        canvas.setFont("STSong-Light", 12)
        for row in range(30):
            canvas.drawString(72, 780 - 22 * row, LINE)
        canvas.showPage()
    canvas.save()
    return Sample("a.pdf", stream.getvalue(), 200, "pages")


def ofd() -> Sample:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject ID="{n}" Boundary="20 {n * 8} 170 6" Font="1" Size="5">'
        f'<ofd:TextCode X="0" Y="5">{LINE}</ofd:TextCode></ofd:TextObject>'
        for n in range(1, 31)
    )
    page = (
        f"<ofd:Page {space}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Content><ofd:Layer ID="99">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="P{n}.xml"/>' for n in range(200))
    parts = {
        "OFD.xml": f'<ofd:OFD {space} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D/Document.xml": f"<ofd:Document {space}><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        **{f"D/P{n}.xml": page for n in range(200)},
    }
    return Sample("a.ofd", packed(parts), 200, "pages")


def wmf() -> Sample:
    from plants.metafile import text_out, wmf

    records = (text_out(LINE, y=16 * row) for row in range(COUNT))
    return Sample("a.wmf", wmf(*records), COUNT, "lines")


def emf() -> Sample:
    from plants.metafile import emf, ext_out

    records = (ext_out(LINE, y=20 * row) for row in range(COUNT))
    return Sample("a.emf", emf(*records), COUNT, "lines")


def scan(kind: str, rows: int = 30, width: int = 1654) -> Sample:
    """A scanned page, or a piece of one, in a format of pictures."""
    import reportlab
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), 30)
    page = Image.new("L", (width, 2339 * rows // 30), "white")
    for row in range(rows):
        at = (min(150, width // 20), 10 + 65 * row)
        ImageDraw.Draw(page).text(at, f"No. {row} 19900307 100X", font=font)
    form, options = ("ICO", {"bitmap_format": "bmp"}) if kind == "CUR" else (kind, {})
    made = saved(lambda out: page.save(out, form, **options))
    if kind == "CUR":  # an icon with another number
        made = made[:2] + b"\2" + made[3:]
    return Sample(f"a.{kind.lower()}", made, rows, "OCR lines")


_PICTURES = {
    "jpeg": "JPEG", "gif": "GIF", "tiff": "TIFF", "webp": "WEBP", "bmp": "BMP", "jp2": "JPEG2000",
    "pcx": "PCX", "avif": "AVIF",
}  # fmt: skip

SAMPLES = {
    "pdf": pdf, "ofd": ofd, "wmf": wmf, "emf": emf, "png": lambda: scan("PNG"),
    **{form: lambda kind=kind: scan(kind, 10) for form, kind in _PICTURES.items()},
    "ico": lambda: scan("ICO", 3, 230), "cur": lambda: scan("CUR", 3, 230),
}  # fmt: skip
