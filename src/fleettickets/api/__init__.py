"""The HTTP API: the answers of the reporting functions over HTTP, and the map's page."""
