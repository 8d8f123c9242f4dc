"""What lies in the vault of a shop, for tests."""

import datetime as dt

from smbcrm.models.vaults import vault_of
from tests.helpers.shops import StillShop


def kept(shop: StillShop) -> set[str]:
    """Return the names of all bytes that are kept, however new."""
    shop.clock.instant += dt.timedelta(days=10_000)
    names = set(vault_of(shop.uow, shop.services.clock).old())
    shop.clock.instant -= dt.timedelta(days=10_000)
    return names
