"""Profiles as text, there and back: as a customer was before an import changed them."""

import json
from dataclasses import asdict

from smbcrm.membership.custom_fields.types import FieldValue
from smbcrm.membership.customers.kinds import CustomerKind, Gender, Status
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

UNTOUCHED = ("contacts", "deliveries")
"""What a list never changes, and others name: it stays as it is by now."""


def profile_text(profile: Profile) -> str:
    """Return a profile as JSON, without what no list changes."""
    plain = {name: value for name, value in asdict(profile).items() if name not in UNTOUCHED}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def profile_from(text: str) -> Profile:
    """Return what `profile_text` wrote."""
    plain = json.loads(text)
    return Profile(
        **{
            **plain,
            "kind": CustomerKind(plain["kind"]),
            "gender": Gender(plain["gender"]),
            "status": Status(plain["status"]),
            "phones": tuple(Phone(**one) for one in plain["phones"]),
            "tags": tuple(plain["tags"]),
            "occasions": tuple(
                Occasion(
                    **{
                        **one,
                        "kind": OccasionKind(one["kind"]),
                        "calendar": Calendar(one["calendar"]),
                    }
                )
                for one in plain["occasions"]
            ),
            # Profiles of before there were any lack them.
            "custom": tuple(FieldValue(*one) for one in plain.get("custom", ())),
        }
    )
