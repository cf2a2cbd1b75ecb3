"""zipped: packages of parts as tests want them, whatever a library would write."""

import io
import zipfile


def without(package: bytes, part: str) -> bytes:
    """The package without one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry, old.read(entry))
    return stream.getvalue()


def package(parts: dict[str, str | bytes], comment: str = "") -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment.encode()
    return stream.getvalue()
