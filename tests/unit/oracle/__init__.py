"""Worked examples that hold the oracle itself to the rules."""
