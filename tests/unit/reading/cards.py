"""vCard files made for a test, and what is read of them."""

from pathlib import Path

from tests.unit.reading.here import rows_of


def cards_of(tmp_path: Path, data: str | bytes, encoding: str | None = None) -> list[object]:
    """Return what each card of a file says, by heading; headings are row 0, cards follow."""
    file = tmp_path / "contacts.vcf"
    raw = data if isinstance(data, bytes) else data.replace("\n", "\r\n").encode()
    file.write_bytes(raw)
    (zero, heads), *rows = rows_of(file, encoding)
    assert zero == 0
    found: list[object] = []
    for place, (number, row) in enumerate(rows, 1):
        assert number == place
        pairs = zip(heads, row, strict=False)
        found.append({heading: cell for heading, cell in pairs if cell is not None})
    return found


def card(*lines: str, version: str = "3.0") -> str:
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def said(tmp_path: Path, *lines: str, version: str = "3.0") -> dict[str, object]:
    """Return what one card says."""
    (found,) = cards_of(tmp_path, card(*lines, version=version))
    assert isinstance(found, dict)
    return found
