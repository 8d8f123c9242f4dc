from smbcrm.membership.customers.alike import Mark, MarkKind
from smbcrm.membership.customers.opt_outs import fingerprint

SALT, OTHER = "00" * 16, "11" * 16
PHONE = Mark(MarkKind.PHONE, "+12075550142")


def test_a_fingerprint_tells_the_same_again_and_nothing_else() -> None:
    assert fingerprint(PHONE, SALT) == fingerprint(PHONE, SALT)
    others = {
        fingerprint(PHONE, OTHER),
        fingerprint(Mark(MarkKind.EMAIL, "+12075550142"), SALT),
        fingerprint(Mark(MarkKind.PHONE, "+12075550143"), SALT),
    }
    assert fingerprint(PHONE, SALT) not in others
    assert len(others) == 3
    assert "2075550142" not in fingerprint(PHONE, SALT)


def test_any_text_has_one() -> None:
    assert len(fingerprint(Mark(MarkKind.LINE, "\udcff"), SALT)) == 64
