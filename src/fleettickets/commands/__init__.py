"""The commands: one module for each, whose ``main`` is a Command (runner.py)."""
