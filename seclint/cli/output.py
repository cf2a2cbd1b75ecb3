"""output: where a report goes, whole or not at all, in an encoding that can hold it."""

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

from seclint.cli.options import Color
from seclint.errors import UsageError


def write(pieces: Iterable[str], file: Path | None, *, utf8: bool = False) -> None:
    """Print the pieces, or write them to a file in UTF-8. Machine formats are always UTF-8.

    A reader that goes away early (head, a pager) changes nothing: the verdict is the exit code.
    Raises UsageError where the report cannot be written.
    """
    if file is not None:
        _write_file("".join(pieces), file)
        return
    if sys.stdout is None:
        raise UsageError("标准输出已关闭，写不出报告；可用 -o 写入文件")
    if utf8 and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes again at exit; let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise UsageError(f"写不出报告：{error.strerror}") from None


def _write_file(text: str, file: Path) -> None:
    """Write beside the file first, then put it in its place: no reader sees half a report."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UsageError(f"写不了 {file}：{error.strerror}") from None


def colored(color: Color, file: Path | None) -> bool:
    """Is the report to be coloured? https://no-color.org, FORCE_COLOR, TERM=dumb."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if file is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
