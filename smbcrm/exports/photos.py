"""Photos of customers: a picture from outside is read, and written anew as one of ours.

Its size is known from its first bytes, before any pixel is read. A JPEG that is much too large is
read at a half to an eighth of it. Nothing but pixels goes over: no place, no camera, no comment.
"""

import io

from PIL import Image, ImageOps
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from smbcrm.membership.photos.types import (
    MOST_MILLIONS,
    MOST_PIXELS,
    SIDE,
    NoPicture,
    TooManyPixels,
)

_READERS = {b"\xff\xd8\xff": JpegImageFile, b"\x89PNG\r\n\x1a\n": PngImageFile}
_GREYS_OF_16_BITS = "I"
_FEW_COLOURS = frozenset({"1", "P", "PA"})
"""Modes whose pixels are numbers of colours: between two of them lies none."""
_QUALITY = 88


def photo_of(name: str, content: bytes) -> bytes:
    """Return a photo of what is in a file of that name: upright, a JPEG of nothing but pixels.

    Raises NoPicture for what is neither JPEG nor PNG, or damaged, and TooManyPixels.
    """
    reader = next((one for start, one in _READERS.items() if content.startswith(start)), None)
    if reader is None:
        raise NoPicture(file=name)
    try:
        with reader(io.BytesIO(content)) as picture:
            if picture.width * picture.height <= MOST_PIXELS:
                return _written(_upright(picture))
    except Exception as error:
        raise NoPicture(file=name) from error
    raise TooManyPixels(file=name, most=MOST_MILLIONS)


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
