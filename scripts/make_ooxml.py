"""Make tests/files/ooxml: Word and PowerPoint files as LibreOffice writes them, from flat ODF.

The marks are those of tests/plants/libreoffice.py:

    PYTHONPATH=tests python scripts/make_ooxml.py
"""

import tempfile
from pathlib import Path

from office import converted
from plants.libreoffice import PLANTS

ROOT = Path(__file__).parents[1]

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("meta", "meta"),
        ("svg", "svg-compatible"), ("presentation", "presentation"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
HEAD = f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3"'

WRITER = f"""{HEAD} office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>[标题属性]</dc:title>
<meta:user-defined meta:name="密级">[自定义属性]</meta:user-defined></office:meta>
<office:automatic-styles>
<style:style style:name="H" style:family="text">
<style:text-properties text:display="none"/></style:style>
<style:page-layout style:name="L"><style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>[页眉]</text:p></style:header>
<style:footer><text:p>[页脚]</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:tracked-changes>
<text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator>王五</dc:creator><dc:date>2024-01-02T03:04:05</dc:date></office:change-info>
<text:p>[修订删除]</text:p></text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion><office:change-info>
<dc:creator>王五</dc:creator><dc:date>2024-01-02T03:04:05</dc:date></office:change-info>
</text:insertion></text:changed-region></text:tracked-changes>
<text:p>[正文]</text:p>
<text:p>甲<text:span text:style-name="H">[隐藏文字]</text:span></text:p>
<text:p>乙<office:annotation><dc:creator>王五</dc:creator><dc:date>2024-01-02T03:04:05</dc:date>
<text:p>[批注]</text:p></office:annotation></text:p>
<text:p>丙<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>[脚注]</text:p></text:note-body></text:note></text:p>
<text:p>丁<draw:frame text:anchor-type="char" svg:width="5cm" svg:height="2cm">
<draw:text-box><text:p>[文本框]</text:p></draw:text-box></draw:frame></text:p>
<text:p>戊<text:change text:change-id="c1"/></text:p>
<text:p>己<text:change-start text:change-id="c2"/>[修订插入]<text:change-end
 text:change-id="c2"/></text:p>
<table:table><table:table-column/><table:table-row><table:table-cell><text:p>[表格]</text:p>
</table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document>"""

FRAME = '<draw:frame svg:x="2cm" svg:y="{}cm" svg:width="9cm" svg:height="2cm"{}>{}</draw:frame>'
TEXT = "<draw:text-box><text:p>{}</text:p></draw:text-box>"
IMPRESS = f"""{HEAD} office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties
 fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>
<style:style style:name="D" style:family="drawing-page"/>
<style:style style:name="H" style:family="drawing-page">
<style:drawing-page-properties presentation:visibility="hidden"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="M" style:page-layout-name="L"
 draw:style-name="D"/></office:master-styles>
<office:body><office:presentation>
<draw:page draw:name="p1" draw:style-name="D" draw:master-page-name="M">
{FRAME.format(1, "", TEXT.format("[文本框]"))}
<office:annotation svg:x="1cm" svg:y="1cm"><dc:creator>王五</dc:creator>
<dc:date>2024-01-02T03:04:05</dc:date><text:p>[批注]</text:p></office:annotation>
<presentation:notes>{FRAME.format(9, ' presentation:class="notes"', TEXT.format("[备注]"))}
</presentation:notes></draw:page>
<draw:page draw:name="p2" draw:style-name="H" draw:master-page-name="M">
{FRAME.format(1, "", TEXT.format("[隐藏的幻灯片]"))}</draw:page>
</office:presentation></office:body></office:document>"""


def make(template: str, flat: str, form: str) -> None:
    """Write one sample: the marks in, then through LibreOffice."""
    for plant in PLANTS:
        if plant.format == form:
            template = template.replace(f"[{plant.place}]", plant.mark)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"libreoffice.{flat}"
        source.write_text(template, "utf-8")
        target = ROOT / "tests" / "files" / "ooxml" / f"libreoffice.{form}"
        target.write_bytes(converted(source, form))


if __name__ == "__main__":
    make(WRITER, "fodt", "docx")
    make(IMPRESS, "fodp", "pptx")
