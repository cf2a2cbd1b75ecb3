"""PDF: lines as a reader sees them, what is hidden, pictures, damage and limits."""

import io
import random
import re
import zlib
from collections.abc import Callable
from functools import reduce

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from plants import pdf as plants
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from seclint.errors import ExtractError
from seclint.extract.pdf import extract
from seclint.model import Document, Member, Unreviewed

Draw = Callable[[Canvas], None]


def made(*pages: Draw, size: tuple[float, float] = (400, 600)) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=True)
    for draw in pages:
        canvas.setFont("STSong-Light", 14)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def words(*told: tuple[float, float, str]) -> Draw:
    def draw(canvas: Canvas) -> None:
        for left, bottom, text in told:
            canvas.drawString(left, bottom, text)

    return draw


def split(data: bytes) -> tuple[Document, list[Member], list[Unreviewed]]:
    items = list(extract("a.pdf", data))
    (document,) = (item for item in items if isinstance(item, Document))
    members = [item for item in items if isinstance(item, Member)]
    return document, members, [item for item in items if isinstance(item, Unreviewed)]


def parts(data: bytes, *wanted: str) -> list[tuple[str, str]]:
    """(label, text) of the texts in these parts."""
    document, _, _ = split(data)
    starts = [offset for offset, _ in document.places]
    ends = [*starts, len(document.text)][1:]
    return [
        (place.label, document.text[start:end].strip())
        for (start, place), end in zip(document.places, ends, strict=True)
        if place.part in wanted
    ]


def lines(data: bytes) -> list[str]:
    return [text for _, text in parts(data, "body")]


def saved(edit: Callable[[pikepdf.Pdf], None], data: bytes | None = None) -> bytes:
    source = made(words((72, 400, "通知"))) if data is None else data
    with pikepdf.open(io.BytesIO(source)) as pdf:
        edit(pdf)
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


# --- lines -----------------------------------------------------------------------------------


def apart(text: str, gap: float, bottom: float = 400) -> list[tuple[float, float, str]]:
    return [(40 + gap * index, bottom, letter) for index, letter in enumerate(text)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(72, 400, "机"), (86, 400, "密")], ["机密"]),
        ([(86, 400, "密"), (72, 400, "机")], ["机密"]),
        (apart("机密★10年", 40), ["机密★10年"]),
        (apart("110105194912310021", 17), ["110105194912310021"]),
        ([(72, 400, "机密"), (72.3, 400, "机密")], ["机密"]),
        ([(72, 400, "甲"), (72, 380, "乙文")], ["甲", "乙文"]),
        (
            [(40, 400, "甲"), (200, 400, "乙"), (40, 380, "丙"), (200, 380, "丁")],
            ["甲\t乙", "丙\t丁"],
        ),
        ([(40, 400, "发文字号甲"), (250, 400, "签发人乙")], ["发文字号甲 签发人乙"]),
        ([(72, 400, "上"), (72, 380, "中"), (72, 360, "下")], ["上中下"]),
    ],
    ids=[
        "pieces", "painted backwards", "a glyph an operator, wide gaps", "digits set wide",
        "painted twice", "two lines", "cells", "one wide gap", "downwards",
    ],
)  # fmt: skip
def test_lines(told: list[tuple[float, float, str]], expected: list[str]) -> None:
    assert lines(made(words(*told))) == expected


def test_rulings_part_cells_that_stand_close() -> None:
    def draw(canvas: Canvas) -> None:
        words((72, 400, "姓名"), (110, 400, "张三"))(canvas)
        canvas.line(105, 390, 105, 420)

    assert lines(made(draw)) == ["姓名\t张三"]


def test_columns_are_read_one_after_the_other() -> None:
    told = [(40, 560, "关于两栏文章的一个很长很长的横贯两栏的标题说明文字")]
    for row in range(8):
        told += [
            (40, 500 - 20 * row, f"左栏第{row}行的文字一直写到边"),
            (220, 500 - 20 * row, f"右栏第{row}行的文字一直写到边"),
        ]
    found = lines(made(words(*told)))
    assert [text[:4] for text in found[1:]] == [
        *(f"左栏第{i}" for i in range(8)),
        *(f"右栏第{i}" for i in range(8)),
    ]


def test_anchor_is_the_box_in_points_from_the_top_left() -> None:
    document, _, _ = split(made(words((72, 400, "通知"))))
    found = re.fullmatch(r"page=1&box=(\d+),(\d+),(\d+),(\d+)", document.place(0).anchor)
    assert found
    left, top, right, bottom = map(int, found.groups())
    assert (left, right) == (72, 100)
    assert 180 < top < 200 <= bottom < 210


TURNS = {
    0: b"", 90: b"0 1 -1 0 400 0 cm", 180: b"-1 0 0 -1 400 600 cm", 270: b"0 -1 1 0 0 600 cm",
}  # fmt: skip


@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_page_is_read_as_it_is_displayed(turn: int) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn
        content = {
            90: b"0 1 -1 0 400 0 cm",
            180: b"-1 0 0 -1 400 600 cm",
            270: b"0 -1 1 0 0 600 cm",
        }
        pdf.pages[0].contents_add(pdf.make_stream(content.get(turn, b"")), prepend=True)

    data = saved(edit, made(words((72, 350, "第一行"), (72, 320, "第二行"))))
    assert lines(data) == ["第一行", "第二行"]


def test_text_of_one_page_has_no_header() -> None:
    assert lines(made(words((72, 575, "机密★5年"), (72, 400, "通知")))) == ["机密★5年", "通知"]


# --- hidden ----------------------------------------------------------------------------------


def hidden(data: bytes) -> list[tuple[str, str]]:
    return parts(data, "hidden")


def test_hidden_text_does_not_break_the_line_and_is_told_with_it() -> None:
    def draw(canvas: Canvas) -> None:
        words((72, 400, "机"), (100, 400, "密"))(canvas)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(86, 400, "无")

    data = made(draw)
    assert lines(data) == ["机密"]
    assert hidden(data) == [("第1页（白色文字）", "无"), ("第1页（白色文字）", "机无密")]


def on_dark(canvas: Canvas) -> None:
    canvas.rect(50, 380, 200, 50, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 400, "表头")


def over_a_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (10, 10), "#224466")), 50, 380, 200, 50)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 400, "表头")


def highlighted(canvas: Canvas) -> None:
    canvas.drawString(72, 400, "表头")
    canvas.setFillColorRGB(1, 1, 0)
    canvas.setFillAlpha(0.4)
    canvas.rect(50, 380, 200, 50, stroke=0, fill=1)


def framed(canvas: Canvas) -> None:
    canvas.drawString(72, 400, "表头")
    canvas.rect(50, 380, 200, 50)


def in_its_clip(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(50, 380, 200, 50)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(72, 400, "表头")


@pytest.mark.parametrize("draw", [on_dark, over_a_picture, highlighted, framed, in_its_clip])
def test_what_is_seen_is_not_called_hidden(draw: Draw) -> None:
    data = made(draw)
    assert (lines(data), hidden(data)) == (["表头"], [])


def test_half_a_line_under_a_box() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 400, "姓名张三")
        canvas.rect(100, 390, 40, 30, stroke=0, fill=1)

    data = made(draw)
    assert lines(data) == ["姓名"]
    assert hidden(data) == [("第1页（被图形覆盖）", "张三"), ("第1页（被图形覆盖）", "姓名张三")]


def test_a_layer_that_is_on_is_seen() -> None:
    def edit(pdf: pikepdf.Pdf, mark: str) -> None:
        plants.on_a_layer_that_is_off(pdf, mark)
        pdf.Root.OCProperties.D = Dictionary(BaseState=Name.OFF, ON=pdf.Root.OCProperties.OCGs)

    assert "机密" in lines(plants.edited(edit)("机密"))


def test_text_layer_of_a_scan_is_told_and_the_scan_given() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 400)
        text.setTextRenderMode(3)
        text.textOut("机密★10年")
        canvas.drawText(text)
        canvas.drawImage(ImageReader(Image.effect_noise((200, 300), 50)), 0, 0, 400, 600)

    data = made(draw)
    assert hidden(data) == [("第1页（不可见文字）", "机密★10年")]
    assert [member.label for member in split(data)[1]] == ["第1页（整页图像）"]


# --- pictures --------------------------------------------------------------------------------


def picture(image: Image.Image, *, text: str = "通知") -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 500, text)
        canvas.drawImage(ImageReader(image), 72, 100, 200, 200, mask="auto")

    return draw


INLINE = b"q 90 0 0 90 9 9 cm BI /W 16 /H 16 /BPC 8 /CS /G ID " + bytes(range(256)) + b" EI Q"


def form(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 600])
    )


def in_a_form(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(F=form(pdf, INLINE))
    pdf.pages[0].contents_add(pdf.make_stream(b"/F Do"))


def in_an_appearance(pdf: pikepdf.Pdf) -> None:
    looks = form(pdf, INLINE.replace(b"/G", b"/C"))
    looks.Resources = Dictionary(ColorSpace=Dictionary(C=gray(pdf)))
    plants.annotation("/Stamp", AP=Dictionary(N=looks))(pdf, "")


def gray(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pdf.make_stream(bytes(36) + b"acsp", N=1, Alternate=Name.DeviceGray)
    return Array([Name.ICCBased, profile])


def of_named_colours(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.ColorSpace = Dictionary(C=pdf.make_indirect(gray(pdf)))
    pdf.pages[0].contents_add(pdf.make_stream(INLINE.replace(b"/G", b"/C")))


def beside_one_as_large(pdf: pikepdf.Pdf) -> None:
    other = pdf.make_stream(bytes(256), Subtype=Name.Image, Width=16, Height=16)
    other.ColorSpace, other.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].Resources.XObject = Dictionary(I=other)
    pdf.pages[0].contents_add(pdf.make_stream(b"/I Do " + INLINE))


def given(data: bytes) -> list[tuple[str, str, str]]:
    found = []
    for member in split(data)[1]:
        image = Image.open(io.BytesIO(member.data))
        found.append((member.label, image.format or "", image.mode))
    return found


def with_jpeg(*, text: bool) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((64, 64), 50).convert("RGB").save(stream, "JPEG")

    def edit(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(stream.getvalue())
        image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
        image.Width, image.Height, image.ColorSpace = 64, 64, Name.DeviceRGB
        image.BitsPerComponent = 8
        pdf.pages[0].Resources.XObject = Dictionary(I0=image)
        pdf.pages[0].contents_add(pdf.make_stream(b"q 200 0 0 200 20 20 cm /I0 Do Q"))

    return saved(edit, made(words((72, 400, "通知" if text else ""))))


def outlined(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for index in range(40):
        path.moveTo(10 + index, 10)
        path.curveTo(20, 30, 40, 50, 60 + index, 300)
    canvas.drawPath(path)


def nameless(canvas: Canvas) -> None:
    canvas.drawString(72, 400, "\ue000\ue001\ue002\ue003")


NOISE = Image.effect_noise((64, 64), 50)
SEEN_THROUGH = Image.merge("RGBA", (NOISE, NOISE, NOISE, NOISE))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (lambda: with_jpeg(text=True), [("第1页图片1", "JPEG", "RGB")]),
        (lambda: with_jpeg(text=False), [("第1页（整页图像）", "PNG", "RGB")]),
        (lambda: made(picture(NOISE)), [("第1页图片1", "PNG", "L")]),
        (lambda: made(picture(SEEN_THROUGH)), [("第1页图片1", "PNG", "RGBA")]),
        (lambda: made(picture(NOISE), picture(NOISE)), [("第1页图片1", "PNG", "L")]),
        (lambda: made(picture(NOISE.resize((5, 64)))), []),
        (lambda: made(picture(NOISE, text="")), [("第1页（整页图像）", "PNG", "RGB")]),
        (lambda: made(outlined), [("第1页（整页图像）", "PNG", "RGB")]),
        (lambda: made(nameless), [("第1页（整页图像）", "PNG", "RGB")]),
        (lambda: made(lambda canvas: None), []),
        (
            lambda: saved(lambda pdf: plants.add(pdf, INLINE)),
            [("第1页内联图片1", "PNG", "L")],
        ),
        (lambda: saved(in_a_form), [("第1页内联图片1", "PNG", "L")]),
        (lambda: saved(of_named_colours), [("第1页内联图片1", "PNG", "RGBA")]),
        (
            lambda: saved(in_an_appearance),
            [("第1页批注外观（object 11）内联图片1", "PNG", "RGB")],
        ),
        (
            lambda: saved(beside_one_as_large),
            [("第1页内联图片1", "PNG", "L"), ("第1页图片1", "PNG", "L")],
        ),
    ],
    ids=[
        "JPEG as it is", "page without text", "other images", "soft mask", "one image twice",
        "too small to read", "nothing but a picture", "outlines", "glyphs of no character",
        "blank page", "in the content stream", "in the content of a form",
        "in the content, its colours elsewhere", "in the content of an appearance",
        "in the content, another as large",
    ],
)  # fmt: skip
def test_pictures(data: Callable[[], bytes], expected: list[tuple[str, str, str]]) -> None:
    assert given(data()) == expected


def test_a_picture_that_no_page_paints() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"")

    (label, kind, _), *rest = given(saved(edit, made(picture(NOISE))))
    assert (label[:6], kind, rest) == ("未显示的图片", "PNG", [])


def test_an_image_that_cannot_be_decoded() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        image = pdf.pages[0].Resources.XObject
        image[next(iter(image.keys()))].write(b"x" * 300, filter=Name.JBIG2Decode)

    *_, failed = split(saved(edit, made(picture(NOISE))))
    assert [(item.code, item.reason) for item in failed] in (
        [("damaged", "第1页图片1无法解码，未能审查")],
        [],
    )


# --- files and revisions ---------------------------------------------------------------------


def test_a_pdf_inside_is_no_revision() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(made(words((72, 400, "内"))))
        inner.Type = Name.EmbeddedFile
        pdf.Root.AF = Array([Dictionary(Type=Name.Filespec, F="内.pdf", EF=Dictionary(F=inner))])

    with pikepdf.open(io.BytesIO(saved(edit))) as pdf:
        stream = io.BytesIO()
        pdf.save(
            stream,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    data = stream.getvalue()
    assert data.count(b"%%EOF") == 2
    document, members, failed = split(data)
    assert [member.name for member in members] == ["内.pdf"]
    assert failed == []
    assert not any(place.part == "deleted" for _, place in document.places)


def test_a_linearised_file_has_no_earlier_revision() -> None:
    with pikepdf.open(io.BytesIO(made(words((72, 400, "通知"))))) as pdf:
        stream = io.BytesIO()
        pdf.save(stream, linearize=True)
    document, members, failed = split(stream.getvalue())
    assert (lines(stream.getvalue()), members, failed) == (["通知"], [], [])
    assert not any(place.part == "deleted" for _, place in document.places)


def unnamed(body: bytes) -> bytes:
    """A file with an object that its table does not name."""
    data = plants.BASE
    at = data.index(b"xref\n")
    extra = b"99 0 obj\n" + body + b"\nendobj\n"
    return data[:at] + extra + data[at:].replace(str(at).encode(), str(at + len(extra)).encode())


def test_an_object_that_no_table_names() -> None:
    text = "机密".encode("utf-16-be").hex().encode()
    data = unnamed(b"<</Type/Annot/Subtype/Text/Rect[0 0 1 1]/Contents<feff" + text + b">>>")
    assert ("批注（未登记的对象）", "机密") in parts(data, "deleted")
    assert split(data)[2] == []


def test_an_object_that_no_table_names_and_that_is_damaged() -> None:
    data = unnamed(b"<</Filter/FlateDecode/Length 8>>stream\nx\x9cabcdef\nendstream")
    assert [(item.code, item.reason) for item in split(data)[2]] == [
        ("damaged", "未登记的对象：数据流（对象 99）已损坏，未能审查")
    ]


def test_a_zip_behind_the_end(kit) -> None:
    _, (member,), _ = split(plants.BASE + kit.zipped({"a.txt": "机密"}))
    assert (member.label, member.data[:2]) == ("文件末尾之后的数据", b"PK")


def test_data_of_no_known_kind_is_given_on() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Odd = pdf.make_stream(bytes(range(256)))

    _, (member,), _ = split(saved(edit))
    assert member.data == bytes(range(256))


# --- words where none should be --------------------------------------------------------------


def stream(data: bytes, **keys: object) -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Odd = pdf.make_stream(data, **keys)

    return edit


def certified(pdf: pikepdf.Pdf) -> None:
    name = ("机密" * 30).encode()
    der = b"\x30\x03" + b"\x0c\x81" + bytes([len(name)]) + name
    pdf.Root.Perms = Dictionary(DocMDP=Dictionary(ByteRange=Array([0, 1, 2, 3]), Contents=der))


def marked(pdf: pikepdf.Pdf) -> None:
    words = "机密".encode("utf-16-be").hex().encode()
    plants.add(pdf, b"/Span <</A [<</B <feff" + words + b">>>]>> BDC EMC")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda pdf: setattr(pdf.Root, "Lang", "机密"), ("embedded", "其他数据", "机密")),
        (
            lambda pdf: plants.annotation(M=...)(pdf, "机密"),
            ("embedded", "第1页其他数据", "机密"),
        ),
        (certified, ("property", "签名证书", "机密" * 30)),
        (marked, ("markup", "第1页（标记内容）", "机密")),
        (stream("\0\1机密文件\0\2".encode("gbk")), ("embedded", "其他数据流", "机密文件")),
        (
            stream("{ % 机密\n}".encode(), FunctionType=4),
            ("embedded", "其他数据流", "{ % 机密"),
        ),
        (stream("q % 机密\nQ".encode()), ("embedded", "其他数据流", "q % 机密")),
        (stream("<a b='机密'/>".encode()), ("embedded", "其他数据流", "<a b='机密'/>")),
        (
            stream(b"x" * (4 << 20) + "\n机密".encode()),
            ("embedded", "其他数据流", "机密"),
        ),
    ],
    ids=[
        "a language", "a date", "a long name in a certificate", "a list in a property list",
        "a short stream", "a function", "a drawing", "a tag", "beyond 4 MiB",
    ],
)  # fmt: skip
def test_words_where_none_should_be(
    edit: Callable[[pikepdf.Pdf], None], expected: tuple[str, str, str]
) -> None:
    part, label, text = expected
    data = saved(edit)
    assert text in "\n".join(told for place, told in parts(data, part) if place == label)
    assert split(data)[2] == []


@pytest.mark.parametrize(
    ("raw", "filtered", "codes"),
    [
        ("app.alert('示例')".encode(), None, set()),
        (b"abc" * 40, Name("/Foo"), {"damaged"}),
        (b"x\x9cabc", Name.FlateDecode, {"damaged"}),
        (b"x" * 100, Name.JBIG2Decode, {"damaged"}),
    ],
    ids=["plain", "a filter that nobody knows", "cut short", "a filter for pictures"],
)
def test_a_script_whose_stream_cannot_be_decoded(
    raw: bytes, filtered: Name | None, codes: set[str]
) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(made(words((50, 500, "公告"))))) as document:
        script = document.make_stream(b"")
        script.write(raw, filter=filtered, type_check=False)
        document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=script)
        document.save(stream, compress_streams=False)
    found, _, unreviewed = split(stream.getvalue())
    assert {item.code for item in unreviewed} == codes
    assert ("示例" in found.text) is not bool(codes)


def test_pages_that_the_count_does_not_count() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Count = 1

    document, _, _ = split(saved(edit, made(words((72, 400, "甲")), words((72, 400, "机密")))))
    assert "机密" in document.text


# --- what cannot be read -----------------------------------------------------------------------


def locked(user: str) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(made(words((72, 400, "机密"))))) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user=user, owner="invented"))
    return stream.getvalue()


def test_encryption() -> None:
    assert lines(locked("")) == ["机密"]
    with pytest.raises(ExtractError) as failed:
        list(extract("a.pdf", locked("invented too")))
    assert (failed.value.code, failed.value.reason) == ("encrypted", "文件已加密，未能审查")


def zeros(megabytes: int) -> bytes:
    """A deflate stream of zeros, one packed megabyte again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * megabytes + b"\x03\x00"


def counted() -> bytes:
    return plants.BASE.replace(b"/Count 1", b"/Count 5001")


def deflated(data: bytes, filters: int) -> bytes:
    """A file with this as the last content stream of its page, by hand."""
    told = b" ".join([b"/FlateDecode"] * filters)
    head = b"<</Filter[" + told + b"]/Length %d>>stream\n" % len(data)
    with pikepdf.open(io.BytesIO(plants.BASE)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    return plants.increment(plants.BASE, head + data + b"\nendstream", number)


@pytest.mark.parametrize(
    "data",
    [
        counted,
        lambda: deflated(zeros(129), 1),
        lambda: deflated(zlib.compress(zeros(129)), 2),
        lambda: deflated(reduce(lambda data, _: zlib.compress(data), range(5), b"x"), 5),
    ],
    ids=["pages", "deflated", "deflated twice", "many filters"],
)
def test_too_big(data: Callable[[], bytes]) -> None:
    with pytest.raises(ExtractError) as failed:
        list(extract("a.pdf", data()))
    assert failed.value.code == "too-big"


def deep(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Odd = reduce(lambda inner, _: Dictionary(A=inner), range(50), Dictionary(B="机密"))


def lost(pdf: pikepdf.Pdf) -> None:
    plants.add(
        pdf, b"BT %s 0 Tf " % plants.font(pdf).encode() + plants.shown("密") * 2_001 + b" ET"
    )


def inline(pdf: pikepdf.Pdf) -> None:
    plants.add(pdf, (INLINE + b" ") * 2_001)


def long_list(pdf: pikepdf.Pdf) -> None:
    plants.add(pdf, b"/Span <</A (%s)>> BDC EMC" % ("机密".encode() * 1_000))


def no_list(pdf: pikepdf.Pdf) -> None:
    plants.add(pdf, b"/Span <</A (x) ] >> BDC EMC")


@pytest.mark.parametrize(
    ("edit", "failure"),
    [
        (deep, ("too-deep", "对象嵌套过深，未能完整审查")),
        (lost, ("too-big", "第1页的内容过多，未能完整审查")),
        (inline, ("too-big", "第1页的内容过多，未能完整审查")),
        (long_list, ("unreadable", "第1页的标记内容未能解读")),
        (no_list, ("unreadable", "第1页的标记内容未能解读")),
    ],
    ids=[
        "dictionaries", "texts that take no room", "pictures in the content",
        "a long property list", "a property list that is none",
    ],
)  # fmt: skip
def test_more_than_is_read(edit: Callable[[pikepdf.Pdf], None], failure: tuple[str, str]) -> None:
    assert [(item.code, item.reason) for item in split(saved(edit))[2]] == [failure]


def test_a_page_tree_that_loops() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    document, _, _ = split(saved(edit))
    assert "通知" in document.text


def test_nothing_but_a_header() -> None:
    with pytest.raises(ExtractError) as failed:
        list(extract("a.pdf", b"%PDF-1.7\n"))
    assert failed.value.code == "damaged"


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_raises_nothing_else(seed: int) -> None:
    source = random.Random(seed)
    plant = source.choice(plants.PLANTS)
    data = bytearray(plant.make(plant.mark))
    for _ in range(10):
        data[source.randrange(len(data))] = source.choice(b"0123456789<>[]/ ()R\xff\0")
    try:
        list(extract("a.pdf", bytes(data)))
    except ExtractError as error:
        assert error.code in ("damaged", "encrypted", "too-big")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xfe\xff\x67\x3a\x5b\xc6", "机密"),
        (b"\xff\xfe\x3a\x67\xc6\x5b", "机密"),
        ("\ufeff机密".encode(), "机密"),
        ("机密".encode(), "机密"),
        ("某局 2026 年机密".encode("gb18030"), "某局 2026 年机密"),
        (b"caf\xe9 \x84 x", "café — x"),
        (b"T\xe9l\xe9phone", "Téléphone"),
        (b"\xfe\xff\x00\x1b\x00z\x00h\x00\x1b\x67\x3a", "机"),
    ],
    ids=["UTF-16", "UTF-16, little-endian", "UTF-8 with its mark", "UTF-8", "GB18030",
         "PDFDocEncoding", "PDFDocEncoding that could be GB18030", "language code"],
)  # fmt: skip
def test_strings(raw: bytes, text: str) -> None:
    from seclint.extract.pdf.words import decoded

    assert decoded(raw) == text
