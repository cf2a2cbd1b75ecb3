"""office: a file as LibreOffice converts it; the scripts that make samples by it share this.

PYTHONPATH=tests python scripts/make_….py     needs soffice on the path
"""

import shutil
import subprocess
import tempfile
from pathlib import Path


def converted(source: Path, kind: str) -> bytes:
    """The bytes of `source` in another format (`ppt:MS PowerPoint 97`: suffix, colon, filter)."""
    soffice = shutil.which("soffice")
    if soffice is None:
        raise SystemExit("needs soffice on the path")
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        where = ("--headless", "--convert-to", kind, "--outdir", folder, str(source))
        # The program is the one found on the path, its arguments are ours alone.
        subprocess.run([soffice, profile, *where], check=True, timeout=300)  # noqa: S603
        return (Path(folder) / source.name).with_suffix(f".{kind.partition(':')[0]}").read_bytes()
