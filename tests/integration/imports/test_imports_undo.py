"""An import can be taken back for 30 days, and nobody who was dealt with since is lost."""

import datetime as dt
from collections.abc import Callable

import pytest

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.imports import errors, notes
from smbcrm.membership.imports.types import BATCH, ImportRun, RunState, Sums
from smbcrm.membership.imports.undoing import undo_batch
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import HEADS, ListSource, importer, people, picture, request


def imported(shop: StillShop, *rows: tuple[object, ...], count: int = 3) -> ImportRun:
    source = ListSource([HEADS, *people(count), *rows])  # type: ignore[list-item]
    shop.clock.instant += dt.timedelta(seconds=1)
    return importer(shop, source).run(request(shop))


def who(shop: StillShop, number: int) -> int:
    return shop.services.cards.customer(str(700_000 + number))


def act(shop: StillShop) -> Act:
    shop.clock.instant += dt.timedelta(minutes=1)
    return Act(uuid7(shop.clock))


def test_after_an_undo_the_shop_is_as_before(shop: StillShop) -> None:
    shop.services.customers.add(Details(full_name="老客"))
    before = picture(shop, "客人", "13000000001", "700001")
    run = imported(shop, ("金卡客", "13900000000", None, 5, 6, 7, None), count=1203)
    assert picture(shop, "客人") != before
    undone = shop.services.imports.undo(run.id)
    assert undone.state is RunState.UNDONE
    assert undone.undo is not None
    assert (undone.undo.removed, undone.undo.stayed_in_all) == (1204, 0)
    assert undone.undo.taken_back == run.report.brought
    assert picture(shop, "客人", "13000000001", "700001") == before
    assert shop.services.imports.undo(run.id) == undone
    assert undone.report == run.report


def test_after_an_undo_the_same_list_may_come_in_again(shop: StillShop) -> None:
    who_was_here = shop.services.customers.add(Details(full_name="客人00001")).id
    assert who_was_here
    first = imported(shop)
    shop.services.imports.undo(first.id)
    again = imported(shop)
    assert (again.report.failed, again.report.brought) == (0, first.report.brought)


def test_a_customer_who_was_here_keeps_the_rest_and_loses_the_opening(shop: StillShop) -> None:
    details = Details(full_name="客人00001", phones=("13000000001",))
    here = shop.services.customers.add(details).id
    run = imported(shop)
    assert run.report.updated == 1
    assert shop.services.ledger.standing(here).principal == 1100
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, undo.kept, undo.taken_back.principal) == (2, 1, 1000 + 1100 + 1200)
    assert shop.services.ledger.standing(here).principal == 0
    assert shop.services.customers.get(here).cards == ("700001",)
    corrected = imported(shop)
    assert (corrected.report.failed, corrected.report.updated) == (0, 1)


def sell(shop: StillShop, customer: int) -> None:
    shop.services.till.sale(SaleRequest(act(shop), customer, 300))


def issue(shop: StillShop, customer: int) -> None:
    shop.services.cards.issue(customer, act(shop))


def refuse(shop: StillShop, customer: int) -> None:
    said = ConsentSaid(ConsentChannel.SMS, ConsentState.REFUSED, "phone")
    shop.services.customers.edit(customer, Details(consents=(said,)), act(shop))


def refer(shop: StillShop, customer: int) -> None:
    code = shop.services.customers.get(customer).code
    shop.services.customers.add(Details(full_name="新客", referrer=code), act(shop))


def edit(shop: StillShop, customer: int) -> None:
    shop.services.customers.edit(customer, Details(notes="by hand"), act(shop))


@pytest.mark.parametrize(
    ("deal", "why"),
    [
        (sell, notes.STAYED_OPERATIONS),
        (issue, notes.STAYED_CARDS),
        (refuse, notes.STAYED_CONSENT),
        (refer, notes.STAYED_REFERRED),
        (edit, notes.STAYED_EDITED),
    ],
)
def test_somebody_dealt_with_since_stays_with_their_money(
    shop: StillShop, deal: Callable[[StillShop, int], None], why: str
) -> None:
    run = imported(shop)
    deal(shop, who(shop, 1))
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, undo.stayed_in_all) == (2, 1)
    (stayed,) = undo.stayed
    assert (stayed.row, stayed.why.msgid) == (3, why)
    assert stayed.code == shop.services.customers.get(who(shop, 1)).code
    assert shop.services.ledger.standing(who(shop, 1)).principal == 1100
    assert undo.taken_back == Sums(1000 + 1200, 0, 2, 2)
    assert not shop.services.audit.verify().findings


def test_somebody_who_was_here_and_bought_since_keeps_the_opening(shop: StillShop) -> None:
    details = Details(full_name="客人00001", phones=("13000000001",))
    here = shop.services.customers.add(details).id
    run = imported(shop)
    sell(shop, here)
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, undo.kept, undo.stayed_in_all) == (2, 0, 1)
    assert shop.services.ledger.standing(here).principal == 1100


def test_an_opening_in_a_later_row_is_found(shop: StillShop) -> None:
    late = ("客人00000", "13000000000", None, 50, None, None, None)
    rows = [("客人00000", "13000000000"), *people(600, 1), late]
    run = importer(shop, ListSource([HEADS, *rows])).run(request(shop))
    assert (run.report.joined, run.report.brought.customers) == (1, 601)
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, undo.taken_back) == (601, run.report.brought)
    assert picture(shop).customers == 0


def test_an_undo_that_breaks_off_goes_on(shop: StillShop, monkeypatch: pytest.MonkeyPatch) -> None:
    run = imported(shop, count=1100)
    calls = iter(range(10))

    def breaks(*args: object) -> object:
        if next(calls) == 1:
            raise RuntimeError
        return undo_batch(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("smbcrm.membership.imports.marked.undo_batch", breaks)
    with pytest.raises(RuntimeError):
        shop.services.imports.undo(run.id)
    (left,) = shop.services.imports.unfinished()
    assert left.state is RunState.UNDOING
    assert picture(shop).customers == 600
    shop.clock.instant += dt.timedelta(days=40)
    undone = shop.services.imports.undo(run.id)
    assert undone.undo is not None
    assert (undone.undo.removed, undone.undo.taken_back) == (1100, run.report.brought)
    assert picture(shop).customers == 0


def test_an_import_that_was_stopped_can_be_undone_and_not_gone_on_with(shop: StillShop) -> None:
    service, asked = importer(shop, ListSource([HEADS, *people(600)])), request(shop)
    stops = iter([False, True])
    run = service.run(asked, stop=lambda: next(stops))
    undone = service.undo(run.id)
    assert undone.undo is not None
    assert (undone.undo.removed, picture(shop).customers) == (500, 0)
    assert service.run(asked) == undone
    assert service.run(request(shop)).report.made == 600


def test_undo_ends_after_30_days(shop: StillShop) -> None:
    run = imported(shop)
    shop.clock.instant += dt.timedelta(days=30)
    shop.clock.instant += dt.timedelta(seconds=1)
    with pytest.raises(errors.UndoTooLate):
        shop.services.imports.undo(run.id)
    with pytest.raises(errors.UnknownImport):
        shop.services.imports.undo("nothing")
    assert shop.services.imports.get(run.id).state is RunState.DONE


def test_an_undo_is_a_reversal_in_the_books(shop: StillShop) -> None:
    here = shop.services.customers.add(Details(full_name="客人00001", phones=("13000000001",))).id
    run = imported(shop)
    told: list[tuple[int, int]] = []
    shop.services.imports.undo(run.id, progress=lambda done, of: told.append((done, of)))
    back, opening = shop.services.history.of_customer(here)
    assert (opening.kind, back.kind) == (OperationKind.OPENING, OperationKind.REVERSAL)
    assert (back.reverses, back.business_date) == (opening.id, opening.business_date)
    assert told[-1] == (3, 3)


def again(shop: StillShop, run: ImportRun, *rows: tuple[object, ...]) -> ImportRun:
    """Bring in another list, a while after a first one."""
    assert run.state is RunState.DONE
    shop.clock.instant += dt.timedelta(minutes=1)
    lines = [("姓名", "手机", "邮箱", "卡号"), *rows]
    return importer(shop, ListSource(lines)).run(request(shop))  # type: ignore[arg-type]


@pytest.mark.parametrize("card", [None, "K0001"])
def test_somebody_whom_a_later_import_updated_stays(shop: StillShop, card: str | None) -> None:
    first = imported(shop)
    later = again(shop, first, ("客人00001", 13_000_000_001, "ann@example.com", card))
    assert later.report.updated == 1
    undo = shop.services.imports.undo(first.id).undo
    assert undo is not None
    assert (undo.removed, undo.stayed_in_all) == (2, 1)
    assert [one.why.msgid for one in undo.stayed] == [notes.STAYED_IMPORTED]
    assert shop.services.ledger.standing(who(shop, 1)).principal == 1100
    assert shop.services.customers.get(who(shop, 1)).profile.email == "ann@example.com"


def test_a_later_import_that_was_undone_first_keeps_nobody(shop: StillShop) -> None:
    first = imported(shop)
    later = again(shop, first, ("客人00001", 13_000_000_001, "ann@example.com", "K0001"))
    shop.services.imports.undo(later.id)
    undo = shop.services.imports.undo(first.id).undo
    assert undo is not None
    assert (undo.removed, undo.stayed_in_all) == (3, 0)


def test_what_has_ended_is_booked_before_an_undo(shop: StillShop) -> None:
    heads = ("姓名", "手机", "卡号", "积分", "积分有效期")
    rows = [
        ("甲", 13_000_000_000, 700_000, 100, dt.date(2026, 3, 12)),
        ("乙", 13_000_000_001, 700_001, 50, dt.date(2026, 3, 31)),
    ]
    run = importer(shop, ListSource([heads, *rows])).run(request(shop))
    shop.clock.instant += dt.timedelta(days=10)
    ended = who(shop, 0)
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, undo.taken_back.points) == (1, 50)
    assert [(one.row, one.why.msgid) for one in undo.stayed] == [(2, notes.STAYED_OPERATIONS)]
    kinds = [one.kind for one in shop.services.history.of_customer(ended)]
    assert kinds == [OperationKind.EXPIRY, OperationKind.OPENING]
    assert not shop.services.audit.verify().findings


def test_what_was_edited_between_two_batches_is_not_lost(shop: StillShop) -> None:
    late = ("客人00000", "13000000000", None, None, None, None, "1990-05-01")
    source = ListSource([HEADS, ("客人00000", "13000000000"), *people(600, 1), late])
    shop.clock.instant += dt.timedelta(seconds=1)

    def meanwhile(done: int, _: int) -> None:
        if done == BATCH:
            edit(shop, shop.services.customers.find("13000000000")[0].id)

    run = importer(shop, source).run(request(shop), progress=meanwhile)
    assert run.report.joined == 1
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert [(one.row, one.why.msgid) for one in undo.stayed] == [(2, notes.STAYED_EDITED)]
    (left,) = shop.services.customers.find("13000000000")
    assert shop.services.customers.get(left.id).profile.notes == "by hand"
