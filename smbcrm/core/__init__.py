"""The kernel: money, time, errors, text and settings; standard library only."""
