"""Measurements that docs/performance.md quotes."""
