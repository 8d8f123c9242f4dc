"""A refusal stays for ever: through an erase, an import and an undo of that import."""

from pathlib import Path

from smbcrm.membership.customers.kinds import OPTED_OUT_BEFORE, ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.imports.types import ImportRequest
from tests.helpers.known_person import KnownShop

CALL = ConsentChannel.CALL


def words(shop: KnownShop, name: str) -> list[tuple[str, str]]:
    (found,) = shop.services.customers.find(name)
    shown = shop.services.consents.show(found.id)
    return [(one.about, one.state) for one in shown.words]


def bring(shop: KnownShop, folder: Path, name: str, rows: str) -> str:
    file = folder / f"{name}.csv"
    file.write_text(f"Name,Phone,E-mail\n{rows}\n", "utf-8")
    act = shop.act()
    shop.services.imports.run(ImportRequest(file, act))
    return act.request_id


def test_a_list_cannot_bring_consent_back(shop: KnownShop, tmp_path: Path) -> None:
    shop.services.privacy.erase(shop.she, "asked", give_up=True)
    rows = "Mina Again,+12075550142,\nOther,+12075550177,\nMail,,MINA.Q@example.com"
    run = bring(shop, tmp_path, "first", rows)
    assert words(shop, "Mina Again") == [("email", "refused")]
    assert words(shop, "Mail") == [("email", "refused")]
    assert words(shop, "Other") == []
    bring(shop, tmp_path, "second", "Other,+12075550177,Mina.Q@example.com")
    assert words(shop, "Other") == [("email", "refused")]
    bring(shop, tmp_path, "third", "Other,+12075550177,other@example.com")
    assert words(shop, "Other") == [("email", "refused")]
    undone = shop.services.imports.undo(run)
    assert undone.undo is not None
    assert [one.row for one in undone.undo.stayed] == [3], "whom other lists told of, too"


def test_an_import_leaves_a_refusal_alone(shop: KnownShop, tmp_path: Path) -> None:
    bring(shop, tmp_path, "list", "Wilhelmina Quackenbush,+12075550142,new@example.com")
    assert words(shop, "Wilhelmina")[-1] == ("email", "refused")


def test_who_was_not_to_be_contacted_has_refused_everything(shop: KnownShop) -> None:
    silent = Details(status=Status.DO_NOT_CONTACT)
    shop.services.customers.edit(shop.friend, silent)
    shop.services.privacy.erase(shop.friend, "asked")
    said = ConsentSaid(CALL, ConsentState.GIVEN, "asked to be called")
    again = Details(full_name="Bo Again", phones=("+12075550199",), consents=(said,))
    who = shop.services.customers.add(again).id
    shown = shop.services.consents.show(who)
    assert [one.about for one in shown.words] == [*map(str, ConsentChannel), "call"]
    assert {one.how for one in shown.words[:-1]} == {OPTED_OUT_BEFORE}
    assert shown.standing["call"].state is ConsentState.GIVEN, "what they say now comes after"


def test_who_refused_nothing_leaves_nothing(shop: KnownShop) -> None:
    shop.services.privacy.erase(shop.friend, "asked")
    assert shop.uow.read(lambda work: work.opt_outs.salts()) == ()
    unreachable = shop.services.customers.add(
        Details(full_name="Nobody", status=Status.DO_NOT_CONTACT)
    )
    shop.services.privacy.erase(unreachable.id, "asked")
    assert shop.uow.read(lambda work: work.opt_outs.salts()) == ()
