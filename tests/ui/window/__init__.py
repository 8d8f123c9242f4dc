"""Tests of the whole window, worked as a person works it."""
