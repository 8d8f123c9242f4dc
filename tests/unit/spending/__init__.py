"""Tests of the rules of spending PINs and of how points are earned."""
