"""Tests of the speed suite."""
