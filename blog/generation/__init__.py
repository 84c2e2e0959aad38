"""Made-up posts in any number, the same for the same seed: for benchmarks and large tests."""
