"""The demo on private servers, and its sample feed of Nairobi."""
