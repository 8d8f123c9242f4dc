"""Files of customers in words (message ids)."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.attachments.types import FileKind

KINDS: Mapping[str, str] = {
    FileKind.PICTURE: N_("Picture"),
    FileKind.PDF: N_("PDF"),
    FileKind.TEXT: N_("Text"),
    FileKind.DOCUMENT: N_("Document"),
    FileKind.PHOTO: N_("Photo"),
}
