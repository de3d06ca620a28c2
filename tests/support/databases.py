"""Databases of the private server that tests share."""

from fleettickets.local.scratch import fresh_database

__all__ = ["fresh_database"]
