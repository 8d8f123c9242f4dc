"""Tests of deeds for many customers at once."""
