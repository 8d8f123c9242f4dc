"""Occasions: birthdays and other important dates, in the solar and the lunar calendar."""
