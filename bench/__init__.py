"""The speed suite: `python3 dev.py bench` runs it and writes bench/RESULTS.md.

Speed is said as a ratio: CPU time of the product over CPU time of a plain baseline that uses the
driver's cursor and does the same on the same schema. Both run in turns in one process, so that a
slow or busy machine is slow for both. Each module is one measurement, its baseline is beside it,
and at the end of each the outcome of both is compared; where it differs there is no figure.
"""
