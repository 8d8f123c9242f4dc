import datetime as dt

import pytest

from smbcrm.core.i18n import Text
from smbcrm.membership.consents.types import Purpose, UnknownSubject
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.types import ConsentSaid, Details
from tests.helpers.shops import StillShop

YES, NO = ConsentState.GIVEN, ConsentState.REFUSED


def test_every_word_is_kept_and_the_last_one_counts(shop: StillShop) -> None:
    services = shop.services
    said = ConsentSaid(ConsentChannel.SMS, YES, "form")
    ann = services.customers.add(Details(full_name="Ann", consents=(said,))).id
    services.consents.define("photos", "Photos")
    shop.clock.instant += dt.timedelta(days=1)
    services.consents.say(ann, "sms", NO, "by phone")
    services.consents.say(ann, "photos", YES, "signed")
    shown = services.consents.show(ann)
    assert [(one.about, one.state, one.how, one.staff) for one in shown.words] == [
        ("sms", YES, "form", "Owner"),
        ("sms", NO, "by phone", "Owner"),
        ("purpose:photos", YES, "signed", "Owner"),
    ]
    assert shown.standing["sms"].state is NO
    assert shown.purposes == (Purpose("photos", "Photos"),)
    assert not shown.silent
    said_about = [shown.called(about) for about in ("purpose:photos", "purpose:gone", "sms")]
    assert list(map(str, said_about[:2])) == ["Photos", "gone"]
    assert said_about[2] == Text("SMS")
    assert shown.asked[-1] == "purpose:photos"
    known = services.customers.get(ann)
    assert [one.channel for one in known.consents] == [ConsentChannel.SMS] * 2


def test_an_edit_of_the_customer_writes_into_the_same_history(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="Ann")).id
    said = ConsentSaid(ConsentChannel.CALL, NO, "she said so")
    shop.services.customers.edit(ann, Details(consents=(said,), status=Status.DO_NOT_CONTACT))
    shown = shop.services.consents.show(ann)
    assert [(one.about, one.state) for one in shown.words] == [("call", NO)]
    assert shown.silent


def test_the_same_request_counts_once(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="Ann")).id
    for _ in range(2):
        shown = shop.services.consents.say(ann, "sms", YES, "form", shop.act(1))
    assert len(shown.words) == 1


def test_a_purpose_is_renamed_by_its_code(shop: StillShop) -> None:
    shop.services.consents.define("photos", "Photos", shop.act(2))
    shop.services.consents.define("photos", "Photos on the wall")
    assert shop.services.consents.purposes() == (Purpose("photos", "Photos on the wall"),)


def test_nobody_and_nothing_is_refused(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="Ann")).id
    with pytest.raises(UnknownSubject):
        shop.services.consents.say(ann, "photos", YES, "form")
    with pytest.raises(UnknownCustomer):
        shop.services.consents.say(99, "sms", YES, "form")
