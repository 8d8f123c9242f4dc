"""Everything that is pressed, under one name for the screens.

What the idle counter shows takes `Button` from its own module: nothing else is to be loaded before.
"""

from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.chip import Chip
from smbcrm.ui.widgets.groups import ChoiceGroup, Segmented
from smbcrm.ui.widgets.switch import Switch
from smbcrm.ui.widgets.tiles import ActionTile, ChoiceTile

__all__ = ["ActionTile", "Button", "Chip", "ChoiceGroup", "ChoiceTile", "Segmented", "Switch"]
