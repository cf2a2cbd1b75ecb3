"""Make tests/files/xls/plants.xls: an xlsx with a mark in every place, saved by LibreOffice.

The marks are those of the plants in tests/plants/xls.py whose producer is LibreOffice:

    PYTHONPATH=tests python scripts/make_xls.py
"""

import io
import tempfile
from pathlib import Path

import xlsxwriter
from office import converted
from PIL import Image
from plants.xls import office_mark as mark
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

TARGET = Path(__file__).parent.parent / "tests" / "files" / "xls" / "plants.xls"


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plants.xlsx"
        with xlsxwriter.Workbook(str(source)) as book:
            sheet = book.add_worksheet("公开")
            cells(book, sheet)
            floating(book, sheet)
            beside(book, sheet)
            other_sheets(book)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_bytes(converted(source, "xls:MS Excel 97"))


def cells(book: Workbook, sheet: Worksheet) -> None:
    """What stands in cells, and what does not show there."""
    sheet.write("A1", mark("单元格"))
    sheet.write("B3", mark("隐藏行"))
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.write("D4", mark("隐藏列"))
    sheet.set_column("D:D", None, None, {"hidden": True})
    sheet.write("A5", mark("白色文字"), book.add_format({"font_color": "white"}))
    sheet.write("A6", mark("不显示的数字格式"), book.add_format({"num_format": ";;;"}))
    sheet.write_formula("A7", f'=IF(B7="{mark("公式")}","","有")', None, "有")
    sheet.write_formula("A8", f'=CONCATENATE("{mark("公式的结果")}","。")', None, "")
    bold, white = book.add_format({"bold": True}), book.add_format({"font_color": "white"})
    text = mark("多种格式的文字")
    sheet.write_rich_string("A13", bold, text[:2], text[2:])
    sheet.write_rich_string("A14", "可见", white, mark("多种格式的白色文字"), bold, "的")
    sheet.write("A15", 1.5, book.add_format({"num_format": f'0.0"{mark("数字格式")}"'}))


def floating(book: Workbook, sheet: Worksheet) -> None:
    """Comments, text boxes, pictures, charts."""
    sheet.write_comment("A10", mark("批注"), {"author": "张三"})
    sheet.insert_textbox("F2", mark("文本框"))
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(picture, "PNG")
    sheet.insert_image("F12", "a.png", {"image_data": picture})
    sheet.write_column("B20", [1, 2, 3])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=公开!$B$20:$B$22"})
    chart.set_title({"name": mark("图表标题")})
    sheet.insert_chart("H2", chart)


def beside(book: Workbook, sheet: Worksheet) -> None:
    """Links, validations, conditions, margins, names, properties."""
    sheet.write_url("A9", f"https://example.com/{mark('超链接')}", string="链接")
    prompt = {"validate": "any", "input_title": "提示", "input_message": mark("数据验证的提示")}
    sheet.data_validation("A11", prompt)
    sheet.data_validation("A12", {"validate": "list", "source": ["甲", mark("数据验证的序列")]})
    sheet.conditional_format(
        "A16", {"type": "cell", "criteria": "==", "value": f'"{mark("条件格式")}"',
                "format": book.add_format({"bold": True})},
    )  # fmt: skip
    sheet.set_header(f"&C{mark('页眉')}")
    sheet.set_footer(f"&R{mark('页脚')}")
    book.define_name("名称", f'="{mark("定义名称")}"')
    book.set_properties({
        "title": mark("标题"), "subject": mark("主题"), "author": mark("作者"),
        "keywords": mark("关键词"), "comments": mark("备注"),
    })  # fmt: skip


def other_sheets(book: Workbook) -> None:
    """Sheets whose names are marks, and one that is hidden."""
    book.add_worksheet(mark("工作表名"))
    hidden = book.add_worksheet("底稿")
    hidden.write("A1", mark("隐藏工作表"))
    hidden.hide()
    book.add_worksheet(mark("隐藏工作表名")).hide()


if __name__ == "__main__":
    main()
