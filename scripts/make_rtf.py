"""Writes the RTF sample of the tests with LibreOffice, out of a flat ODF text.

Run it where a plant of LibreOffice changes its name, and commit what it writes to tests/files/rtf:

    PYTHONPATH=tests python scripts/make_rtf.py
"""

import tempfile
from pathlib import Path

from office import converted
from plants.rtf import OFFICE, PLANTS

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
CHANGE = (
    "<office:change-info><dc:creator>张三</dc:creator>"
    "<dc:date>2024-01-02T03:04:05</dc:date></office:change-info>"
)
FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{文件属性}</dc:title>
<meta:user-defined meta:name="甲">{自定义属性}</meta:user-defined></office:meta>
<office:automatic-styles>
<style:style style:name="H" style:family="text">
<style:text-properties text:display="none"/></style:style>
<style:style style:name="W" style:family="text">
<style:text-properties fo:color="#ffffff"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29cm"/><style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>{页眉}</text:p></style:header>
<style:footer><text:p>{页脚}</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>
<text:tracked-changes text:track-changes="true">
<text:changed-region text:id="c1"><text:deletion>{change}<text:p>{修订删除}</text:p>
</text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion>{change}</text:insertion></text:changed-region>
</text:tracked-changes>
<text:p>{正文}</text:p>
<table:table table:name="甲"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>一</text:p></table:table-cell>
<table:table-cell><text:p>{表格}</text:p></table:table-cell></table:table-row></table:table>
<text:p>注<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>{脚注}</text:p></text:note-body></text:note>注<text:note
 text:note-class="endnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>{尾注}</text:p></text:note-body></text:note>批<office:annotation><dc:creator>张三</dc:creator>
<dc:date>2024-01-02T03:04:05</dc:date><text:p>{批注}</text:p></office:annotation></text:p>
<text:p>前<text:span text:style-name="H">{隐藏文字}</text:span>后</text:p>
<text:p>前<text:span text:style-name="W">{白色文字}</text:span>后</text:p>
<text:p>前<text:change text:change-id="c1"/>中<text:change-start
 text:change-id="c2"/>{修订插入}<text:change-end text:change-id="c2"/>后</text:p>
<text:p>见<text:a xlink:type="simple" xlink:href="http://example.com/{链接}">此</text:a>
<text:bookmark-start text:name="{书签}"/>签<text:bookmark-end text:name="{书签}"/></text:p>
<text:p><draw:custom-shape svg:width="5cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"
 text:anchor-type="paragraph"><text:p>{图形里的文字}</text:p><draw:enhanced-geometry
 svg:viewBox="0 0 100 100" draw:type="rectangle"
 draw:enhanced-path="M 0 0 L 100 0 100 100 0 100 0 0 Z N"/></draw:custom-shape></text:p>
</office:text></office:body></office:document>
"""


def main() -> None:
    """Write it."""
    marks = {plant.place: plant.mark for plant in PLANTS if plant.producer == "LibreOffice"}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "office.fodt"
        source.write_text(FLAT.format(spaces=SPACES, change=CHANGE, **marks), encoding="utf-8")
        OFFICE.parent.mkdir(parents=True, exist_ok=True)
        OFFICE.write_bytes(converted(source, "rtf"))


if __name__ == "__main__":
    main()
