"""Photos of customers: a picture from outside is read, and written anew as one of ours.

Its size is known from its first bytes, before any pixel is read. A JPEG that is much too large is
read at a half to an eighth of it: so a phone's 200 million pixels take no more memory than few do.
Nothing but pixels goes over: no place, no camera, no comment.
"""

import io

from PIL import Image, ImageOps
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from smbcrm.membership.photos.types import MOST_PIXELS, SIDE, NoPicture, TooManyPixels

_READERS = {b"\xff\xd8\xff": JpegImageFile, b"\x89PNG\r\n\x1a\n": PngImageFile}
_GREYS_OF_16_BITS = "I"
_FEW_COLOURS = frozenset({"1", "P", "PA"})
"""Modes whose pixels are numbers of colours: between two of them lies none."""
_QUALITY = 88
_MEMORY = 120_000_000
"""So many bytes may reading a picture take, measured: a cash desk of old has a GiB or two."""
_BYTES = {"L": 1, "RGB": 4, "LA": 8, "RGBA": 8}
"""What a pixel of a PNG takes: what is seen through is held twice, numbers of colours once more."""
_BYTES_OF_NUMBERS = 9
_MOST_PASSES = 100
"""A picture that comes finer and finer has about ten; each looks at all of it again."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ONE_PASS_FRAMES = frozenset({0xC0, 0xC1})
_MARK, _SCAN = 0xFF, 0xDA
_SCANS = bytes((_MARK, _SCAN))
_WITHOUT_LENGTH = frozenset({0x00, 0x01, *range(0xD0, _SCAN), _MARK})
_HEAD = 10


def photo_of(name: str, content: bytes) -> bytes:
    """Return a photo of what is in a file of that name: upright, a JPEG of nothing but pixels.

    Raises NoPicture for what is neither JPEG nor PNG, or damaged, and TooManyPixels.
    """
    reader = next((one for start, one in _READERS.items() if content.startswith(start)), None)
    if reader is None:
        raise NoPicture(file=name)
    try:
        with reader(io.BytesIO(content)) as picture:
            most = _most_pixels(picture, content)
            if picture.width * picture.height <= most:
                return _written(_upright(picture))
    except Exception as error:
        raise NoPicture(file=name) from error
    raise TooManyPixels(file=name, most=most // 1_000_000)


def _most_pixels(picture: ImageFile, content: bytes) -> int:
    """Return how many pixels of its kind are read.

    A JPEG that comes in one pass is read at a fraction of its size, so that no more is ever held.
    One of several passes is held whole until the last one.
    """
    if not isinstance(picture, JpegImageFile):
        return _MEMORY // _BYTES.get(picture.mode, _BYTES_OF_NUMBERS)
    if _is_one_pass(content):
        return MOST_PIXELS
    if content.count(_SCANS) > _MOST_PASSES:
        raise ValueError(_MOST_PASSES)
    return _MEMORY // (2 * len(picture.getbands()))


def _is_one_pass(content: bytes) -> bool:
    """Tell whether the first pass over a JPEG has all of its colours, in full (ITU T.81, B.2)."""
    at, colours = 2, 0
    while len(head := content[at : at + _HEAD]) == _HEAD and head[0] == _MARK:
        mark, length = head[1], int.from_bytes(head[2:4], "big")
        if mark == _SCAN:
            return head[4] == colours
        if mark in _WITHOUT_LENGTH or mark in _FRAMES - _ONE_PASS_FRAMES:
            return False
        if mark in _ONE_PASS_FRAMES:
            colours = head[9]
        at += 2 + max(length, 2)
    return False


def _upright(picture: ImageFile) -> Image.Image:
    """Return a picture, no larger than a photo, as the camera was held."""
    if picture.mode.startswith(_GREYS_OF_16_BITS):
        raise ValueError(picture.mode)
    image = picture.convert("RGBA") if picture.mode in _FEW_COLOURS else picture
    image.thumbnail((SIDE, SIDE))
    return ImageOps.exif_transpose(image)


def _written(image: Image.Image) -> bytes:
    """Return a JPEG of what is seen before white."""
    ground = Image.new("RGBA", image.size, "white")
    made = io.BytesIO()
    Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB").save(
        made, "JPEG", quality=_QUALITY
    )
    return made.getvalue()
