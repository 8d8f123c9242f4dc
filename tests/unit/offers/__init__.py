"""Tests of the rules of top-up offers."""
