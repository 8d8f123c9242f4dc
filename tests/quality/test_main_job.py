"""What `python3 dev.py run` shows a newcomer works."""

import sys
from pathlib import Path

import dev


def test_the_main_job_goes_through_and_a_sale_sent_three_times_is_one(tmp_path: Path) -> None:
    sales = dev.show_main_job([sys.executable, "-m", "smbcrm"], tmp_path)
    assert len(sales) == 3
    assert len({sale["operation"] for sale in sales}) == 1
