"""The incident feed's entrypoint."""
