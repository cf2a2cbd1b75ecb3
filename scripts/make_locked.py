"""make_locked: old Office files that a password opens, as LibreOffice locks them, into tests/files.

/usr/bin/python3 scripts/make_locked.py     needs soffice on the path, and its Python module uno
"""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

TARGET = Path(__file__).parents[1] / "tests" / "files" / "locked"
OPENS = "示例口令"
"""Password of samples that anybody may open; tests/extract/test_unlock.py names it too."""
PIPE = "pipe,name=seclint;urp"
SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="台账"><table:table-row>
<table:table-cell office:value-type="string"><text:p>示例事项</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>机密★20年</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document>
"""
SAMPLES = (
    ("通知.txt", "关于示例工作的通知\n机密★20年\n", "MS Word 97", "通知.doc"),
    ("台账.fods", SHEET, "MS Excel 97", "台账.xls"),
)


def main() -> None:
    """Write all samples anew."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        soffice = shutil.which("soffice") or "soffice"
        # The program is the one found on the path, its arguments are ours alone.
        office = subprocess.Popen([soffice, "--headless", profile, f"--accept={PIPE};"])  # noqa: S603
        desktop = connected()
        for name, text, kind, locked in SAMPLES:
            source = Path(folder) / name
            source.write_text(text, "utf-8")
            document = desktop.loadComponentFromURL(
                source.as_uri(), "_blank", 0, (given("Hidden", value=True),)
            )
            how = (given("FilterName", kind), given("Password", OPENS))
            document.storeToURL((TARGET / locked).as_uri(), how)
            document.dispose()
        desktop.terminate()
        office.wait(60)


def given(name: str, value: object) -> PropertyValue:
    """An argument, as LibreOffice takes it."""
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connected() -> object:
    """The desktop of the office that was started, once it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(60):
        try:
            context = resolver.resolve(f"uno:{PIPE};StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(1)
        else:
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
    raise SystemExit("soffice does not answer")


if __name__ == "__main__":
    main()
