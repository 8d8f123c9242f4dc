import random
from collections.abc import Iterator

from smbcrm.membership.customers.phones import read_phone
from smbcrm.membership.customers.search_keys import match, parse_query
from smbcrm.membership.customers.steps import add_customers
from smbcrm.membership.customers.types import NewCustomer, Profile
from tests.helpers.shops import MORNING, StillShop
from tests.helpers.unsigned import unsigned

# Few digits, so that many phones share the windows by which they are looked up.
PHONES = (
    *("13811381138", "13813813811", "13881138113", "13811138138", "138113", "1381138", "0138113"),
    *("+1 381 381 3811", "+49 1381138113", "+20 138113811", "010-1381 1381", "8613811381138"),
)
NAMES = ("陈雨桐", "Ann 138113811", "王 1381", "Mary Ann", "38113813")


def _typed(dice: random.Random) -> Iterator[str]:
    """Yield what callers say: pieces of any length, and whole numbers in every way to write one."""
    for phone in PHONES:
        known = read_phone(phone, "CN")
        assert known
        digits = (known.e164 or known.typed).lstrip("+").replace("-", "").replace(" ", "")
        home = digits.removeprefix("86")
        yield from (digits, home, f"0{home}", f"00{digits}", f"0086{home}", f"86{home}"[:-2])
        yield from (f"00{digits}"[:9], f"0{home}"[:7], f"9{home}", f"12{home}", f"860{home}")
        for length in range(4, 10):
            start = dice.randrange(max(1, len(digits) - length))
            yield digits[start : start + length]


def test_numbers_of_any_length_find_whom_a_look_at_everybody_finds(shop: StillShop) -> None:
    dice = random.Random(3)  # noqa: S311 - the same every time
    crowd = []
    for number in range(120):
        phones = [read_phone(dice.choice(PHONES), "CN") for _ in range(number % 3)]
        known = tuple(phone for phone in phones if phone is not None)
        crowd.append(NewCustomer(Profile(full_name=dice.choice(NAMES), phones=known)))
    ids = shop.uow.run(unsigned(add_customers), crowd, MORNING)
    people = [shop.services.customers.get(one) for one in ids]

    for text in dict.fromkeys(_typed(dice)):
        query = parse_query(text)
        assert query is not None
        ranked = []
        for one in people:
            phones_of = [phone.e164 or phone.typed for phone in one.profile.phones]
            rank = match(query, one.profile.names, phones_of, one.cards, one.code)
            if rank is not None:
                ranked.append((rank, -one.id))
        found = [one.id for one in shop.services.customers.find(text, 200)]
        assert found == [-minus for _, minus in sorted(ranked)], text
