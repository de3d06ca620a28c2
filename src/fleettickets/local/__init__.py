"""The embedded default: private PostgreSQL, private S3 and the sample feed on loopback."""
