"""Of what is tried over and over a run takes a part, another one by each seed; the soak run all."""

import os
import zlib

import pytest

SHARE = "SMBCRM_TEST_SHARE"
"""The n-th part is taken."""


def in_share(config: pytest.Config, name: str) -> bool:
    """Tell whether a run takes what bears this name."""
    seed = config.getoption("randomly_seed", 0)
    return not zlib.crc32(f"{seed} {name}".encode()) % int(os.environ.get(SHARE, "1"))
