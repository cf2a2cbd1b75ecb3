"""OFD: what a reader sees as one line is one, what is hidden stands apart, damage is said."""

import pytest
from plants.ofd import (
    BLACK_BOX,
    SPACE,
    Ofd,
    annotated,
    note,
    ofd,
    one_code,
    one_each,
    picture,
    res,
    seal_of,
    signed,
    text,
    version,
)

from seclint.extract.ofd.page import OBJECTS_MOST
from seclint.model import Document, Unreviewed


def page(*objects: str, **more: object) -> bytes:
    return ofd(Ofd(page="".join(objects), **more))


def codes(*said: str) -> str:
    return (
        f'<ofd:TextObject Boundary="20 20 180 10" Font="3" Size="5">{"".join(said)}'
        "</ofd:TextObject>"
    )


GREY_BOX = BLACK_BOX.replace('Value="0 0 0"', 'Value="90 90 90"')
WHITE = '<ofd:FillColor Value="255 255 255"/>'
RULE = (
    '<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>M {x} 10 L {x} 60'
    "</ofd:AbbreviatedData></ofd:PathObject>"
)


@pytest.mark.parametrize(
    ("objects", "lines"),
    [
        ([text("机密★10年")], ["机密★10年"]),
        ([one_each("机密★10年")], ["机密★10年"]),
        ([one_code("机密★10年")], ["机密★10年"]),
        ([text("密", 27), text("机", 20), text("★", 34)], ["机密★"]),
        ([text("机密", 20, 60), text("公告", 20, 20)], ["公告", "机密"]),
        ([text("机密"), text("机密", 20.3)], ["机密"]),
        ([codes('<ofd:TextCode X="0" Y="5" DeltaX="5 5 -10 5" DeltaY="0 0 8 0">机密件甲乙'
                "</ofd:TextCode>")], ["机密件", "甲乙"]),
        ([codes('<ofd:TextCode X="10" Y="5" DeltaX="-5 -5">丙乙甲</ofd:TextCode>')], ["甲乙丙"]),
        ([codes('<ofd:TextCode X="0" Y="5" DeltaY="6 6 6">装订线外</ofd:TextCode>')],
         ["装订线外"]),
        ([text("机", 20, 20), text("密", 20, 26), text("件", 20, 32)], ["机密件"]),
        ([codes('<ofd:TextCode X="0" Y="5">电话abc</ofd:TextCode>'), text("12", 42.5)],
         ["电话abc 12"]),
        ([text("abc", 20, 22.5, attributes='CTM="0.5 0 0 0.5 0 0"'), text("def", 40)], ["abc def"]),
        ([text("姓名", 20), text("电话", 100), text("张三", 20, 30), text("139", 100, 30)],
         ["姓名\t电话", "张三\t139"]),
        ([text("公告", 20), text("机关", 100)], ["公告 机关"]),
        ([text("姓名", 20), text("电话", 31), RULE.format(x=30.5)], ["姓名\t电话"]),
        ([f"<ofd:PageBlock>{text('机')}</ofd:PageBlock>", text("密", 25)], ["机密"]),
        ([text("机", attributes='Visible="true"').replace("Size", "size"), text("密", 25)],
         ["机密"]),
        ([text("审", attributes='CTM="0 1 -1 0 0 0"'), text("查", 20, 25,
                attributes='CTM="0 1 -1 0 0 0"')], ["审查"]),
    ],
    ids=[
        "one object", "an object each", "a code each", "wide pitch, wrong order", "order of lines",
        "printed twice", "lines in one code", "right to left", "upright code", "upright objects",
        "Latin words apart", "scaled", "columns", "wide gap of one line", "ruled cells",
        "block", "names in small letters", "turned page",
    ],
)  # fmt: skip
def test_lines(kit, objects: list[str], lines: list[str]) -> None:
    found = kit.read("a.ofd", page(*objects))[0]
    assert found.text.rstrip("\n").split("\n") == lines


def test_place_of_a_line_in_millimetres(kit) -> None:
    found = kit.only("a.ofd", page(text("机密", 20, 30)))
    assert found.place(0) == ("body", "第1页", "page=1&box=20.0,30.0,30.0,35.0")


def test_arch_of_a_seal(kit) -> None:
    turns = [(20, 30, 0.94, -0.34), (26, 26, 1, 0), (32, 26, 0.94, 0.34), (38, 30, 0.77, 0.64)]
    objects = [
        text(word, x, y, attributes=f'CTM="{cos} {sin} {-sin} {cos} 0 0"')
        for word, (x, y, cos, sin) in zip("某某机关", turns, strict=True)
    ]
    assert kit.only("a.ofd", page(*objects)).text == "某某机关\n"


@pytest.mark.parametrize(
    ("objects", "found"),
    [
        ([text("公告"), text("机密", 60, inside=WHITE)],
         [("公告", "body", "第1页"), ("机密", "hidden", "第1页（白色文字）")]),
        ([GREY_BOX, text("公告", inside=WHITE)], [("公告", "body", "第1页")]),
        ([text("公告内情"), BLACK_BOX.replace('Boundary="10', 'Boundary="30')],
         [("公告", "body", "第1页"), ("内情", "hidden", "第1页（被遮盖）"),
          ("公告内情", "hidden", "第1页（连同隐藏文字）")]),
        ([text("机", 20), text("关", 25, inside=WHITE), text("密", 30)],
         [("机 密", "body", "第1页"), ("关", "hidden", "第1页（白色文字）"),
          ("机关密", "hidden", "第1页（连同隐藏文字）")]),
        ([text("公告"), BLACK_BOX.replace("Fill=", 'Alpha="40" Fill=')],
         [("公告", "body", "第1页")]),
        ([text("公告", inside='<ofd:FillColor Value="0 0 0" Alpha="0"/>')],
         [("公告", "hidden", "第1页（透明文字）")]),
    ],
    ids=["white", "white on grey", "half covered", "between", "shining through", "alpha"],
)  # fmt: skip
def test_hidden(kit, objects: list[str], found: list[tuple[str, str, str]]) -> None:
    assert kit.pieces(kit.only("a.ofd", page(*objects))) == found


def test_white_by_a_draw_parameter(kit) -> None:
    parameter = f'<ofd:DrawParams><ofd:DrawParam ID="5">{WHITE}</ofd:DrawParam></ofd:DrawParams>'
    data = page(
        text("机密", attributes='DrawParam="5"'), parts={"Doc_0/PublicRes.xml": res(parameter)}
    )
    assert kit.pieces(kit.only("a.ofd", data)) == [("机密", "hidden", "第1页（白色文字）")]


def test_annotation_on_its_page(kit) -> None:
    made = annotated(note("<ofd:Remark>机密</ofd:Remark>"))._replace(page=text("公告"))
    assert kit.pieces(kit.only("a.ofd", ofd(made))) == [
        ("公告", "body", "第1页"),
        ("机密", "comment", "第1页批注1"),
    ]


def test_several_documents(kit) -> None:
    data = page(
        text("公告"),
        parts={
            "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody><ofd:DocBody><ofd:DocRoot>/Doc_1/D.xml</ofd:DocRoot></ofd:DocBody>"
            "</ofd:OFD>",
            "Doc_1/D.xml": f"<ofd:Document {SPACE}><ofd:CommonData/><ofd:Pages>"
            '<ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
            "Doc_1/P.xml": f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{text('机密')}</ofd:Layer>"
            "</ofd:Content></ofd:Page>",
        },
    )
    assert kit.pieces(kit.only("a.ofd", data)) == [
        ("公告", "body", "文档1 第1页"),
        ("机密", "body", "文档2 第1页"),
    ]


def test_version_that_shares_its_page(kit) -> None:
    made = version("机密")._replace(page=text("公告"))
    assert kit.pieces(kit.only("a.ofd", ofd(made))) == [
        ("公告", "body", "第1页"),
        ("机密", "deleted", "早先版本第1页"),
    ]


def test_seal_picture_is_a_member(kit) -> None:
    from plants.ofd import der

    inner = ofd(Ofd(page=text("专用章")))
    seal = der(0x30, der(0x0C, "印章".encode()) + der(0x04, inner))
    documents = [d for d in kit.read("a.ofd", ofd(signed(seal))) if isinstance(d, Document)]
    assert ("专用章", "body", "签章1 印章图片 › 第1页") in [
        piece for document in documents for piece in kit.pieces(document)
    ]


def test_broken_seal_is_swept(kit) -> None:
    data = ofd(signed(seal_of("某某专用章", "gb18030")[:-1]))
    document, failure = kit.read("a.ofd", data)
    assert ("某某专用", "property", "签章1（印章与签名人）") in kit.pieces(document)
    assert failure.code == "damaged"


# --- what cannot be read ----------------------------------------------------------------------

CURVES = (
    '<ofd:PathObject Boundary="20 20 50 50" Fill="true"><ofd:AbbreviatedData>'
    "M 0 0 B 1 1 2 2 3 3 C</ofd:AbbreviatedData></ofd:PathObject>"
)
GLYPHS = (
    '<ofd:TextObject Boundary="20 20 50 50" Size="5"><ofd:CGTransform CodePosition="0" '
    'CodeCount="2" GlyphCount="2"><ofd:Glyphs>12 13</ofd:Glyphs></ofd:CGTransform>'
    '<ofd:TextCode X="0" Y="5">\ue001\ue002</ofd:TextCode></ofd:TextObject>'
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (page(CURVES), "no-text"),
        (page(GLYPHS), "no-text"),
        (page(text("\ue101\ue102\ue103\ue104\ue105")), "no-text"),
        (page('<ofd:ImageObject ResourceID="77" Boundary="0 0 9 9"/>'), "damaged"),
        (ofd(Ofd(parts={"Doc_0/Pages/Page_0/Content.xml": b"<Page><Content>"})), "damaged"),
        (ofd(Ofd(parts={"Doc_0/Document.xml": b"x"})), "damaged"),
        (ofd(Ofd(parts={"OFD.xml": f"<ofd:OFD {SPACE}/>"})), "damaged"),
        (ofd(Ofd(parts={"Encryptions.xml": "<a/>"})), "encrypted"),
        (ofd(Ofd(document="<ofd:Annotations>none.xml</ofd:Annotations>")), "damaged"),
        (ofd(annotated("")._replace(parts={"Doc_0/Annots/Annotations.xml":
            f"<ofd:Annotations {SPACE}><ofd:Page PageID='1'><ofd:FileLoc>x.xml</ofd:FileLoc>"
            "</ofd:Page></ofd:Annotations>"})), "damaged"),
    ],
    ids=["curves", "glyphs", "private", "no picture", "broken page", "broken root", "no body",
         "encrypted", "no annotations", "no annotation"],
)  # fmt: skip
def test_never_clean(kit, data: bytes, code: str) -> None:
    failures = [found for found in kit.read("a.ofd", data) if isinstance(found, Unreviewed)]
    assert code in [failure.code for failure in failures]


def test_encrypted_without_its_main_part(kit) -> None:
    data = kit.zipped({"decryptseed.dat": b"x", "a.dat": b"y"})
    (failure,) = kit.read("a.ofd", data)
    assert failure.code == "encrypted"


def test_form_of_lines_and_boxes_is_no_drawing(kit) -> None:
    assert kit.only("a.ofd", page(BLACK_BOX, RULE.format(x=20))).text == ""


def test_broken_prefix_is_read_whole(kit) -> None:
    part = '<?xml version="1.0"?>\n<:params xmlns:=""><公文>机密</公文></:params>'
    data = ofd(Ofd(parts={"Doc_0/x.xml": part.encode()}))
    assert kit.pieces(kit.only("a.ofd", data)) == [
        ("机密\n\n公文", "embedded", "其他部件 Doc_0/x.xml")
    ]


def test_wrong_encoding_in_the_declaration(kit) -> None:
    content = f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{text('机密文件')}</ofd:Layer>"
    content = f'<?xml version="1.0" encoding="UTF-8"?>{content}</ofd:Content></ofd:Page>'
    data = ofd(Ofd(parts={"Doc_0/Pages/Page_0/Content.xml": content.encode("gb18030")}))
    assert kit.only("a.ofd", data).text == "机密文件\n"


def test_composites_that_multiply_are_cut(kit) -> None:
    unit = '<ofd:CompositeGraphicUnit ID="{0}">{1}</ofd:CompositeGraphicUnit>'
    use = '<ofd:CompositeObject ResourceID="{}" Boundary="0 0 9 9"/>'
    units = [unit.format(at, use.format(at + 1) * 9) for at in range(9)] + [
        unit.format(9, text("机密"))
    ]
    data = page(use.format(0), parts={"Doc_0/PublicRes.xml": res("".join(units))})
    failures = [found for found in kit.read("a.ofd", data) if isinstance(found, Unreviewed)]
    assert [failure.code for failure in failures] == ["too-big"]
    assert OBJECTS_MOST < 9**9


def test_repeated_steps_are_bounded(kit) -> None:
    made = codes('<ofd:TextCode X="0" Y="5" DeltaX="g 999999999999 5">机密</ofd:TextCode>')
    assert kit.only("a.ofd", page(made)).text == "机密\n"


def test_page_of_one_picture(kit) -> None:
    documents = kit.read("a.ofd", ofd(picture("机密")))
    assert documents[0].text == ""
    assert kit.pieces(documents[2]) == [("机密", "body", "第1页图片1 › 正文")]
