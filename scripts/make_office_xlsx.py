"""Make tests/files/xlsx/libreoffice.xlsx: a sheet with a mark in each place, by LibreOffice.

PYTHONPATH=tests python scripts/make_office_xlsx.py
"""

import tempfile
from pathlib import Path

from office import converted
from plants import xlsx

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{OFFICE}:{name}:1.0"'
    for name in ("office", "table", "text", "style", "meta", "drawing")
)


def source(mark: dict[str, str]) -> str:
    """A flat ODF spreadsheet."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:draw="{OFFICE}:drawing:1.0" xmlns:svg="{OFFICE}:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:meta><meta:keyword>{mark["属性"]}</meta:keyword></office:meta>
<office:automatic-styles>
 <style:style style:name="shut" style:family="table" style:master-page-name="Default">
  <style:table-properties table:display="false"/></style:style>
 <style:style style:name="open" style:family="table" style:master-page-name="Default">
  <style:table-properties table:display="true"/></style:style>
 <style:page-layout style:name="page"><style:header-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page">
 <style:header><text:p>{mark["页眉"]}</text:p></style:header></style:master-page>
</office:master-styles>
<office:body><office:spreadsheet>
<table:content-validations><table:content-validation table:name="v1"
 table:condition="of:cell-content-is-in-list(&quot;是&quot;;&quot;否&quot;)">
 <table:help-message table:title="填写" table:display="true"><text:p>{mark["数据验证提示"]}</text:p>
 </table:help-message></table:content-validation></table:content-validations>
<table:table table:name="底稿" table:style-name="open">
 <table:shapes><draw:frame svg:x="5cm" svg:y="5cm" svg:width="4cm" svg:height="2cm">
  <draw:text-box><text:p>{mark["文本框"]}</text:p></draw:text-box></draw:frame></table:shapes>
 <table:table-column table:number-columns-repeated="3"/>
 <table:table-column table:visibility="collapse"/>
 <table:table-row>
  <table:table-cell office:value-type="string"><text:p>{mark["单元格"]}</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><office:annotation><text:p>{mark["批注"]}</text:p>
   </office:annotation><text:p>乙</text:p></table:table-cell>
  <table:table-cell/>
  <table:table-cell office:value-type="string"><text:p>{mark["隐藏列"]}</text:p></table:table-cell>
 </table:table-row>
 <table:table-row><table:table-cell/><table:table-cell table:content-validation-name="v1"/>
 </table:table-row>
 <table:table-row table:visibility="collapse"><table:table-cell office:value-type="string">
  <text:p>{mark["隐藏行"]}</text:p></table:table-cell></table:table-row>
</table:table>
<table:table table:name="旧表" table:style-name="shut"><table:table-row>
 <table:table-cell office:value-type="string"><text:p>{mark["隐藏工作表"]}</text:p>
 </table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document>"""


def main() -> None:
    """Write the file."""
    marks = {p.place: p.mark for p in xlsx.PLANTS if p.producer == "LibreOffice"}
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / "libreoffice.fods"
        flat.write_text(source(marks), encoding="utf-8")
        xlsx.OFFICE.parent.mkdir(parents=True, exist_ok=True)
        xlsx.OFFICE.write_bytes(converted(flat, "xlsx"))


if __name__ == "__main__":
    main()
