"""Settings: base says everything once; dev, production and test change what must differ."""
