"""How quick the map page is in a browser."""
