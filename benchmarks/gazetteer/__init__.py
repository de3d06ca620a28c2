"""The offline gazetteer on places that it was not built from."""
