"""What needs a person: find it, and post it to a webhook."""
