"""Pictures as cameras and others make them."""

import io
import struct
import zlib

from PIL import ExifTags, Image

_TRUE_COLOURS = 2
TURNED = 6
"""The camera was held upright: what is shown is to be turned to the right."""


def picture(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    """Return the file of a picture."""
    made = io.BytesIO()
    image.save(made, kind, **more)
    return made.getvalue()


def from_a_phone(width: int = 1200, height: int = 800) -> bytes:
    """Return a JPEG that says where it was taken: red left and blue right, to be turned."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = TURNED
    exif[ExifTags.Base.Model] = "Spyphone"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return picture(image, exif=exif, comment=b"at home", quality=95)


def flat_png(width: int, height: int, colour_type: int) -> bytes:
    """Return a PNG of one colour, made without its pixels in memory: 2 true colours, 3 numbers."""
    pack, row = zlib.compressobj(), bytes(1 + width * (3 if colour_type == _TRUE_COLOURS else 1))
    data = b"".join(pack.compress(row) for _ in range(height)) + pack.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    parts = (b"IHDR" + head, b"PLTE" + bytes(3), b"IDAT" + data, b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in parts
    )


def flat_jpeg(width: int, height: int) -> bytes:
    """Return a JPEG of nothing but grey in one pass, made without its pixels in memory.

    A block of it is six bits: no change of grey, and no more (ITU T.81, K.3).
    """
    small = picture(Image.new("L", (8, 8), 128))
    size, scan = small.index(b"\xff\xc0") + 5, small.index(b"\xff\xda") + 10
    head = small[:size] + struct.pack(">HH", height, width) + small[size + 4 : scan]
    return head + b"\x28\xa2\x8a" * (width * height // 64 * 6 // 24) + b"\xff\xd9"
