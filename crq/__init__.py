"""The installation feed's entrypoint."""
