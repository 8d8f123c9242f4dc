"""Any list: the check tells the truth, batches do not show, an undo leaves nothing."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.membership.imports.codec import encode
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.types import ImportReport
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import ListSource, importer, picture, request

HEADS: tuple[Cell, ...] = (
    *(
        "Shopbell code",
        "编号",
        "姓名",
        "手机",
        "卡号",
        "余额",
        "赠送余额",
        "积分",
        "生日",
        "会员等级",
        "备注",
    ),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, None, None, "A1", "C000002"]),
        st.sampled_from([None, None, "A1", "A2", "1001", "C000001"]),
        st.sampled_from([None, "陈雨桐", "陳雨桐", "Mary O'Brien", "王", "=1+1"]),
        st.sampled_from([None, "13800138000", 13800138001, "62345678", "13800138000/13900139000"]),
        st.sampled_from([None, None, "1001", "1002", 1003, "A2"]),
        st.sampled_from([None, 0, 50, "¥1,050.00", "见本子", -1]),
        st.sampled_from([None, None, 5]),
        st.sampled_from([None, None, 7]),
        st.sampled_from([None, "农历八月十五", "30岁", "1990-05-01"]),
        st.sampled_from([None, "金", "普通", "?"]),
        st.sampled_from(["a", "b", "c"]),
    ),
    min_size=1,
    max_size=7,
)
WITH_A_SHOP = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def checked(shop: StillShop, rows: Sequence[Sequence[Cell]]) -> ImportReport:
    return importer(shop, ListSource([HEADS, *rows])).check(request(shop))


@WITH_A_SHOP
@given(rows=ROWS)
def test_the_check_tells_the_truth_and_an_undo_leaves_nothing(
    shop: StillShop, rows: list[tuple[Cell, ...]]
) -> None:
    service = importer(shop, ListSource([HEADS, *rows]))
    before = picture(shop, "陈雨桐", "13800138000", "1001")
    told = service.check(request(shop))
    run = service.run(request(shop))
    assert encode(told) == encode(run.report)
    after = picture(shop)
    assert after.customers == before.customers + run.report.made
    assert after.owed == before.owed + run.report.brought.principal + run.report.brought.gift
    assert after.points == before.points + run.report.brought.points
    undo = service.undo(run.id).undo
    assert undo is not None
    assert undo.taken_back == run.report.brought
    assert picture(shop, "陈雨桐", "13800138000", "1001") == before


@WITH_A_SHOP
@given(here=ROWS, rows=ROWS)
def test_where_a_batch_ends_does_not_show(
    shop: StillShop, here: list[tuple[Cell, ...]], rows: list[tuple[Cell, ...]]
) -> None:
    service = importer(shop, ListSource([HEADS, *here]))
    before = service.run(request(shop, path="here.xlsx"))
    reports = []
    for size in (500, 1, 3):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("smbcrm.membership.imports.plan.BATCH", size)
            reports.append(encode(checked(shop, rows)))
    service.undo(before.id)
    assert len(set(reports)) == 1


@WITH_A_SHOP
@given(data=st.data())
def test_the_order_of_the_rows_of_different_people_does_not_matter(
    shop: StillShop, data: st.DataObject
) -> None:
    different = [
        (None, f"A{i}", f"客人{i}", 13800138000 + i, 2000 + i, *rest)
        for i, (*_, _, _, rest) in enumerate(
            (row[0], row[1], row[5:]) for row in data.draw(ROWS, "rows")
        )
    ]
    order = data.draw(st.permutations(different), "order")
    one, other = checked(shop, different), checked(shop, order)
    assert (one.made, one.failed, one.brought) == (other.made, other.failed, other.brought)
    assert one.notes_in_all == other.notes_in_all
