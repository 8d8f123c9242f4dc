"""Makes the packaged program: `python3 dev.py build` calls `python -m tools.packaging`."""
