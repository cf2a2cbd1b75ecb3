"""office: documents, workbooks and presentations, old and new."""

from samples.sample import COUNT, LINE, Sample, saved


def docx() -> Sample:
    import docx

    document = docx.Document()
    for _ in range(COUNT):
        document.add_paragraph(LINE)
    return Sample("a.docx", saved(document.save), COUNT, "paragraphs")


def doc() -> Sample:
    import worddoc

    return Sample("a.doc", worddoc.document([worddoc.block(LINE)] * COUNT), COUNT, "paragraphs")


def office_xml() -> Sample:
    from plants.officexml import RUN, paragraph, word

    return Sample("a.xml", word(paragraph(RUN.format(LINE)) * COUNT), COUNT, "paragraphs")


def ole() -> Sample:
    import worddoc

    told = "".join(f"{number}{LINE}\r\n" for number in range(COUNT))  # what is twice is told once
    whole = worddoc.compound({"MatOST": told.encode("utf-16-le")})
    return Sample("a.wps", whole, COUNT, "lines")


def vba() -> Sample:
    from vbafile import Macro, project

    modules = {f"M{number}": Macro(f"' {LINE}\r\n" * 30) for number in range(5)}
    return Sample("vbaProject.bin", project(modules), 150, "lines")


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


def ppt() -> Sample:
    import pptwriter

    slide = pptwriter.slide(*(pptwriter.box(LINE) for _ in range(6)))
    return Sample("a.ppt", pptwriter.deck(*[slide] * 200), 200, "slides")


def odt() -> Sample:
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    document = OpenDocumentText()
    for _ in range(COUNT):
        document.text.addElement(P(text=LINE))
    return Sample("a.odt", saved(document.write), COUNT, "paragraphs")


def ods() -> Sample:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document, table = OpenDocumentSpreadsheet(), Table(name="表")
    for _ in range(COUNT):
        row = TableRow()
        for value in (LINE, "张三", "1.5"):
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    return Sample("a.ods", saved(document.write), COUNT * 3, "cells")


def odp() -> Sample:
    from odf.draw import Frame, Page, TextBox
    from odf.opendocument import OpenDocumentPresentation
    from odf.style import MasterPage, PageLayout
    from odf.text import P

    document = OpenDocumentPresentation()
    document.automaticstyles.addElement(PageLayout(name="L"))
    document.masterstyles.addElement(MasterPage(name="M", pagelayoutname="L"))
    for number in range(200):
        page = Page(name=f"p{number}", masterpagename="M")
        for _ in range(6):
            frame, box = Frame(width="9cm", height="1cm"), TextBox()
            box.addElement(P(text=LINE))
            frame.addElement(box)
            page.addElement(frame)
        document.presentation.addElement(page)
    return Sample("a.odp", saved(document.write), 200, "slides")


def flat() -> Sample:
    from plants.odf import P, flat

    return Sample("a.fodt", flat(P.format(LINE) * COUNT), COUNT, "paragraphs")


def epub() -> Sample:
    from plants.epub import book

    return Sample("a.epub", book(f"<p>{LINE}</p>\n" * COUNT), COUNT, "paragraphs")


SAMPLES = {
    "docx": docx, "doc": doc, "office-xml": office_xml, "ole": ole, "vba": vba, "xlsx": xlsx,
    "xls": xls, "pptx": pptx, "ppt": ppt, "odt": odt, "ods": ods, "odp": odp, "odf": flat,
    "epub": epub,
}  # fmt: skip
