"""excel: the rows of a sheet, for word lists that are kept in Excel."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from seclint.nearest import nearest
from seclint.packs.nodes import Item


def rows(item: Item, path: Path, sheet: str) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet (the first one where none is named) as texts; refuses at `item`."""
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        item.refuse("读 Excel 词表要先安装：pip install 'seclint[xlsx]'")
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        item.refuse(f"读不出词表文件 {path}：{type(error).__name__}")
    if sheet and sheet not in book.sheetnames:
        item.refuse(f"没有「{sheet}」这张工作表{nearest(sheet, tuple(book.sheetnames))}")
    for row in book[sheet or book.sheetnames[0]].iter_rows(values_only=True):
        yield tuple("" if cell is None else str(cell) for cell in row)
    book.close()
