"""Where this user's settings, logs and copies lie. Loads no database: the window starts with it."""

import os
from pathlib import Path

import platformdirs

HOME = "SMBCRM_HOME"
"""The environment variable that names another user folder: for tests, or a program on a stick."""


def user_folder() -> Path:
    """Return the folder of this user's settings, logs and copies; it need not exist."""
    own = os.environ.get(HOME)
    return Path(own) if own else platformdirs.user_data_path("Shopbell", appauthor=False)
