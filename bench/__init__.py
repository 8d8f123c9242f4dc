"""The speed suite: `python3 dev.py bench` runs it and writes bench/RESULTS.md.

Speed is said as a ratio: CPU time of the product over CPU time of a plain baseline that does the
same: mostly with the driver's cursor on the same schema, and where starting the window is measured
by PySide6's own empty window. Both run in turns, so that a slow or busy machine is slow for both.
Each module is one measurement, its baseline is beside it, and the outcome of both is compared;
where it differs there is no figure.
"""
