"""Bucket in, clean changes out."""
