"""After an undo the change log tells of each what is theirs, and an erase leaves nobody's words."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.merging.types import Merge
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from tests.helpers.known_person import all_texts
from tests.integration.merging.conftest import MergeShop, differences

BOTH = "likes tea"
HERS = {
    "code": "ZWIEBEL-9",
    "name": "Zwiebelfisch",
    "phone": "4155552699",
    "e-mail": "zwiebel@example.com",
    "wechat": "minaquack",
    "street": "Elderberry Lane",
    "notes": "sings in the shower",
    "alert": "strawberries",
    "tag": "choirmistress",
    "label": "Quincy",
    "how": "on a napkin",
    "custom": "peppermint",
    "card": "QUACKCARD-0815",
    "noted": "keeps bees on the roof",
    "recorded": "6N with 30 ml",
    "recorded again": "7N with 40 ml",
    "file": "zither lesson",
    "record file": "recipe of hers",
}


@dataclass(frozen=True)
class Two:
    """Who stays, and who is known by all that stands in `HERS`."""

    shop: MergeShop
    she: int
    note: int
    record: int
    file: int

    def log(self, who: int) -> list[tuple[str, str, str | None, str | None]]:
        """Return what the log tells of somebody, oldest first."""
        return self.shop.still.uow.read(
            lambda work: work.session.rows(
                "SELECT field, part, before, after FROM change_log WHERE customer = ? ORDER BY id",
                who,
            )
        )

    def left_of_her(self) -> list[str]:
        """Return what of her stands in any row of any table."""
        text = self.shop.still.uow.read(lambda work: all_texts(work.session)).lower()
        return [what for what, said in HERS.items() if said.lower() in text]


@pytest.fixture
def two(shop: MergeShop, tmp_path: Path) -> Two:
    """Return a shop that knows everything of a second customer."""
    services = shop.services
    child = Occasion(OccasionKind.CHILD_BIRTHDAY, Calendar.SOLAR, 2015, 4, 1, label=HERS["label"])
    details = Details(
        code=HERS["code"],
        full_name=HERS["name"],
        email=HERS["e-mail"],
        wechat=HERS["wechat"],
        address=f"12 {HERS['street']}",
        notes=HERS["notes"],
        alert=HERS["alert"],
        tags=(HERS["tag"],),
        phones=(HERS["phone"],),
        occasions=(child,),
        consents=(
            ConsentSaid(ConsentChannel.CALL, ConsentState.GIVEN, HERS["how"]),
            ConsentSaid(ConsentChannel.LETTER, ConsentState.REFUSED, HERS["how"]),
        ),
        custom=(("Tea", HERS["custom"]),),
    )
    she = services.customers.add(details).id
    services.cards.issue(she, number=HERS["card"], scanned=True)
    note = services.notes.add(she, HERS["noted"])
    assert note is not None
    services.records.add_kind("colour", "Colour")
    record = services.records.add(she, "colour", HERS["recorded"])
    file = tmp_path / f"{HERS['file']}.txt"
    file.write_text("Mondays")
    return Two(shop, she, note, record, services.attachments.add(she, file))


def erase(two: Two, who: int) -> None:
    two.shop.services.privacy.erase(who, "asked", two.shop.act(), give_up=True)


def live_on(two: Two, merge: Merge, folder: Path) -> None:
    """Change since the merge what came of her, and what did not."""
    shop, services, ann = two.shop, two.shop.services, merge.kept.id
    shop.later(days=1)
    profile = shop.known(ann).profile
    shop.edit(ann, email="ann@example.com", tags=(*profile.tags, "new"))
    shop.edit(ann, notes=f"{profile.notes}\ncame with a dog", given_name="Annie")
    shop.edit(ann, custom=(("Tea", "oolong"), ("Seat", "door")))
    shop.refuse(ann, ConsentChannel.CALL)
    services.cards.freeze(HERS["card"], "misuse")
    services.notes.add(ann, "sits by the window")
    services.notes.remove(ann, two.note)
    services.records.edit(ann, two.record, HERS["recorded again"])
    services.attachments.remove(ann, two.file)
    file = folder / f"{HERS['record file']}.txt"
    file.write_text("ammonia")
    services.attachments.add(ann, file, two.record)


def test_an_undone_merge_leaves_no_trace_in_the_log_of_who_stayed(two: Two) -> None:
    before, log = two.shop.rows(), two.log(two.shop.ann)
    two.shop.undo(two.shop.merge(two.shop.ann, two.she))
    assert differences(before, two.shop.rows()) == {}
    merged = [("merged", "", None, HERS["code"]), ("merged", "", HERS["code"], None)]
    assert two.log(two.shop.ann) == [*log, *merged]


def test_after_an_undo_and_an_erase_nothing_of_her_is_left(two: Two) -> None:
    two.shop.undo(two.shop.merge(two.shop.ann, two.she))
    assert two.left_of_her()
    erase(two, two.she)
    assert two.left_of_her() == []


def test_what_was_changed_since_leaves_nothing_of_her_either(two: Two, tmp_path: Path) -> None:
    merge = two.shop.merge(two.shop.ann, two.she)
    live_on(two, merge, tmp_path)
    two.shop.undo(merge)
    erase(two, two.she)
    assert two.left_of_her() == []
    two.shop.sound()


def test_what_was_changed_since_is_told_of_each_as_theirs(two: Two, tmp_path: Path) -> None:
    ann = two.shop.ann
    hers, log = two.log(two.she), two.log(ann)
    merge = two.shop.merge(ann, two.she)
    live_on(two, merge, tmp_path)
    two.shop.undo(merge)
    along = [(one.name, one.record) for one in two.shop.services.attachments.of(two.she)]
    assert along == [(f"{HERS['record file']}.txt", two.record)], "it goes with its record"
    told = two.log(ann)
    _, tea, seat = (str(one.id) for one in two.shop.services.custom_fields.all())
    assert told[: len(log)] == log
    assert set(told[len(log) :]) == {
        ("merged", "", None, HERS["code"]),
        ("merged", "", HERS["code"], None),
        ("email", "", None, "ann@example.com"),
        ("tags", "", "vip", "new\nvip"),
        ("notes", "", BOTH, f"{BOTH}\ncame with a dog"),
        ("given_name", "", None, "Annie"),
        ("custom", tea, None, "oolong"),
        ("custom", seat, "window", "door"),
        ("consent", "call", None, "refused said so"),
        ("note", "", None, "sits by the window"),
    }
    assert len(told) == len(set(told))
    file = f"{HERS['file']}.txt"
    ((*_, recorded),) = (one for one in hers if one[0] == "record")
    assert recorded
    again = recorded.replace(HERS["recorded"], HERS["recorded again"])
    assert [one for one in two.log(two.she) if one not in hers] == [
        ("card", HERS["card"], "active", "frozen"),
        ("note", "", HERS["noted"], None),
        ("record", "colour", recorded, again),
        ("file", "", file, None),
        ("file", "", None, f"{HERS['record file']}.txt"),
        ("consent", "call", f"given {HERS['how']}", "refused said so"),
    ]


def test_who_stays_is_erased_and_the_other_keeps_what_is_theirs(two: Two, tmp_path: Path) -> None:
    hers = two.log(two.she)
    known = two.shop.known(two.she)
    merge = two.shop.merge(two.shop.ann, two.she)
    live_on(two, merge, tmp_path)
    two.shop.undo(merge)
    erase(two, two.shop.ann)
    assert two.log(two.she)[: len(hers)] == hers
    assert two.shop.known(two.she).profile == known.profile
    text = two.shop.still.uow.read(lambda work: all_texts(work.session))
    assert "came with a dog" not in text
    assert "sits by the window" not in text


def test_a_bill_of_the_time_in_between_says_nothing_of_her(two: Two) -> None:
    """It has what was the other's only where who stayed had nothing of their own."""
    shop = two.shop
    merge = shop.merge(shop.cy, two.she)  # of whom nothing but the name is known
    bills = shop.sell(shop.cy, 1_000), shop.sell(shop.cy, 2_000)
    shop.edit(shop.cy, phones=("415-555-2680",))
    shop.undo(merge)
    after = shop.sell(shop.cy, 3_000)
    was = bills[0].customer
    assert was is not None
    assert was.phone
    assert was.address
    assert was.card == HERS["card"]
    erase(two, two.she)
    assert two.left_of_her() == []
    for bill in (*bills, after):
        made = shop.services.bills.find(bill.operation).bill.customer
        assert made is not None
        assert (made.id, made.name, made.address, made.card) == (shop.cy, "Cy Tan", "", "")
        assert bool(made.phone) == (bill is after)
    shop.sound()


def test_what_an_import_kept_in_between_has_nothing_of_her(two: Two, tmp_path: Path) -> None:
    """Taking the import back makes nobody what the two were together."""
    shop, ann = two.shop, two.shop.ann
    was = shop.known(ann).profile
    merge = shop.merge(ann, two.she)
    shop.later(days=1)
    file, act = tmp_path / "dates.csv", shop.act()
    row = f"{shop.known(ann).code},结婚纪念日,2016-05-05"
    file.write_text(f"Shopbell 编号,纪念日类型,日期\n{row}\n", "utf-8")
    shop.services.imports.run(ImportRequest(file, act, kind=ListKind.OCCASIONS))
    assert len(shop.known(ann).profile.occasions) == 3
    shop.undo(merge)
    erase(two, two.she)
    assert two.left_of_her() == []
    shop.services.imports.undo(act.request_id)
    assert shop.known(ann).profile == was
    shop.sound()


def test_merges_in_turn_leave_each_their_own(two: Two, tmp_path: Path) -> None:
    ann = two.shop.ann
    log = two.log(ann)
    first = two.shop.merge(ann, two.she)
    live_on(two, first, tmp_path)
    second = two.shop.merge(ann, two.shop.anna)
    two.shop.edit(ann, email="annie@example.com")
    two.shop.undo(second)
    two.shop.undo(first)
    told = [one for one in two.log(ann)[len(log) :] if one[0] == "email"]
    assert told == [("email", "", None, "annie@example.com")]
    erase(two, two.she)
    assert two.left_of_her() == []
    erase(two, two.shop.anna)
    text = two.shop.still.uow.read(lambda work: all_texts(work.session))
    assert "anna@example.com" not in text
