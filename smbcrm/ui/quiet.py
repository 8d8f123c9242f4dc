"""For questions whose answer is a help only: without it a screen shows less and works."""


def keep_quiet(_error: Exception) -> None:
    """Say nothing: what is asked for next meets the same fault and says what is wrong."""
