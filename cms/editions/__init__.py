"""The live store: what is public, and the one way of becoming it."""
