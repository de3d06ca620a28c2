"""The demo on the embedded default, and the sample feed of Nairobi that fills it."""
