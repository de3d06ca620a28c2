"""From a ticket's address to a position that can be trusted: cleaning, providers, guard."""
