"""What a shop gives in tests of screens: vouchers of several kinds, rewards, and who gets them."""

from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.rewards.types import NewReward
from smbcrm.membership.services import Services
from smbcrm.membership.vouchers.types import NewDefinition

DEFINITIONS = (
    NewDefinition("birthday", "Birthday −10 %", "percent_off", 1_000, days=30),
    NewDefinition("ten", "Ten off", "amount_off", 1_000, days=60),
    NewDefinition("large", "Twenty off 100", "amount_off", 2_000, minimum=10_000),
    NewDefinition("trim", "Free fringe trim", "free_item", item="TRIM"),
)
REWARDS = (
    NewReward("SILK", "Silk scrunchie", 250, stock=14),
    NewReward("SHAM", "Travel shampoo", 400, stock=9),
    NewReward("OIL", "Argan oil 50 ml", 900, stock=0),
    NewReward("CREAM", "Hand cream", 1_000, stock=2),
    NewReward("BLOW", "Blow-dry", 1_800),
)


def set_up_vouchers(services: Services) -> None:
    """Let the shop give every one of these vouchers."""
    services.items.add(NewItem("TRIM", "Fringe trim", 1_500))
    for one in DEFINITIONS:
        services.vouchers.add(one)


def set_up_rewards(services: Services) -> None:
    """Fill the catalogue of rewards."""
    for one in REWARDS:
        services.rewards.add(one)


def issue(services: Services, definition: str, customer: int) -> str:
    """Give a customer a voucher and return its code."""
    asked = IssueRequest(Act(uuid7(services.clock)), definition, (customer,))
    (given,) = services.benefits.issue(asked)
    return given.code
