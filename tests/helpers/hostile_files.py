"""Files made on the fly that are broken, are something else, or are made to do harm.

Each says which error it must end in. Nothing here needs the program's own code.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import xlwt
from xlwt.CompoundDoc import XlsDoc

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SHEET = "xl/worksheets/sheet1.xml"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheet_xml(rows: str, *, before: str = "", prolog: str = "") -> bytes:
    """Return a sheet with the given `<row>` elements."""
    body = f"{before}<sheetData>{rows}</sheetData>"
    return f'{_HEAD}{prolog}<worksheet xmlns="{_MAIN}">{body}</worksheet>'.encode()


def text_cell(place: str, text: str) -> str:
    """Return a cell with its text inside."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def workbook_parts(*states: str) -> dict[str, bytes]:
    """Return the parts of a workbook with one sheet per state (`visible`, `hidden` ...)."""
    numbered = list(enumerate(states or ("visible",), start=1))
    sheets = "".join(
        f'<sheet name="S{n}" sheetId="{n}" state="{state}" r:id="r{n}"/>' for n, state in numbered
    )
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{_DOC_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{types}"/>'.encode(),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PKG_REL}"><Relationship Id="r1"'
            f' Type="{_DOC_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOC_REL}"><sheets>{sheets}</sheets>'
            "</workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PKG_REL}">{rels}</Relationships>'
        ).encode(),
        **{
            f"xl/worksheets/sheet{n}.xml": sheet_xml(f'<row r="1">{text_cell("A1", f"s{n}")}</row>')
            for n, _ in numbered
        },
    }


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(rows: str = "", *, before: str = "", prolog: str = "", **more: bytes) -> bytes:
    """Return an .xlsx whose only sheet has these rows; `more` replaces parts by their last name."""
    parts = workbook_parts()
    parts[SHEET] = sheet_xml(rows, before=before, prolog=prolog)
    for name, data in more.items():
        whole = next(part for part in parts if part.endswith(f"/{name}.xml"))
        parts[whole] = data
    return zipped(parts)


def old_workbook(fill: Callable[[xlwt.Worksheet], None] | None = None) -> bytes:
    """Return an .xls with one sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("S1")
    sheet.write(0, 0, "s1")
    if fill:
        fill(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def container(name: str, stream: bytes) -> bytes:
    """Return an OLE container with one stream of that name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "container"
        XlsDoc().save(str(path), stream.ljust(8192, b"\x00"))
        data = bytearray(path.read_bytes())
    at = data.find("Workbook".encode("utf-16-le"))
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    data[at : at + 64] = wanted.ljust(64, b"\x00")
    data[at + 64 : at + 66] = struct.pack("<H", len(wanted))
    return bytes(data)


def sealed_old_workbook() -> bytes:
    """Return an .xls whose stream says right after its beginning that it is encrypted."""
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    return container("Workbook", begin + struct.pack("<HHHHH", 0x2F, 6, 1, 1, 1))


def with_flag(data: bytes, flag: int) -> bytes:
    """Return a zip whose directory sets a flag on every entry (1: encrypted)."""
    changed = bytearray(data)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= flag
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def bomb(megabytes: int = 100) -> bytes:
    """Return a workbook of some hundred kB whose sheet unpacks to so many MB."""
    row = b'<row><c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c></row>'
    out = io.BytesIO()
    parts = workbook_parts()
    head, tail = sheet_xml("~").split(b"~")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            if name != SHEET:
                archive.writestr(name, data)
        with archive.open(SHEET, "w") as part:
            part.write(head)
            piece = row * (1024 * 1024 // len(row))
            for _ in range(megabytes):
                part.write(piece)
            part.write(tail)
    return out.getvalue()


def lying_bomb() -> bytes:
    """Return a bomb whose directory claims that everything unpacks to 1,000 bytes."""
    data = bytearray(bomb(40))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(mark)
        while at >= 0:
            if struct.unpack_from("<I", data, at + offset)[0] > 1000:
                struct.pack_into("<I", data, at + offset, 1000)
            at = data.find(mark, at + 4)
    return bytes(data)


def with_wrong_checksum() -> bytes:
    """Return a workbook whose stored sheet was changed without its checksum."""
    parts = workbook_parts()
    data = zipped(parts, zipfile.ZIP_STORED)
    return data.replace(b">s1<", b">s2<")


def with_twin(name: str) -> bytes:
    """Return a workbook with a second part of this name, as long as the sheet's own."""
    other = "xl/worksheets/twins1.xml"
    assert len(name) == len(other)
    data = zipped(workbook_parts() | {other: b"<a/>"})
    return data.replace(other.encode(), name.encode())


def renamed(sheet: bytes) -> bytes:
    """Return a workbook whose sheet does not look like XML by its name."""
    parts = workbook_parts()
    links = "xl/_rels/workbook.xml.rels"
    parts[links] = parts[links].replace(b"sheet1.xml", b"sheet1.png")
    del parts[SHEET]
    return zipped(parts | {SHEET.replace(".xml", ".png"): sheet})


def opendocument(content: str, *, sealed: bool = False) -> bytes:
    """Return an .ods with this table content."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    manifest = "<manifest><encryption-data/></manifest>" if sealed else "<manifest/>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": (
                f"{_HEAD}<office:document-content {spaces}><office:body><office:spreadsheet>"
                f'<table:table table:name="T1">{content}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>"
            ).encode(),
        }
    )


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)  # noqa: S311 - noise, always the same


_LAUGHS = "<!DOCTYPE s [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
_LAUGHS += "]>"
_XXE = '<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
_PNG = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"\x00" * 100)
_MHTML = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table>"
_XML_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
)
_SPREAD = '<table:table-cell table:number-columns-repeated="90" office:value-type="string">'
_FLOOD = (
    f'<table:table-row table:number-rows-repeated="1048576">{_SPREAD}<text:p>x</text:p>'
    "</table:table-cell></table:table-row>"
)


@dataclass(frozen=True)
class Hostile:
    """A file, by name and maker, and the error that reading it must end in."""

    name: str
    make: Callable[[], bytes]
    error: str
    says: dict[str, object] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Make the file and return where it lies."""
        path = folder / self.name
        path.write_bytes(self.make())
        return path


def _row(cells: str, number: int = 1) -> str:
    return f'<row r="{number}">{cells}</row>'


def _parts_with(**changes: bytes) -> dict[str, bytes]:
    return workbook_parts() | {name.replace("__", "/"): data for name, data in changes.items()}


HOSTILE = (
    Hostile("bom only.csv", lambda: b"\xef\xbb\xbf", "SourceEmpty"),
    Hostile("blank lines.csv", lambda: b"\r\n" * 500 + b" , ,\r\n", "SourceEmpty"),
    Hostile("pdf.xlsx", lambda: b"%PDF-1.7\n" + _noise(500), "NotASpreadsheet"),
    Hostile("program.xlsx", lambda: b"MZ" + _noise(500), "NotASpreadsheet"),
    Hostile("elf.csv", lambda: b"\x7fELF" + _noise(500), "NotASpreadsheet"),
    Hostile("script.csv", lambda: b"#!/bin/sh\nrm -rf /\n", "NotASpreadsheet"),
    Hostile("picture.xls", lambda: _PNG, "NotASpreadsheet"),
    Hostile("photo.csv", lambda: b"\xff\xd8\xff\xe0" + _noise(500), "NotASpreadsheet"),
    Hostile("archive.xlsx", lambda: b"Rar!\x1a\x07\x01\x00" + _noise(50), "NotASpreadsheet"),
    Hostile("zip.xlsx", lambda: zipped({"a.txt": b"a"}), "NotASpreadsheet"),
    Hostile("empty zip.xlsx", lambda: zipped({}), "NotASpreadsheet"),
    Hostile("letter.xlsx", lambda: zipped({"word/document.xml": b"<w/>"}), "NotASpreadsheet"),
    Hostile("letter.xls", lambda: container("WordDocument", b""), "NotASpreadsheet"),
    Hostile("letter.csv", lambda: b"{\\rtf1 hello}", "NotASpreadsheet"),
    Hostile(
        "text.ods",
        lambda: zipped({"mimetype": b"application/x", "content.xml": b"<a/>"}),
        "NotASpreadsheet",
    ),
    Hostile("data.csv", lambda: b"SQLite format 3\x00" + bytes(100), "NotASpreadsheet"),
    Hostile("list.numbers", lambda: zipped({"Index/Document.iwa": b"x"}), "ForeignFormat"),
    Hostile("list.gsheet", lambda: b'{"url": "https://docs.google.com/x"}', "ForeignFormat"),
    Hostile("pointer.csv", lambda: b'{"doc_id": "1", "email": "a@b"}', "ForeignFormat"),
    Hostile("list.dbf", lambda: b"\x03\x18\x01\x01" + bytes(60), "ForeignFormat"),
    Hostile("page.xls", lambda: b"\n<html><table><tr><td>a</table>", "ForeignFormat"),
    Hostile("mail page.xls", lambda: _MHTML, "ForeignFormat"),
    Hostile("excel 2003.xls", lambda: _XML_2003, "ForeignFormat"),
    Hostile("data.xml", lambda: b'<?xml version="1.0"?><customers/>', "ForeignFormat"),
    Hostile("biff4.xls", lambda: b"\x09\x04\x06\x00" + bytes(60), "ForeignFormat"),
    Hostile("biff5.xls", lambda: container("Book", b"\x09\x08\x08\x00"), "ForeignFormat"),
    Hostile("lotus.wk1", lambda: b"\x00\x00\x02\x00\x06\x04\x06\x00", "ForeignFormat"),
    Hostile("sealed.xlsx", lambda: container("EncryptedPackage", b""), "PasswordProtected"),
    Hostile("sealed.xls", sealed_old_workbook, "PasswordProtected"),
    Hostile("sealed zip.xlsx", lambda: with_flag(workbook(), 1), "PasswordProtected"),
    Hostile("sealed.ods", lambda: opendocument("", sealed=True), "PasswordProtected"),
    Hostile("cut.xlsx", lambda: workbook()[:-40], "SourceDamaged"),
    Hostile("cut.xls", lambda: old_workbook()[:2100], "SourceDamaged"),
    Hostile("noise.xls", lambda: OLE_MAGIC + _noise(5000), "SourceDamaged"),
    Hostile("noise.xlsx", lambda: b"PK\x03\x04" + _noise(5000), "SourceDamaged"),
    Hostile("checksum.xlsx", with_wrong_checksum, "SourceDamaged"),
    Hostile(
        "no string.xlsx",
        lambda: workbook(_row('<c r="A1" t="s"><v>99</v></c>')),
        "SourceDamaged",
    ),
    Hostile("no place.xlsx", lambda: workbook(_row('<c r="1A"><v>1</v></c>')), "SourceDamaged"),
    Hostile("no sheets.xlsx", lambda: workbook(workbook=b"<workbook/>"), "SourceDamaged"),
    Hostile("not xml.xlsx", lambda: workbook(workbook=b"not xml"), "SourceDamaged"),
    Hostile(
        "utf16 part.xlsx",
        lambda: workbook(sheet1=sheet_xml("").decode().encode("utf-16")),
        "SourceDamaged",
    ),
    Hostile(
        "no sheet part.xlsx",
        lambda: zipped({k: v for k, v in workbook_parts().items() if k != SHEET}),
        "SourceDamaged",
    ),
    Hostile("bomb.xlsx", bomb, "UnpacksTooLarge", {"megabytes": 16}),
    Hostile("lying bomb.xlsx", lying_bomb, "UnpacksTooLarge", {"megabytes": 16}),
    Hostile(
        "small lie.xlsx",
        lambda: workbook(_row(text_cell("A1", "a" * 5000))).replace(
            struct.pack("<I", len(sheet_xml(_row(text_cell("A1", "a" * 5000))))),
            struct.pack("<I", 7),
        ),
        "UnsafeWorkbook",
    ),
    Hostile(
        "parts.xlsx",
        lambda: zipped(workbook_parts() | {f"xl/{n}.xml": b"<a/>" for n in range(10_001)}),
        "UnsafeWorkbook",
    ),
    Hostile("entity.xlsx", lambda: workbook(_row("&e;"), prolog=_XXE), "UnsafeWorkbook"),
    Hostile("laughs.xlsx", lambda: workbook(_row("&j;"), prolog=_LAUGHS), "UnsafeWorkbook"),
    Hostile(
        "laughs in strings.xlsx",
        lambda: zipped(_parts_with(**{"xl__sharedStrings.xml": (_LAUGHS + "<sst/>").encode()})),
        "UnsafeWorkbook",
    ),
    Hostile(
        "outer dtd.xlsx",
        lambda: workbook(prolog='<!DOCTYPE s SYSTEM "http://127.0.0.1:9/x.dtd">'),
        "UnsafeWorkbook",
    ),
    Hostile(
        "late dtd.xlsx",
        lambda: workbook(prolog=f"<!--{'x' * 300_000}-->{_XXE}"),
        "UnsafeWorkbook",
    ),
    Hostile("renamed.xlsx", lambda: renamed(sheet_xml("", prolog=_XXE)), "UnsafeWorkbook"),
    Hostile("twin.xlsx", lambda: with_twin(SHEET), "UnsafeWorkbook"),
    Hostile("masked twin.xlsx", lambda: with_twin(r"XL\Worksheets\Sheet1.XML"), "UnsafeWorkbook"),
    Hostile("bzip2.xlsx", lambda: zipped(workbook_parts(), zipfile.ZIP_BZIP2), "UnsafeWorkbook"),
    Hostile(
        "far cell.xlsx",
        lambda: workbook(_row(text_cell("A1", "x")) + _row(text_cell("XFD1048576", "y"), 1048576)),
        "TakesTooMuchMemory",
        {"megabytes": 1024},
    ),
    Hostile("flood.ods", lambda: opendocument(_FLOOD), "TakesTooMuchMemory"),
    Hostile(
        "wide.xlsx",
        lambda: workbook(_row(text_cell("A1", "x") + text_cell("XFD1", "y"))),
        "TooManyColumns",
        {"row": 1, "limit": 500},
    ),
    Hostile("wide.csv", lambda: b"a\n" + b"b," * 500 + b"c\n", "TooManyColumns", {"row": 2}),
    Hostile("long.csv", lambda: b"a,b\n" + b"x" * 32_768 + b",\n", "TextTooLong", {"row": 2}),
    Hostile("endless.csv", lambda: b"a,b\n" + b"x," * 2_500_000, "TextTooLong", {"row": 2}),
    Hostile(
        "long.xlsx",
        lambda: workbook(_row(text_cell("A1", "x" * 32_768))),
        "TextTooLong",
        {"row": 1, "limit": 32_767},
    ),
    Hostile("open quote.csv", lambda: b'a,b\n1,"2\n3,4\n5,6\n', "UnclosedQuote", {"row": 2}),
    Hostile("swallowed.csv", lambda: b'a,b\n1,"2\n' + b"3,4\n" * 9000, "TextTooLong", {"row": 2}),
    Hostile("all hidden.xlsx", lambda: zipped(workbook_parts("hidden")), "NoVisibleSheet"),
    Hostile("empty sheet.xlsx", workbook, "SheetEmpty", {"sheet": "S1"}),
    Hostile("noise.csv", lambda: _noise(5000), "BinaryText"),
    Hostile("zeros.txt", lambda: bytes(5000), "BinaryText"),
)
