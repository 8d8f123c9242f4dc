"""What a merge keeps of its rows goes when it is too late to undo it."""

import datetime as dt

import pytest

from smbcrm.membership.merging.types import UNDO_DAYS, MergeTooOld
from smbcrm.membership.privacy.types import ErasedOne
from tests.helpers.known_person import all_texts
from tests.integration.merging.conftest import MergeShop

HERS = "anna@example.com"
KEPT = "SELECT id FROM customer_merge WHERE content <> '' ORDER BY id"


def kept(shop: MergeShop) -> list[int]:
    return [one for (one,) in shop.still.uow.read(lambda work: work.session.rows(KEPT))]


def test_it_is_kept_as_long_as_it_can_be_undone(shop: MergeShop) -> None:
    merge = shop.merge()
    shop.later(days=UNDO_DAYS)
    shop.services.merging.forget_old()
    assert kept(shop) == [merge.id]
    shop.later(seconds=1)
    shop.services.merging.forget_old()
    assert kept(shop) == []
    shop.still.clock.instant -= dt.timedelta(days=1)  # the clock had been wrong
    with pytest.raises(MergeTooOld):
        shop.undo(merge)


def test_the_next_merge_forgets_it(shop: MergeShop) -> None:
    shop.merge()
    shop.later(days=UNDO_DAYS, seconds=1)
    second = shop.merge(shop.cy, shop.bo)
    assert kept(shop) == [second.id]


def test_who_went_is_known_to_an_erase_all_the_same(shop: MergeShop) -> None:
    anna = shop.known(shop.anna)
    shop.merge()
    shop.edit(shop.ann, email="ann@example.com", notes="none")
    shop.later(days=UNDO_DAYS, seconds=1)
    assert HERS in shop.still.uow.read(lambda work: all_texts(work.session))
    shop.services.merging.forget_old()
    shop.services.merging.forget_old()
    (one,) = shop.still.uow.read(lambda work: work.erasures.merged(shop.ann))
    made = anna.created_at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    assert one == ErasedOne(shop.anna, made)
    shop.services.privacy.erase(shop.ann, "asked", give_up=True)
    assert HERS not in shop.still.uow.read(lambda work: all_texts(work.session))
