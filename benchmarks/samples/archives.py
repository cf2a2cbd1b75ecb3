"""archives: many files in one, and streams."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

from samples.sample import COUNT, LINE, Sample


def packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def entries() -> Sample:
    return Sample("a.zip", packed({f"{n}.txt": LINE * 20 for n in range(COUNT)}), COUNT, "files")


def tar() -> Sample:
    content, stream = (LINE * 20).encode(), io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for number in range(COUNT):
            entry = tarfile.TarInfo(f"{number}.txt")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return Sample("a.tar", stream.getvalue(), COUNT, "files")


def by_libarchive(name: str, form: str) -> Sample:
    import libarchive

    pieces: list[bytes] = []
    with libarchive.custom_writer(
        lambda block: pieces.append(bytes(block)) or len(block), form
    ) as archive:
        content = (LINE * 20).encode()
        for number in range(COUNT):
            archive.add_file_from_memory(f"{number}.txt", len(content), content)
    return Sample(name, b"".join(pieces), COUNT, "files")


def whole(name: str, write: Callable[[str], bytes], count: int = COUNT * 10) -> Sample:
    """One text in an archive or a stream."""
    return Sample(name, write(f"{LINE}\n" * count), count, "lines")


def older(name: str, writer: str, count: int) -> Sample:
    from plants import older_archives

    write = getattr(older_archives, writer)
    named = writer in ("cab", "lha")
    return whole(name, lambda told: write("a.txt", told) if named else write(told), count)


def rar() -> Sample:
    from plants.archives import rar

    return whole("a.rar", lambda told: rar("a.txt", told))


SAMPLES = {
    "zip": entries,
    "tar": tar,
    "gz": lambda: whole("a.gz", lambda told: gzip.compress(told.encode())),
    "bz2": lambda: whole("a.bz2", lambda told: bz2.compress(told.encode())),
    "xz": lambda: whole("a.xz", lambda told: lzma.compress(told.encode())),
    "7z": lambda: by_libarchive("a.7z", "7zip"),
    "iso": lambda: by_libarchive("a.iso", "iso9660"),
    "rar": rar,
    "cab": lambda: older("a.cab", "cab", 300),
    "lha": lambda: older("a.lzh", "lha", COUNT),
    "stream": lambda: older("a.zst", "zstandard", 2),
}
