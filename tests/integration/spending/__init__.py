"""Tests of how stored value is spent and points are earned, by the settings of a shop."""
