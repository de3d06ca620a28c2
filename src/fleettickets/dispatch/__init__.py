"""Planning the crews' day: a problem and a seed in, a plan with its reasons out."""
