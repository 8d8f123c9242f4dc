"""The smoke test of a packaged program: `python -m tools.smoke PROGRAM`. Standard library only."""
