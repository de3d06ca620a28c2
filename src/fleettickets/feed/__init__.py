"""Read change files from the bucket and turn them into clean changes."""
