"""Archives: written by zipfile, tarfile, gzip, bz2 and lzma, or byte by byte; 7z by py7zr."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

from planting import Plant, plant

FILES = Path(__file__).parents[1] / "files" / "archives"
INSIDE = "压缩包内 材料/正文.txt"


def zipped(name: str = "材料/正文.txt", content: str = "通知", **entry: object) -> bytes:
    """A zip of one entry; `entry` sets attributes of its ZipInfo."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        comment = entry.pop("archive_comment", b"")
        method = entry.pop("method", zipfile.ZIP_DEFLATED)
        info = zipfile.ZipInfo(name)
        for key, value in entry.items():
            setattr(info, key, value)
        archive.writestr(info, content.encode(), method)
        archive.comment = comment
    return stream.getvalue()


def local(
    name: bytes, content: bytes, method: int = 0, flags: int = 0, extra: bytes = b""
) -> bytes:
    """A local header and its bytes ([APPNOTE] 4.3.7)."""
    packed = content
    if method == 8:
        packer = zlib.compressobj(wbits=-15)
        packed = packer.compress(content) + packer.flush()
    told = (zlib.crc32(content), len(packed), len(content))
    sizes = (0, 0, 0) if flags & 8 else told
    head = struct.pack(
        "<4sHHHHHIIIHH", b"PK\3\4", 20, flags, method, 0, 0, *sizes, len(name), len(extra)
    )
    tail = b"PK\7\x08" + struct.pack("<III", *told) if flags & 8 else b""
    return head + name + extra + packed + tail


def listed(name: bytes, content: bytes, at: int, extra: bytes = b"", **other: int) -> bytes:
    """Its record in the directory ([APPNOTE] 4.3.12)."""
    size, crc = other.get("size", len(content)), other.get("crc", zlib.crc32(content))
    return struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, other.get("flags", 0), other.get("method", 0),
        0, 0, crc, other.get("packed", len(content)), size, len(name), len(extra), 0, 0, 0, 0, at,
    ) + name + extra  # fmt: skip


def closed(records: bytes, entries: int, directory: bytes) -> bytes:
    """Local records, then the directory and its end."""
    end = struct.pack(
        "<4sHHHHIIH", b"PK\5\6", 0, 0, entries, entries, len(directory), len(records), 0
    )
    return records + directory + end


def raw_name(mark: str) -> bytes:
    name = f"{mark}.txt".encode("gbk")
    record = local(name, b"x")
    return closed(record, 1, listed(name, b"x", 0))


def unicode_path(mark: str) -> bytes:
    name = b"1.txt"
    field = b"\1" + struct.pack("<I", zlib.crc32(name)) + f"{mark}.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    return closed(local(name, b"x"), 1, listed(name, b"x", 0, extra))


def unlisted(mark: str) -> bytes:
    first, second = local(b"a.txt", b"x"), local(b"b.txt", mark.encode(), 8, 8)
    return closed(first + second, 1, listed(b"a.txt", b"x", 0))


def another_name(mark: str) -> bytes:
    return closed(local(f"{mark}.txt".encode(), b"x"), 1, listed(b"a.txt", b"x", 0))


def between(mark: str) -> bytes:
    first = local(b"a.txt", b"x") + mark.encode()
    second = local(b"b.txt", b"y")
    directory = listed(b"a.txt", b"x", 0) + listed(b"b.txt", b"y", len(first))
    return closed(first + second, 2, directory)


def twice(mark: str) -> bytes:
    first, second = local(b"a.txt", b"x"), local(b"a.txt", mark.encode())
    directory = listed(b"a.txt", b"x", 0) + listed(b"a.txt", mark.encode(), len(first))
    return closed(first + second, 2, directory)


def unknown_field(mark: str) -> bytes:
    field = mark.encode()
    extra = struct.pack("<HH", 0x4343, len(field)) + field
    return closed(local(b"a.txt", b"x"), 1, listed(b"a.txt", b"x", 0, extra))


def tarred(
    name: str = "a.txt", content: str = "通知", form: int = tarfile.PAX_FORMAT, **entry: object
) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(
        fileobj=stream, mode="w", format=form, encoding="gbk" if form else "utf-8"
    ) as archive:
        info = tarfile.TarInfo(name)
        for key, value in entry.items():
            setattr(info, key, value)
        data = b"" if info.type != tarfile.REGTYPE else content.encode()
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def padded(mark: str) -> bytes:
    data = bytearray(tarred(form=tarfile.USTAR_FORMAT, content="x" * 100))
    data[512 + 200 : 512 + 200 + len(mark.encode())] = mark.encode()
    return bytes(data)


def gzip_header(mark: str) -> bytes:
    """A gzip file with a comment ([RFC 1952] 2.3)."""
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(b"x") + packer.flush()
    head = b"\x1f\x8b\x08\x10" + bytes(6) + mark.encode() + b"\0"
    return head + packed + struct.pack("<II", zlib.crc32(b"x"), 1)


def gzip_name(mark: str) -> bytes:
    packed = gzip.compress(b"x", mtime=0)
    return packed[:3] + b"\x08" + packed[4:10] + f"{mark}.txt".encode("gbk") + b"\0" + packed[10:]


def vint(number: int) -> bytes:
    told = b""
    while number > 127:
        told, number = told + bytes([number & 127 | 128]), number >> 7
    return told + bytes([number])


def rar_block(kind: int, fields: bytes, content: bytes | None = None) -> bytes:
    """A block of RAR 5.0: checksum, size, type, flags, fields, data."""
    flags = 0 if content is None else 2
    body = vint(kind) + vint(flags) + (b"" if content is None else vint(len(content))) + fields
    sized = vint(len(body)) + body
    return struct.pack("<I", zlib.crc32(sized)) + sized + (content or b"")


def rar(name: str, content: str, comment: str = "") -> bytes:
    """RAR 5.0, stored."""
    said = comment.encode()
    service = vint(0) + vint(len(said)) + vint(0) + vint(0) + vint(1) + vint(3) + b"CMT"
    data, told = content.encode(), name.encode()
    fields = vint(4) + vint(len(data)) + vint(0o644) + struct.pack("<I", zlib.crc32(data))
    fields += vint(0) + vint(1) + vint(len(told)) + told
    return (
        b"Rar!\x1a\x07\x01\0"
        + rar_block(1, vint(0))
        + (rar_block(3, service, said) if said else b"")
        + rar_block(2, fields, data)
        + rar_block(5, vint(0))
    )


def seven(name: str) -> bytes:
    """A sample of scripts/make_archives.py."""
    return (FILES / name).read_bytes()


def nested(mark: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("内.zip", zipped(content=mark))
    return stream.getvalue()


LINK = 0o120777 << 16
PLANTS: tuple[Plant, ...] = (
    plant("zip", "文件内容", lambda m: zipped(content=m), "body", f"{INSIDE} › 正文", "zipfile"),
    plant(
        "zip",
        "bzip2 压缩",
        lambda m: zipped(content=m, method=zipfile.ZIP_BZIP2),
        "body",
        f"{INSIDE} › 正文",
        "zipfile",
    ),
    plant(
        "zip",
        "LZMA 压缩",
        lambda m: zipped(content=m, method=zipfile.ZIP_LZMA),
        "body",
        f"{INSIDE} › 正文",
        "zipfile",
    ),
    plant(
        "zip",
        "文件名",
        lambda m: zipped(f"{m}.txt"),
        "filename",
        "压缩包内 {0}.txt › 文件名",
        "zipfile",
    ),
    plant("zip", "GBK 文件名", raw_name, "filename", "压缩包内 {0}.txt › 文件名"),
    plant("zip", "Unicode 路径字段", unicode_path, "filename", "压缩包内 {0}.txt › 文件名"),
    plant("zip", "目录名", lambda m: zipped(f"{m}/a.txt"), "filename", "压缩包内目录名", "zipfile"),
    plant(
        "zip", "空目录名", lambda m: zipped(f"{m}/", ""), "filename", "压缩包内目录名", "zipfile"
    ),
    plant(
        "zip",
        "压缩包注释",
        lambda m: zipped(archive_comment=m.encode("gbk")),
        "property",
        "压缩包注释",
        "zipfile",
    ),
    plant(
        "zip",
        "条目注释",
        lambda m: zipped("a.txt", comment=m.encode()),
        "property",
        "条目注释（a.txt）",
        "zipfile",
    ),
    plant("zip", "条目附加字段", unknown_field, "property", "条目附加字段（a.txt）"),
    plant(
        "zip",
        "符号链接目标",
        lambda m: zipped("a", m, external_attr=LINK, create_system=3),
        "link",
        "链接目标（a）",
        "zipfile",
    ),
    plant(
        "zip",
        "越出目录的条目名",
        lambda m: zipped(f"../{m}.txt"),
        "filename",
        "压缩包条目名（越出目录）",
        "zipfile",
    ),
    plant("zip", "同名条目", twice, "body", "压缩包内 a.txt（同名第2个） › 正文"),
    plant("zip", "目录未列出的条目", unlisted, "body", "压缩包内 b.txt（不在目录中） › 正文"),
    plant(
        "zip", "本地头里的另一个名字", another_name, "filename", "压缩包条目名的另一写法（a.txt）"
    ),
    plant("zip", "条目之间的数据", between, "body", "压缩包条目之外的数据（偏移 36） › 正文"),
    plant(
        "zip",
        "压缩包之后的数据",
        lambda m: raw_name("a") + m.encode(),
        "body",
        "压缩包条目之外的数据（偏移 109） › 正文",
    ),
    plant(
        "zip",
        "被截去目录的条目",
        lambda m: local(b"a.txt", m.encode()),
        "body",
        "压缩包内 a.txt（目录已损坏） › 正文",
    ),
    plant(
        "zip",
        "多层压缩",
        nested,
        "body",
        "压缩包内 内.zip › 压缩包内 材料/正文.txt › 正文",
        "zipfile",
    ),
    plant(
        "tar", "文件内容", lambda m: tarred(content=m), "body", "压缩包内 a.txt › 正文", "tarfile"
    ),
    plant(
        "tar",
        "GBK 文件名",
        lambda m: tarred(f"{m}.txt", form=tarfile.GNU_FORMAT),
        "filename",
        "压缩包内 {0}.txt › 文件名",
        "tarfile",
    ),
    plant(
        "tar",
        "目录名",
        lambda m: tarred(m, type=tarfile.DIRTYPE),
        "filename",
        "压缩包内目录名",
        "tarfile",
    ),
    plant(
        "tar",
        "链接目标",
        lambda m: tarred(type=tarfile.SYMTYPE, linkname=m),
        "link",
        "链接目标（a.txt）",
        "tarfile",
    ),
    plant("tar", "所有者", lambda m: tarred(uname=m), "property", "归档属性·所有者", "tarfile"),
    plant(
        "tar",
        "PAX 属性",
        lambda m: tarred(pax_headers={"comment": m}),
        "property",
        "归档属性·comment",
        "tarfile",
    ),
    plant("tar", "块末填充", padded, "body", "压缩包内 a.txt（块末填充处的数据） › 正文"),
    plant(
        "tar", "归档末尾之后", lambda m: tarred() + m.encode(), "body", "归档末尾之后的数据 › 正文"
    ),
    plant(
        "tar",
        "接在后面的归档",
        lambda m: tarred() + tarred(content=m),
        "body",
        "归档末尾之后的数据 › 压缩包内 a.txt › 正文",
        "tarfile",
    ),
    plant(
        "gz", "文件内容", lambda m: gzip.compress(m.encode()), "body", "解压后 样本 › 正文", "gzip"
    ),
    plant(
        "gz",
        "第二个流",
        lambda m: gzip.compress(b"x") + gzip.compress(m.encode()),
        "body",
        "解压后 样本 › 正文",
        "gzip",
    ),
    plant("gz", "原文件名", gzip_name, "filename", "gzip 原文件名"),
    plant("gz", "注释", gzip_header, "property", "gzip 注释"),
    plant(
        "gz",
        "流之后的数据",
        lambda m: gzip.compress(b"x") + m.encode(),
        "body",
        "gzip 压缩流之后的数据 › 正文",
    ),
    plant(
        "tar.gz",
        "文件内容",
        lambda m: gzip.compress(tarred(content=m)),
        "body",
        "解压后 样本.tar › 压缩包内 a.txt › 正文",
        "tarfile",
    ),
    plant(
        "tgz",
        "文件内容",
        lambda m: gzip.compress(tarred(content=m)),
        "body",
        "解压后 样本.tar › 压缩包内 a.txt › 正文",
        "tarfile",
    ),
    plant(
        "bz2", "文件内容", lambda m: bz2.compress(m.encode()), "body", "解压后 样本 › 正文", "bz2"
    ),
    plant(
        "bz2",
        "流之后的数据",
        lambda m: bz2.compress(b"x") + m.encode(),
        "body",
        "bzip2 压缩流之后的数据 › 正文",
        "bz2",
    ),
    plant(
        "xz", "文件内容", lambda m: lzma.compress(m.encode()), "body", "解压后 样本 › 正文", "lzma"
    ),
    plant(
        "tar.xz",
        "文件内容",
        lambda m: lzma.compress(tarred(content=m)),
        "body",
        "解压后 样本.tar › 压缩包内 a.txt › 正文",
        "tarfile",
    ),
    plant("rar", "文件内容", lambda m: rar("材料/正文.txt", m), "body", f"{INSIDE} › 正文"),
    plant("rar", "文件名", lambda m: rar(f"{m}.txt", "x"), "filename", "压缩包内 {0}.txt › 文件名"),
    plant("rar", "压缩包注释", lambda m: rar("a.txt", "x", m), "property", "压缩包注释"),
    plant(
        "rar",
        "末尾之后的数据",
        lambda m: rar("a.txt", "x") + m.encode(),
        "body",
        "压缩包末尾之后的数据 › 正文",
    ),
    plant("7z", "文件内容", lambda _: seven("content.7z"), "body", f"{INSIDE} › 正文", "py7zr"),
    plant("7z", "目录名", lambda _: seven("folder.7z"), "filename", "压缩包内目录名", "py7zr"),
    plant(
        "7z",
        "末尾之后的数据",
        lambda m: seven("content.7z") + m.encode(),
        "body",
        "压缩包末尾之后的数据 › 正文",
        "手工",
    ),
)
