"""places: cells as BIFF numbers them, from 0."""

from seclint.extract.excel.grid import letters_of


def reference(row: int, column: int) -> str:
    """A cell by its name: (3, 3) is D4."""
    return f"{letters_of(column + 1)}{row + 1}"
