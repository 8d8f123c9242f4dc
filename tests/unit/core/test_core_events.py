"""The event bus."""

from dataclasses import dataclass

from smbcrm.core.events import EventBus


@dataclass(frozen=True)
class SaleRecorded:
    bill_number: int


@dataclass(frozen=True)
class RefundRecorded(SaleRecorded):
    pass


def test_handlers_hear_of_their_own_kind_in_the_order_they_subscribed() -> None:
    bus = EventBus()
    heard: list[tuple[str, SaleRecorded]] = []
    bus.subscribe(SaleRecorded, lambda event: heard.append(("first", event)))
    bus.subscribe(SaleRecorded, lambda event: heard.append(("second", event)))
    bus.subscribe(RefundRecorded, lambda event: heard.append(("refund", event)))
    bus.publish(SaleRecorded(1))
    bus.publish(RefundRecorded(2))
    assert heard == [
        ("first", SaleRecorded(1)),
        ("second", SaleRecorded(1)),
        ("refund", RefundRecorded(2)),
    ]


def test_an_event_that_nobody_waits_for_is_dropped() -> None:
    heard: list[SaleRecorded] = []
    bus = EventBus()
    bus.publish(SaleRecorded(1))
    bus.subscribe(SaleRecorded, heard.append)
    assert heard == []
    bus.publish(SaleRecorded(2))
    assert heard == [SaleRecorded(2)]
