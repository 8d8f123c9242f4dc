import pytest

from smbcrm.membership.consents import rules
from smbcrm.membership.consents.types import (
    BadPurpose,
    BadPurposeName,
    ProofMissing,
    Purpose,
    UnknownSubject,
)
from smbcrm.membership.customers.errors import TextTooLong

PHOTOS = Purpose("photos", "Photos")


@pytest.mark.parametrize("code", ["", "sms", "Photos", "a b", "-a", "a-", "x" * 31])
def test_a_purpose_has_a_code_that_can_be_typed(code: str) -> None:
    with pytest.raises(BadPurpose):
        rules.checked_purpose(code, "Photos")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb"])
def test_a_purpose_has_words_for_people(name: str) -> None:
    with pytest.raises(BadPurposeName):
        rules.checked_purpose("photos", name)


def test_a_purpose_is_kept_without_blanks() -> None:
    assert rules.checked_purpose(" photos ", " Photos ") == PHOTOS


def test_what_is_typed_is_a_channel_or_a_purpose() -> None:
    assert rules.subject(" SMS ", ()) == "sms"
    assert rules.subject("photos", (PHOTOS,)) == "purpose:photos"
    with pytest.raises(UnknownSubject) as refused:
        rules.subject("fotos", (PHOTOS,))
    assert "photos" in str(refused.value.params["known"])


def test_consent_needs_a_proof() -> None:
    assert rules.proof(" signed ") == "signed"
    with pytest.raises(ProofMissing):
        rules.proof("  ")
    with pytest.raises(TextTooLong):
        rules.proof("x" * 300)
