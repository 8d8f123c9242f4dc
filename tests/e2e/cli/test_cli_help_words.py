"""What is typed as a code is explained by the help of its command."""

import pytest

from tests.e2e.cli.program import Smbcrm


@pytest.mark.parametrize(
    ("command", "language", "told"),
    [
        ("sale", "zh_CN", ("wechat（微信支付）", "alipay（支付宝）", "stored（储值）")),
        ("sale", "en", ("cash, card (Bank card)", "stored (Stored value)")),
        ("withdraw", "zh_TW", ("cash（現金）", "wechat（微信支付）")),
        ("explain", "zh_TW", ("principal（實儲）", "gift（贈送）", "vouchers（優惠券）")),
    ],
)
def test_a_code_stands_with_its_words(
    command: str, language: str, told: tuple[str, ...], shop: Smbcrm
) -> None:
    shown = "".join(shop.text(command, "--help", "--language", language).split())
    for one in told:
        assert one.replace(" ", "") in shown


def test_what_is_only_tried_is_told_as_each_command_does_it(shop: Smbcrm) -> None:
    told = {
        command: " ".join(shop.text(command, "--help").split())
        for command in ("refund", "withdraw", "transfer")
    }
    assert "only show what would go where" in told["refund"]
    assert "only show what would be paid out" in told["withdraw"]
    assert "only show what would be handed over" in told["transfer"]
