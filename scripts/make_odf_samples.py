"""Make tests/files/odf/*: what LibreOffice writes of documents with marks in hiding places.

Marks are those of tests/plants/odf.py:

    PYTHONPATH=tests python scripts/make_odf_samples.py
"""

import tempfile
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from office import converted
from openpyxl.comments import Comment
from plants.odf import OFFICE_MARKS

ROOT = Path(__file__).parents[1]


def text(path: Path, marks: dict[str, str]) -> None:
    """A docx whose hiding places LibreOffice keeps."""
    document = docx.Document()
    document.add_paragraph("公告").add_run(marks["隐藏文字"]).font.hidden = True
    document.add_paragraph(marks["正文"])
    document.sections[0].header.paragraphs[0].text = marks["页眉"]
    document.add_table(1, 2).cell(0, 1).text = marks["表格"]
    change = OxmlElement("w:del")
    change.set(qn("w:author"), "张三")
    change.set(qn("w:id"), "1")
    run, said = OxmlElement("w:r"), OxmlElement("w:delText")
    said.text = marks["修订：删除"]
    run.append(said)
    change.append(run)
    document.add_paragraph("附件")._p.append(change)
    document.core_properties.title = marks["属性：标题"]
    document.save(str(path))


def sheet(path: Path, marks: dict[str, str]) -> None:
    """An xlsx likewise."""
    book = openpyxl.Workbook()
    front = book.active
    front.title = "底稿"
    front["A1"], front["B1"] = "公告", marks["隐藏列"]
    front["A2"] = marks["隐藏行"]
    front["A3"].comment = Comment(marks["单元格批注"], "张三")
    front.column_dimensions["B"].hidden = True
    front.row_dimensions[2].hidden = True
    front.oddHeader.center.text = marks["打印页眉"]
    back = book.create_sheet("隐藏")
    back["A1"], back.sheet_state = marks["隐藏工作表"], "hidden"
    book.save(path)


def slides(path: Path, marks: dict[str, str]) -> None:
    """A pptx likewise."""
    show = pptx.Presentation()
    for mark, hidden in ((marks["标题"], False), (marks["隐藏幻灯片"], True)):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = mark
        if hidden:
            slide._element.set("show", "0")
    show.slides[0].notes_slide.notes_text_frame.text = marks["备注"]
    show.save(str(path))


def main() -> None:
    """Write all samples."""
    makers = {"odt": ("docx", text), "ods": ("xlsx", sheet), "odp": ("pptx", slides)}
    with tempfile.TemporaryDirectory() as folder:
        for kind, (source, make) in makers.items():
            path = Path(folder) / f"libreoffice.{source}"
            make(path, OFFICE_MARKS[kind])
            (ROOT / "tests" / "files" / "odf" / f"libreoffice.{kind}").write_bytes(
                converted(path, kind)
            )


if __name__ == "__main__":
    main()
