"""Find trustworthy positions for tickets' addresses: cleaning, providers, guard."""
