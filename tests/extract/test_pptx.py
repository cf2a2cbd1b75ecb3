"""Presentations: one text where readers see one, what is hidden out of its line, damage, limits."""

import io

import pytest
from plants.pptx import added, saved
from pptx import Presentation
from pptx.util import Inches

from seclint.extract.slides.pptx import extract
from seclint.model import Document, Member, Unreviewed

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/ppt/presentation.xml" ContentType="{}"/></Types>'
)


def slide(*shapes: str, show: str = "1") -> str:
    tree = f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>"
    return f'<p:sld {A} {P} {R} {MC} show="{show}">{tree}</p:sld>'


def shape(*paragraphs: str, name: str = "Box 1", kind: str = "") -> str:
    holder = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    told = "".join(f"<a:p>{runs}</a:p>" for runs in paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="{name}"/>{holder}</p:nvSpPr><p:spPr/>'
        f"<p:txBody>{told}</p:txBody></p:sp>"
    )


def run(text: str, properties: str = "") -> str:
    return f"<a:r>{properties}<a:t>{text}</a:t></a:r>"


def deck(kit, *slides: str, main: str = MAIN, **parts: str | bytes) -> bytes:
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(slides)))
    named = {
        "[Content_Types].xml": TYPES.format(main),
        "_rels/.rels": kit.relations(("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {P} {R}><p:sldIdLst>{ids}</p:sldIdLst>"
        '<p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": kit.relations(
            *((f"r{n}", "slide", f"slides/slide{n + 5}.xml") for n in range(len(slides)))
        ),
    }
    named |= {f"ppt/slides/slide{n + 5}.xml": told for n, told in enumerate(slides)}
    return kit.zipped(named | {name.replace("__", "/"): part for name, part in parts.items()})


TINY = '<a:rPr sz="100"/>'
ALPHA = '<a:srgbClr val="FF0000"><a:alpha val="0"/></a:srgbClr>'
CLEAR = f"<a:rPr><a:solidFill>{ALPHA}</a:solidFill></a:rPr>"


@pytest.mark.parametrize(
    ("shapes", "text"),
    [
        ([shape(run("机") + run("密★10年"))], "机密★10年\n"),
        ([shape(run("机") + "<a:fld>" + "<a:t>密</a:t></a:fld>")], "机密\n"),
        ([shape(run("一") + "<a:br/>" + run("二"))], "一\n二\n"),
        ([shape(run("一\t二"))], "一 二\n"),
        ([shape(run("正文")), shape(run("标题"), kind="title")], "标题\n正文\n"),
        ([shape(run("机") + run("x", TINY) + run("密"))], "机密\nx\n机x密\n"),
        ([shape(run("机") + run("x", CLEAR) + run("密"))], "机密\nx\n机x密\n"),
        ([f"<p:grpSp><p:grpSp>{shape(run('内'))}</p:grpSp></p:grpSp>"], "内\n"),
        (
            [
                f"<mc:AlternateContent><mc:Choice>{shape(run('机密'))}</mc:Choice>"
                f"<mc:Fallback>{shape(run('机密'))}</mc:Fallback></mc:AlternateContent>"
            ],
            "机密\n",
        ),
        (
            [
                f"<mc:AlternateContent><mc:Choice>{shape(run('甲'))}</mc:Choice>"
                f"<mc:Fallback>{shape(run('机密'))}</mc:Fallback></mc:AlternateContent>"
            ],
            "甲\n机密\n",
        ),
        (
            [
                shape(
                    "<mc:AlternateContent><mc:Choice><a:r><a:t>式</a:t></a:r></mc:Choice>"
                    "<mc:Fallback><a:r><a:t>式</a:t></a:r></mc:Fallback></mc:AlternateContent>"
                )
            ],
            "式\n",
        ),
    ],
    ids=[
        "runs", "field", "break", "tab", "title first", "tiny", "transparent", "groups", "same",
        "other", "formula",
    ],
)  # fmt: skip
def test_one_text(kit, shapes: list[str], text: str) -> None:
    assert kit.only("a.pptx", deck(kit, slide(*shapes))).text == text


def test_slides_in_the_order_of_the_show(kit) -> None:
    found = kit.only("a.pptx", deck(kit, *(slide(shape(run(c * 3))) for c in "甲乙丙")))
    assert kit.pieces(found) == [(c * 3, "body", f"幻灯片{n}") for n, c in enumerate("甲乙丙", 1)]


def test_white_text_on_a_filled_slide_is_seen(kit) -> None:
    white = '<a:rPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>'
    dark = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill></p:bgPr></p:bg>'
    plain = slide(shape(run("机密文件", white)))
    for source, part in (
        (plain, "hidden"),
        (plain.replace("<p:spTree>", f"{dark}<p:spTree>"), "body"),
    ):
        assert kit.pieces(kit.only("a.pptx", deck(kit, source)))[0][1] == part


@pytest.mark.parametrize(
    "main",
    [
        MAIN,
        MAIN.replace("presentation.main", "template.main"),
        MAIN.replace("presentation.main", "slideshow.main"),
        "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
        "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    ],
)
def test_kinds_of_package(kit, main: str) -> None:
    assert kit.only("a.bin", deck(kit, slide(shape(run("机密"))), main=main)).text == "机密\n"


def test_strict(kit) -> None:
    data = deck(kit, slide(shape(run("机密文件"))))
    spaces = (
        ("http://schemas.openxmlformats.org/presentationml/2006/main", "http://purl.oclc.org/ooxml/presentationml/main"),
        ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )  # fmt: skip
    import zipfile

    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode()
            for old, new in spaces:
                text = text.replace(old, new)
            parts[name] = text
    assert kit.pieces(kit.only("a.pptx", kit.zipped(parts))) == [("机密文件", "body", "幻灯片1")]


def test_pictures_and_media_are_members(kit) -> None:
    shown = '<p:pic><p:blipFill><a:blip r:embed="x"/></p:blipFill></p:pic>'
    parts = {
        "ppt__slides___rels__slide5.xml.rels": kit.relations(("x", "image", "../media/a.png")),
        "ppt__media__a.png": b"x",
        "ppt__media__b.mp4": b"y",
        "ppt__fonts__font1.fntdata": "机密".encode(),
    }
    found = list(extract("a.pptx", deck(kit, slide(shown), **parts)))
    assert found[1:] == [
        Member("ppt/media/a.png", b"x", "图片 a.png（幻灯片1）"),
        Member("ppt/media/b.mp4", b"y", "影音 b.mp4"),
        Member("ppt/fonts/font1.fntdata", "机密".encode(), "嵌入文件 font1.fntdata"),
    ]


def test_a_broken_slide_is_told(kit) -> None:
    document, lost = kit.read("a.pptx", deck(kit, slide(shape(run("甲乙丙"))), "<p:sld>"))
    assert kit.pieces(document) == [("甲乙丙", "body", "幻灯片1")]
    assert lost == Unreviewed(
        "a.pptx", "damaged", "部件 ppt/slides/slide6.xml 不是有效的 XML，未能审查"
    )


def test_a_missing_slide_is_told(kit) -> None:
    data = deck(kit, slide(shape(run("甲"))), **{"ppt___rels__presentation.xml.rels": "<a/>"})
    found = kit.read("a.pptx", data)
    assert ("甲", "hidden", "未列入放映的幻灯片（slide5.xml）") in kit.pieces(found[0])


def test_deepest_groups(kit) -> None:
    deep = "<p:grpSp>" * 200 + shape(run("机密")) + "</p:grpSp>" * 200
    assert kit.only("a.pptx", deck(kit, slide(deep))).text == "机密\n"


def test_many_slides_in_bounded_time() -> None:
    def write(made, mark: str) -> None:
        layout = made.slide_layouts[6]
        for number in range(60):
            box = made.slides.add_slide(layout).shapes.add_textbox(0, 0, Inches(1), Inches(1))
            box.text_frame.text = f"第{number}张"

    document = next(iter(extract("a.pptx", saved(write, ""))))
    assert isinstance(document, Document)
    assert "第59张" in document.text


def test_library_can_read_what_the_tests_make(kit) -> None:
    made = Presentation(io.BytesIO(added({})))
    assert made.slides[0].shapes.title.text == "工作总结"
