"""Dead cards on the command line: what may be done in their name, and what every answer says."""

import pytest

from tests.e2e.cli.program import Smbcrm


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    """Return the code of a customer."""
    return str(shop.json("customer", "add", "Ann Lee")["code"])


@pytest.fixture
def card(shop: Smbcrm, ann: str) -> str:
    """Return the number of her card."""
    return str(shop.json("card", "issue", ann)["card"])


MOVES: tuple[tuple[str, ...], ...] = (
    ("sale", "{}", "5"),
    ("top-up", "{}", "5"),
    ("redeem", "{}", "5"),
    ("withdraw", "{}", "5", "--dry-run"),
    ("transfer", "{}", "bob", "5", "--reason=present"),
    ("transfer", "bob", "{}", "5", "--reason=present"),
    ("package", "sell", "{}", "CUT"),
    ("package", "use", "{}", "CUT"),
    ("package", "use", "bob", "CUT", "--from={}"),
    ("voucher", "issue", "SPRING", "{}"),
)
LOOKS: tuple[tuple[str, ...], ...] = (
    ("balance", "{}"),
    ("history", "{}"),
    ("explain", "{}"),
    ("customer", "show", "{}"),
    ("customer", "edit", "{}", "--alert=nuts"),
    ("reward", "list", "{}"),
    ("tier", "hold", "{}", "gold", "--reason=goodwill"),
    ("tier", "history", "{}"),
    ("tier", "release", "{}"),
    ("adjust", "{}", "points", "5", "--reason=goodwill"),
    ("customer", "link", "{}", "bob", "--as=friend"),
    ("card", "issue", "{}"),
)
"""What may be done in the name of a dead card; the last one gives the customer another."""


def test_a_dead_card_never_moves_value_and_every_answer_says_which_one_lives(
    shop: Smbcrm, ann: str, card: str
) -> None:
    shop.text("customer", "add", "Bob")
    shop.text("package", "add", "CUT", "Ten cuts", "90", "--visits=10")
    shop.text("voucher", "add", "SPRING", "Spring", "--kind=amount_off", "--value=5")
    new = shop.json("card", "replace", card)["card"]
    said = f"The card {card} was replaced by {new}. The card of Ann Lee ({ann}) is now {new}: use "
    for words in MOVES:
        typed = [word.format(card) for word in words]
        assert shop.refused(*typed) == "CardIsDead", words
        assert shop.ends(*typed).err.startswith(said), words
    for words in LOOKS:
        typed = [word.format(card) for word in words]
        assert shop.text(*typed).startswith(said), words
    (dead,) = shop.json("balance", card)["dead_cards"]
    assert (dead["card"], dead["state"], dead["replaced_by"]) == (card, "replaced", new)
    assert "dead_cards" not in shop.json("balance", ann)


@pytest.mark.parametrize(
    ("words", "helps"),
    [
        (("freeze", "--reason=misuse"), "Use: smbcrm card unfreeze {}"),
        (("lost",), "Use: smbcrm card unfreeze {0}, or: smbcrm card replace {0}"),
        (("void",), "Issue one with: smbcrm card issue C000001"),
    ],
)
def test_a_dead_card_without_another_says_which_command_helps(
    words: tuple[str, ...], helps: str, shop: Smbcrm, ann: str, card: str
) -> None:
    shop.text("card", words[0], card, *words[1:])
    told = shop.ends("sale", card, "5")
    assert told.code == 1
    assert f"Ann Lee ({ann}), who has no other card. {helps.format(card)}\n" in told.err


def test_a_replacement_says_which_card_took_the_place_of_which(
    shop: Smbcrm, ann: str, card: str
) -> None:
    other = shop.json("card", "issue", ann)["card"]
    done = shop.json("card", "replace", ann)
    old = done["replaces"]
    assert old in {card, other}
    assert shop.json("card", "show", old)["replaced_by"] == done["card"]
    assert shop.json("card", "show", done["card"])["replaces"] == old
    told = shop.text("card", "replace", done["card"])
    assert told.startswith(f"{done['card']} is replaced by ")
    assert shop.json("card", "issue", ann)["replaces"] is None
