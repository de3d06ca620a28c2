"""The embedded default: private PostgreSQL and private S3 on loopback."""
