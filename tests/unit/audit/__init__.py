"""Tests of the rules of verify."""
