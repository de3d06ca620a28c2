"""Buckets of the private S3 server that tests share."""

from fleettickets.local.scratch import fresh_bucket

__all__ = ["fresh_bucket"]
