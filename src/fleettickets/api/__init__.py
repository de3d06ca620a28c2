"""The HTTP API: what the reporting functions answer, over HTTP, and the map's page."""
