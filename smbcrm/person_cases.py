"""The use cases of what is known of one person: a part of those of a shop (`UseCases`)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smbcrm.core.clock import Clock
from smbcrm.models.uow import PeeweeUnitOfWork

if TYPE_CHECKING:
    from smbcrm.membership.attachments.service import AttachmentService
    from smbcrm.membership.companies.service import CompanyService
    from smbcrm.membership.custom_fields.service import CustomFieldService
    from smbcrm.membership.customer_page.service import CustomerPageService
    from smbcrm.membership.notes.service import NoteService
    from smbcrm.membership.photos.service import PhotoService
    from smbcrm.membership.privacy.dossier_service import DossierService
    from smbcrm.membership.records.service import RecordService
    from smbcrm.membership.relationships.service import RelationshipService

# ruff: noqa: PLC0415 - each use case loads its own code: most starts of the program need few


class PersonCases:
    """Makes them, each by the method of its name."""

    def __init__(
        self,
        uow: PeeweeUnitOfWork,
        clock: Clock,
        files: Callable[[], tuple[Path, ...]],
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._files = files

    def relationships(self) -> "RelationshipService":
        """Return the use cases of relationships."""
        from smbcrm.membership.relationships.service import RelationshipService

        return RelationshipService(self._uow, self._clock)

    def notes(self) -> "NoteService":
        """Return the use cases of what was said of customers."""
        from smbcrm.membership.notes.service import NoteService

        return NoteService(self._uow, self._clock)

    def records(self) -> "RecordService":
        """Return the use cases of what was done for customers."""
        from smbcrm.membership.records.service import RecordService

        return RecordService(self._uow, self._clock)

    def attachments(self) -> "AttachmentService":
        """Return the use cases of files of customers."""
        from smbcrm.exports.whole_file import WholeFileWriter
        from smbcrm.membership.attachments.service import AttachmentService
        from smbcrm.models.vaults import vault_of

        vault = vault_of(self._uow, self._clock)
        return AttachmentService(self._uow, self._clock, vault, WholeFileWriter(), self._files())

    def photos(self) -> "PhotoService":
        """Return the use cases of the photo of a customer."""
        from smbcrm.membership.photos.service import PhotoService
        from smbcrm.models.vaults import vault_of

        def make(name: str, content: bytes) -> bytes:
            from smbcrm.exports.photos import photo_of  # only a new photo needs Pillow

            return photo_of(name, content)

        return PhotoService(self._uow, self._clock, vault_of(self._uow, self._clock), make)

    def companies(self) -> "CompanyService":
        """Return the use cases of companies."""
        from smbcrm.membership.companies.service import CompanyService

        return CompanyService(self._uow, self._clock)

    def custom_fields(self) -> "CustomFieldService":
        """Return the use cases of the shop's own fields."""
        from smbcrm.membership.custom_fields.service import CustomFieldService

        def is_heading(name: str) -> bool:
            from smbcrm.membership.imports.headings import is_heading
            from smbcrm.membership.lists.columns import is_exported

            return is_heading(name) or is_exported(name)

        return CustomFieldService(self._uow, self._clock, is_heading)

    def customer_page(self) -> "CustomerPageService":
        """Return the use cases of the page of a customer."""
        from smbcrm.membership.customer_page.service import CustomerPageService

        return CustomerPageService(self._uow, self._clock)

    def dossiers(self) -> "DossierService":
        """Return the use cases of what is known of one person, handed out."""
        from smbcrm.exports.pdf.report import PdfDocumentWriter
        from smbcrm.exports.whole_file import WholeFileWriter
        from smbcrm.membership.privacy.dossier_service import DossierService
        from smbcrm.models.vaults import vault_of

        paper, files = PdfDocumentWriter(), WholeFileWriter()
        vault = vault_of(self._uow, self._clock)
        return DossierService(self._uow, self._clock, paper, files, vault, self._files())
