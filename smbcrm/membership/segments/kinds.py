"""Every kind of condition, in the order in which sentences say them.

A new one is a line here, and its SQL in `models/queries/conditions.py`.
"""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.kinds import CUSTOMER_KINDS, GENDERS, STATUSES, Gender
from smbcrm.membership.segments.ahead import ahead
from smbcrm.membership.segments.bounds import counts, days, moments, sums
from smbcrm.membership.segments.codes import CONSENT, REFERRER, STAFF, TIER, codes, texts

UNKNOWN = "unknown"
_GENDERS: Mapping[str, str] = {
    **{code: words for code, words in GENDERS.items() if code != Gender.UNKNOWN},
    UNKNOWN: N_("gender not known"),
}
_LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "zh_CN": "简体中文",
    "zh_TW": "繁體中文",
    UNKNOWN: N_("not known"),
}
_OWNED: Mapping[str, str] = {
    "phone": N_("a phone"),
    "email": N_("an e-mail"),
    "address": N_("an address"),
    "birthday": N_("a birthday"),
    "card": N_("a card that can be used"),
}

_ALL = (
    TIER,
    codes("status", N_("Status"), STATUSES),
    codes("kind", N_("Person or company"), CUSTOMER_KINDS),
    codes("gender", N_("Gender"), _GENDERS, empty=UNKNOWN),
    texts("tag", N_("Tag"), N_("tagged {values}"), folded=False),
    STAFF,
    texts("source", N_("Source"), N_("source {values}")),
    REFERRER,
    codes(
        "language",
        N_("Preferred language"),
        _LANGUAGES,
        N_("preferred language {values}"),
        empty=UNKNOWN,
    ),
    texts("city", N_("City"), N_("city {values}")),
    texts("postcode", N_("Postcode"), N_("postcode {values}")),
    codes("has", N_("Has"), _OWNED, N_("with {values}")),
    codes("lacks", N_("Has no"), _OWNED, N_("without {values}")),
    CONSENT,
    sums("stored", N_("Stored value"), N_("stored value {values}")),
    counts("points", N_("Points"), N_("points {values}")),
    sums("spend", N_("Spend of 12 months"), N_("spend of 12 months {values}")),
    sums("spend_ever", N_("Spend of all time"), N_("spend of all time {values}")),
    counts("visits", N_("Visits"), N_("visits {values}")),
    days("last_visit", N_("Last visit"), N_("last visit {values}")),
    moments("added", N_("Added here"), N_("added here {values}")),
    ahead("birthday", N_("Birthday to come"), N_("birthday {values}")),
    ahead("occasion", N_("Important date to come"), N_("important date {values}")),
)
KINDS = {kind.name: kind for kind in _ALL}
