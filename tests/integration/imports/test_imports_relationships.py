"""Who is related to whom, both of whom are here; added, never overwritten."""

from smbcrm.membership.imports import notes
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import RunState
from smbcrm.membership.relationships.types import LinkKind
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import ListSource, Sink, importer
from tests.integration.imports.others import Line, Lines, added, asked, brought_in, counts, said

KIND = ListKind.RELATIONSHIPS
HEADS: Line = ("Customer", "Name", "Related customer", "Related name", "Relationship")


def links(shop: StillShop, customer: int) -> set[tuple[str, LinkKind]]:
    return {(one.code, one.kind) for one in shop.services.relationships.of(customer)}


def family(shop: StillShop) -> tuple[int, int, int]:
    ann = added(shop, "安", "13800000001", "A1")
    bob = added(shop, "波", "13800000001", "B1")
    return ann, bob, added(shop, "岑", code="C1")


def test_two_who_are_here_are_linked_both_ways(shop: StillShop) -> None:
    ann, bob, cen = family(shop)
    rows: Lines = [
        HEADS,
        ("A1", None, "13800000001", "波", "配偶"),
        ("13800000001", "安", "岑", None, "daughter"),
        ("A1", None, "A1", None, "friend"),
        ("A1", None, None, None, "friend"),
        ("A1", None, "C1", None, "boss"),
        ("A1", None, "C1", None, None),
        ("A1", None, "C1", None, "friend"),
        ("A1", None, "C1", None, "child"),
        ("X9", None, "C1", None, "child"),
        ("A1", None, "13800000001", None, "spouse"),
    ]
    sink = Sink()
    run = brought_in(shop, KIND, rows, sink=sink)
    assert counts(run) == (2, 0, 1, 7)
    assert links(shop, ann) == {("B1", LinkKind.SPOUSE), ("C1", LinkKind.CHILD)}
    assert links(shop, bob) == {("A1", LinkKind.SPOUSE)}
    assert links(shop, cen) == {("A1", LinkKind.PARENT)}
    assert said(run) == [
        (4, notes.SAME_PERSON),
        (5, notes.NOBODY_SAID),
        (6, notes.UNKNOWN_WORD),
        (6, notes.NO_KIND),
        (7, notes.NO_KIND),
        (8, notes.OTHER_KIND),
        (10, notes.NOT_HERE),
        (11, notes.ANY_OF),
    ]
    again = brought_in(shop, KIND, rows[:3])
    assert counts(again) == (0, 0, 2, 0)


def test_an_undo_takes_away_what_it_added_and_nothing_else(shop: StillShop) -> None:
    ann, bob, cen = family(shop)
    shop.services.relationships.link(ann, cen, LinkKind.FRIEND)
    rows: Lines = [
        ("Customer", "Other name", "Kind"),
        ("A1", "波", "spouse"),
        ("A1", "岑", "friend"),
        ("B1", "岑", "colleague"),
    ]
    run = brought_in(shop, KIND, rows)
    shop.services.relationships.link(bob, cen, LinkKind.FRIEND)
    done = shop.services.imports.undo(run.id)
    undo = done.undo
    assert undo is not None
    assert (done.state, undo.removed, undo.kept) == (RunState.UNDONE, 1, 1)
    assert [(one.row, one.code, one.why.msgid) for one in undo.stayed] == [
        (4, "B1", notes.STAYED_LINK)
    ]
    assert links(shop, ann) == {("C1", LinkKind.FRIEND)}
    assert links(shop, bob) == {("C1", LinkKind.FRIEND)}


def test_after_a_merge_the_undo_still_finds_what_it_added(shop: StillShop) -> None:
    ann, bob, cen = family(shop)
    run = brought_in(shop, KIND, [("Customer", "Other", "Kind"), ("B1", "C1", "friend")])
    shop.services.merging.merge(ann, bob)
    assert links(shop, ann) == {("C1", LinkKind.FRIEND)}
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, links(shop, ann), links(shop, cen)) == (1, set(), set())


def test_a_list_that_was_stopped_goes_on(shop: StillShop) -> None:
    ann, _, _ = family(shop)
    for number in range(501):
        added(shop, f"客{number}", code=f"K{number}")
    rows: Lines = [("Customer", "Other", "Kind"), *(("A1", f"K{i}", "friend") for i in range(501))]
    rows += [("A1", "B1", "friend"), ("A1", "A1", "friend")]
    imports, wanted = importer(shop, ListSource(rows)), asked(shop, KIND)
    asks = iter((False, True))
    assert imports.run(wanted, stop=lambda: next(asks)).rows_done == 500
    sink = Sink()
    run = imports.run(wanted, problems=sink)
    assert (counts(run), [one.row for one in sink.rows]) == ((502, 0, 0, 1), [504])
    again = Sink()
    assert imports.run(wanted, problems=again) == run
    assert [one.row for one in again.rows] == [504]
    assert len(links(shop, ann)) == 502
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, links(shop, ann)) == (502, set())
