"""Drain ticket changes from S3 into PostGIS, and answer from there."""
