"""zipped: Office packages, changed as no library would write them."""

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
