"""formats: how fast each format is read, on files made here.

    python benchmarks/formats.py [FORMAT…]

Medians of three; units (paragraphs, cells, pages, messages …) and MB of file per second of wall
time, in the reader's child process, its start not counted.
"""

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import NamedTuple

from seclint.isolate import Reader
from seclint.model import Document

LINE = "为切实做好防汛物资储备工作，现将有关事项通知如下，请认真贯彻执行。"
COUNT = 2000


class Sample(NamedTuple):
    """A file, and how many of what it holds."""

    name: str
    data: bytes
    units: int
    unit: str


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def text() -> Sample:
    return Sample("a.txt", f"{LINE}\n".encode() * COUNT * 50, COUNT * 50, "lines")


def html() -> Sample:
    body = f"<p>{LINE}</p>\n".encode() * COUNT * 10
    return Sample("a.html", b"<html><body>" + body, COUNT * 10, "paragraphs")


def rtf() -> Sample:
    line = "".join(f"\\'{byte:02x}" for byte in LINE.encode("gb18030")).encode()
    return Sample(
        "a.rtf",
        b"{\\rtf1\\ansi\\ansicpg936 " + (line + b"\\par\n") * COUNT + b"}",
        COUNT,
        "paragraphs",
    )


def mail() -> Sample:
    message = EmailMessage()
    message["Subject"] = LINE
    message.set_content(f"{LINE}\n" * COUNT)
    return Sample("a.eml", bytes(message), COUNT, "lines")


def docx() -> Sample:
    import docx

    document = docx.Document()
    for _ in range(COUNT):
        document.add_paragraph(LINE)
    return Sample("a.docx", saved(document.save), COUNT, "paragraphs")


def xlsx() -> Sample:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("表")
    for number in range(COUNT * 5):
        sheet.append([number, LINE, "张三", 1.5, "2026-01-01"] * 2)
    return Sample("a.xlsx", saved(book.save), COUNT * 50, "cells")


def xls() -> Sample:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row in range(COUNT * 5):
        for column, value in enumerate([row, LINE, "张三", 1.5, "2026-01-01"]):
            sheet.write(row, column, value)
    return Sample("a.xls", saved(book.save), COUNT * 25, "cells")


def pptx() -> Sample:
    import pptx

    deck = pptx.Presentation()
    for _ in range(200):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = LINE, "\n".join([LINE] * 5)
        slide.notes_slide.notes_text_frame.text = LINE
    return Sample("a.pptx", saved(deck.save), 200, "slides")


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


def odt() -> Sample:
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    document = OpenDocumentText()
    for _ in range(COUNT):
        document.text.addElement(P(text=LINE))
    return Sample("a.odt", saved(document.write), COUNT, "paragraphs")


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


def packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def archive() -> Sample:
    return Sample("a.zip", packed({f"{n}.txt": LINE * 20 for n in range(COUNT)}), COUNT, "files")


def scan() -> Sample:
    from pathlib import Path

    import reportlab
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), 30)
    page = Image.new("L", (1654, 2339), "white")
    for row in range(30):
        ImageDraw.Draw(page).text((150, 150 + 65 * row), "No. 110101 19900307 100X", font=font)
    return Sample("a.png", saved(lambda out: page.save(out, "png")), 1, "scanned pages")


SAMPLES = {
    make.__name__: make
    for make in (text, html, rtf, mail, docx, xlsx, xls, pptx, pdf, odt, ofd, archive, scan)
}


def measured(sample: Sample) -> tuple[float, int]:
    """Seconds (median of three), and characters read."""
    seconds, characters = [], 0
    with Reader() as reader:
        reader.extract(sample.name, sample.data)  # imports, models
        for _ in range(3):
            start = time.perf_counter()
            found = reader.extract(sample.name, sample.data)
            seconds.append(time.perf_counter() - start)
            characters = sum(len(item.text) for item in found if isinstance(item, Document))
    return statistics.median(seconds), characters


if __name__ == "__main__":
    for name in sys.argv[1:] or SAMPLES:
        sample = SAMPLES[name]()
        seconds, characters = measured(sample)
        rate, size = sample.units / seconds, len(sample.data) / 1e6 / seconds
        print(
            f"{name:8} {rate:12,.1f} {sample.unit}/s {size:8.2f} MB/s {characters:10,} characters"
        )
