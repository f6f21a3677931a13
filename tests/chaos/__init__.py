"""A seeded storm over phones and a real server; `make chaos SEED=7`."""
