"""What must hold while its surroundings fail: the short form in ``make test``, the long in soak."""
