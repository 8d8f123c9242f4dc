"""The photo of a customer: the facts, and what is refused."""

from collections.abc import Callable

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_

SIDE = 512
"""So many pixels wide or high is a photo at most."""
MOST_PIXELS = 210_000_000
"""A larger picture is not read: phones make 200 million. For some kinds of pictures it is less."""
NAME = "photo.jpg"

MakePhoto = Callable[[str, bytes], bytes]
"""Makes a photo of ours of what is in a file of that name: an upright JPEG of nothing but pixels.

It raises NoPicture or TooManyPixels.
"""

Photos = tuple[bytes, ...]
"""The photos that somebody had, the shown one last: a merge may have left several."""


class NoPicture(UserError):
    """No picture that can be a photo, or a damaged one."""

    msgid = N_("{file} cannot be read as a picture. Save it as JPEG or PNG.")


class TooManyPixels(UserError):
    """A picture that would fill the memory."""

    msgid = N_("{file} has more than {most} million pixels. Make it smaller.")


class NoPhoto(UserError):
    """There is nothing to take away."""

    msgid = N_("This customer has no photo.")
