"""The import beside other tools, and beside the least that could be done."""
