"""`customer photo`: what a customer looks like."""

import argparse
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Reply
from smbcrm.cli.context import Context
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text

_REMOVE = "--remove"


class PictureAndRemove(UserError):
    """A photo is to come and to go."""

    msgid = N_("Give a picture or --remove, not both.")


def _photo(context: Context, args: argparse.Namespace) -> Reply:
    customer, photos = context.customer(args.customer), context.services.photos
    if args.remove and args.path is not None:
        raise PictureAndRemove
    if args.remove:
        photos.remove(customer, context.act)
    elif args.path is not None:
        photos.put(customer, Path(args.path), context.act)
    code, there = context.services.customers.get(customer).code, photos.of(customer) is not None
    said = N_("{customer} has a photo.") if there else N_("{customer} has no photo.")
    return Reply({"code": code, "photo": there}, (Text(said, {"customer": code}),))


PHOTO = Command(
    "photo",
    N_("keep a photo of a customer, or say whether there is one"),
    _photo,
    (
        Argument("customer", N_("code, card number, or a text that finds one only"), "CODE"),
        Argument("path", N_("a picture, JPEG or PNG"), "FILE", optional=True, read=str),
        Argument(_REMOVE, N_("take it away"), flag=True),
    ),
    writes=True,
)
