"""Pictures as cameras and others make them."""

import io

from PIL import ExifTags, Image

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
