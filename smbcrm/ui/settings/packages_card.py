"""Visit packages: what each gives, for how long and how much, and whether it is sold."""

from collections.abc import Sequence
from functools import partial

from smbcrm.core.i18n import N_, NN_, Text
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.items.types import Item
from smbcrm.membership.packages.types import Package
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.list_card import ListCard, Look, Row
from smbcrm.ui.settings.package_form import PackageForm
from smbcrm.ui.settings.part import Part

_LOOK = Look(
    "package",
    N_("Visit packages"),
    N_("Package"),
    N_("Add a package"),
    (
        (N_("Package"), 5),
        (N_("Service"), 4),
        (N_("Number of visits"), 3),
        (N_("Lasts"), 3),
        (N_("Package price"), 0),
    ),
    N_("No visit package yet. Add one to sell visits ahead."),
    (N_("Number of visits"), N_("Package price")),
)


class PackagesCard(ListCard):
    """The packages by code, also those that are switched off."""

    def __init__(self, part: Part) -> None:
        self.form = PackageForm(part)
        super().__init__(part, _LOOK, self.form)
        self._items: Sequence[Item] = ()

    def show_packages(self, packages: Sequence[Package], items: Sequence[Item]) -> None:
        """Show the packages; they may be of one of the items."""
        self._items = items
        self.show_rows((packages, items), lambda: [self._row(one) for one in packages])

    def begin_new(self) -> None:
        """Open the form for a new one."""
        self.form.begin(None, self._items)

    def _row(self, package: Package) -> Row:
        desk, item, terms = self.desk, package.item, package.terms
        names = {one.code: one.name for one in self._items}
        visits, months = terms.visits, terms.months
        cells = (
            item.name,
            names.get(terms.service or "", ""),
            desk.say(N_("as often as wanted")) if visits is None else desk.words.number(visits),
            desk.say(N_("no end"))
            if months is None
            else desk.count(NN_("{count} month", "{count} months"), months),
            desk.words.money(item.price),
        )
        items = self._items
        return Row(
            item.code,
            item.name,
            cells,
            item.active,
            lambda on: self._switch(package, active=on),
            lambda: self.form.begin(package, items),
        )

    def _switch(self, package: Package, *, active: bool) -> None:
        desk, item = self.desk, package.item
        switch = partial(desk.services.items.set_active, item.code)

        def back(done: Changed[Item]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(switch, active=not active, act=desk.act())

        said = Text(N_("{name}, on") if active else N_("{name}, off"), {"name": item.name})
        save = Save(said, partial(switch, active=active, act=desk.act()), back)
        self.part.saver.save(self.part, save, self.not_switched)
