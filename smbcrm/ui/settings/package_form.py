"""One visit package to be added or changed: what is sold, for how much, and for how long."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_
from smbcrm.membership.items.types import Item, ItemCodeTaken, ItemKind, UnknownItem
from smbcrm.membership.packages.types import (
    NO_TERM,
    BadPackage,
    KindOfPackageStays,
    NewPackage,
    Package,
    PackageChanges,
    Terms,
)
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.entry_form import EntryForm, Line, change, item_options, only_new
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.typed_numbers import read_count


class PackageForm(EntryForm):
    """Without a number of visits it is a pass, without months its visits never end."""

    def __init__(self, part: Part) -> None:
        super().__init__(part, "package", 3)
        say = self.desk.say
        self._package: Package | None = None
        self.code = self.line("code", N_("Code"))
        self.name = self.line("name", N_("Name"))
        self.price = self.line("price", N_("Package price"))
        self.service = self.search("service", N_("Service"))
        self.visits = self.line("visits", N_("Number of visits"), say(N_("as often as wanted")))
        self.months = self.line("months", N_("Months"), say(N_("no end")))
        head, terms = (self.code, self.name, self.price), (self.visits, self.months)
        self._lines: tuple[Line, ...] = (*head, self.service, *terms)
        for field in self._lines:
            self.put(field)
        self.places = {
            ItemCodeTaken: self.code,
            UnknownItem: self.service,
            BadPackage: self.visits,
            KindOfPackageStays: self.visits,
        }

    def begin(self, package: Package | None, items: Sequence[Item]) -> None:
        """Show a package to be changed, or None to add one; it is of one of the items, or none."""
        self._package = package
        services = [one for one in items if one.kind is not ItemKind.PACKAGE]
        self.service.set_options(item_options(services))
        shown = ("",) * 6 if package is None else self._shown(package)
        self.fill(zip(self._lines, shown, strict=True))
        self.code.edit.setReadOnly(package is not None)
        self.open_at(*(("", self.code) if package is None else (package.item.code, self.name)))

    def asked(self) -> Save[Any]:
        """Return what adds or changes the package."""
        desk, package = self.desk, self._package
        typed = NewPackage(
            self.needed(self.code),
            self.needed(self.name),
            self.read(self.price, partial(parse_amount, currency=desk.shop.currency)),
            Terms(
                self.read(self.visits, lambda text: self._visits(text) if text else self._pass()),
                self.read(self.months, read_count) if self.months.text() else None,
                self.service.text() or None,
            ),
        )
        if package is None:
            away = partial(desk.services.items.set_active, typed.code, active=False)

            def back(_made: Package) -> Work:
                return partial(away, act=desk.act())

            work = partial(desk.services.packages.add, typed, desk.act())
            return Save(typed.name, work, back, done=self.done)
        terms = typed.terms
        changes = PackageChanges(
            typed.name, typed.price, terms.visits, terms.months or NO_TERM, terms.service or ""
        )
        changes = only_new(changes, changes.back_to(package))
        edit = partial(desk.services.packages.edit, package.item.code)
        return change(self.part, package.item.name, edit, changes, self.done)

    def _visits(self, text: str) -> int:
        """Return a number of visits; raise KindOfPackageStays for a pass that was sold as one."""
        if self._package is not None and not self._package.counted:
            raise KindOfPackageStays(code=self._package.item.code)
        return read_count(text)

    def _pass(self) -> None:
        """Say that visits are not counted; raise KindOfPackageStays where they were."""
        if self._package is not None and self._package.counted:
            raise KindOfPackageStays(code=self._package.item.code)

    def _shown(self, package: Package) -> tuple[str, ...]:
        item, terms = package.item, package.terms
        return (
            item.code,
            item.name,
            self.desk.words.currency.plain(item.price),
            terms.service or "",
            str(terms.visits or ""),
            str(terms.months or ""),
        )
