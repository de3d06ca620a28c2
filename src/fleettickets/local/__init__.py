"""Private servers for development and demonstration: PostgreSQL and S3 on loopback."""
