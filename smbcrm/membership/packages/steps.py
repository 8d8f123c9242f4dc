"""Steps on visit packages that several use cases share."""

import datetime as dt
from collections.abc import Iterable

from smbcrm.core.text import clean
from smbcrm.membership.bills.types import BillVisits
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.types import AccountKind, Wallet
from smbcrm.membership.packages import rules
from smbcrm.membership.packages.ports import PackageWork
from smbcrm.membership.packages.types import Package, PackageStanding, UnknownPackage


def package_called(work: PackageWork, code: str) -> Package:
    """Return the package with that code or barcode; raise UnknownPackage."""
    item = work.items.find(clean(code))
    package = None if item is None else work.packages.get(item.id)
    if package is None:
        raise UnknownPackage(code=code)
    return package


def standing(package: Package, wallet: Wallet) -> PackageStanding:
    """Return what a wallet holds of a package."""
    lots = wallet.lots_in(package.unit)
    return PackageStanding(
        package,
        sum(lot.remaining for lot in lots),
        rules.soonest(lots),
        rules.latest(lots),
        rules.paused_since(lots),
    )


def bill_visits(
    packages: Iterable[tuple[Package, int]], wallet: Wallet, owner: int | None = None
) -> tuple[BillVisits, ...]:
    """Return what a bill says of packages: what was moved, and what the wallet holds now.

    `owner` is the customer whose visits they are, where that is somebody else.
    """
    made = []
    for package, count in packages:
        now = standing(package, wallet)
        made.append(
            BillVisits(
                code=package.item.code,
                name=package.item.name,
                moved=count,
                left=now.left,
                until=None if now.until is None else now.until.isoformat(),
                last=None if now.last is None else now.last.isoformat(),
                counted=package.counted,
                owner=owner,
            )
        )
    return tuple(made)


def packages_in(work: PackageWork, wallet: Wallet) -> tuple[Package, ...]:
    """Return the packages of which a wallet ever held visits, by code."""
    units = {account.unit for account in wallet.accounts if account.kind is AccountKind.VISITS}
    if not units:
        return ()
    return tuple(package for package in work.packages.all() if package.unit in units)


def standings(work: PackageWork, wallet: Wallet, today: dt.date) -> tuple[PackageStanding, ...]:
    """Return what a wallet holds on a business date of each package it ever held, by code.

    What has ended by then counts no more, whether its end was booked or not.
    """
    over = ledger.due(wallet, today)
    living = wallet._replace(lots=tuple(lot for lot in wallet.lots if lot not in over))
    return tuple(standing(package, living) for package in packages_in(work, wallet))
