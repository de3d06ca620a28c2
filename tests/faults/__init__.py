"""Tests with injected faults: the short form in ``make test``, the long one in ``make soak``."""
