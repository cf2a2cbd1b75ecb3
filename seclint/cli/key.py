"""key: the key of fingerprints: in the environment, or in a file that git does not keep."""

import os
from pathlib import Path

from seclint.errors import UsageError

VARIABLE = "SECLINT_KEY"
FILE = ".seclint.key"
_SHORTEST = 16
"""Characters: a shorter key could be tried out."""


def find_key(folder: Path) -> bytes | None:
    """The key in the environment, or else in the file of this folder. Raises UsageError."""
    if written := os.environ.get(VARIABLE, "").strip():
        return _checked(written, VARIABLE)
    try:
        return _checked((folder / FILE).read_text("ascii").strip(), FILE)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不出 {folder / FILE}：{type(error).__name__}") from None


def need_key(folder: Path) -> bytes:
    """The same. Raises UsageError where there is none."""
    if key := find_key(folder):
        return key
    raise UsageError(
        f"基线和按指纹的放行需要密钥：设置环境变量 {VARIABLE}，"
        "或者先运行 seclint baseline --new-key"
    )


def make_key(folder: Path) -> bytes:
    """A new key in the file of this folder, which .gitignore then names. Raises UsageError."""
    file = folder / FILE
    written = os.urandom(32).hex()
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="ascii") as kept:
            kept.write(written + "\n")
        _ignore(folder / ".gitignore")
    except FileExistsError:
        raise UsageError(f"{file} 已有密钥；换了密钥，原有的基线就用不了了") from None
    except OSError as error:
        raise UsageError(f"写不了 {file}：{error.strerror}") from None
    return _checked(written, FILE)


def _ignore(file: Path) -> None:
    """Add a line, whatever encoding the others are in."""
    before = file.read_bytes() if file.exists() else b""
    lines = before.splitlines()
    if FILE.encode() not in lines and f"/{FILE}".encode() not in lines:
        parted = b"" if not before or before.endswith(b"\n") else b"\n"
        with file.open("ab") as opened:
            opened.write(parted + f"/{FILE}\n".encode())


def _checked(written: str, where: str) -> bytes:
    if len(written) < _SHORTEST:
        raise UsageError(f"{where} 里的密钥太短：至少 {_SHORTEST} 个字符")
    return written.encode()[:64]
