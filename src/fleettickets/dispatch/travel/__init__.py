"""How long drives take: estimated, or asked of a routing server."""
