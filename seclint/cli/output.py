"""output: where a report goes, whole or not at all, in an encoding that can hold it."""

import os
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from pathlib import Path

from seclint.cli.choices import Color
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


def tell(message: str) -> None:
    """Say something on stderr, where there is one."""
    if sys.stderr is not None:
        sys.stderr.write(f"{message}\n")


def _write_file(text: str, file: Path) -> None:
    """Write beside the file first, then put it in its place: no reader sees half a report.

    A link keeps leading where it leads; into a device or a pipe it is written as it comes.
    """
    target = file.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        if target.exists() and not target.is_file():
            _write_text(text, target)
            return
        _write_text(text, temporary)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UsageError(f"写不了 {file}：{error.strerror}") from None


def _write_text(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def write_new(text: str, file: Path) -> None:
    """Write a file that is not there yet. Raises UsageError where it is, or cannot be written."""
    _make(file.parent)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise UsageError(f"已有 {file}，没有覆盖") from None
    except OSError as error:
        raise UsageError(f"写不了 {file}：{error.strerror}") from None


def write_tree(pages: Mapping[str, str], folder: Path, mark: str) -> None:
    """Write pages into a folder by their paths, and remove those of old that end in `mark`.

    Raises UsageError where they cannot be written, or where one would replace a file without it.
    """
    stale = {path for path in folder.rglob("*.md") if _ends_in(path, mark)}
    for name, text in pages.items():
        path = folder / name
        if path.exists() and path not in stale:
            raise UsageError(f"{path} 不是生成的，没有覆盖")
        _make(path.parent)
        _write_file(text, path)
    for path in stale - {folder / name for name in pages}:
        path.unlink()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"建不了目录 {folder}：{error.strerror}") from None


def _ends_in(path: Path, mark: str) -> bool:
    return path.is_file() and path.read_bytes().rstrip().endswith(mark.encode())


def colored(color: Color, file: Path | None) -> bool:
    """Is the report to be coloured? https://no-color.org, FORCE_COLOR, TERM=dumb."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if file is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
