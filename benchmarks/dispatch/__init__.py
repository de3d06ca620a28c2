"""Plans of our engine beside those of others, judged by one checker."""
