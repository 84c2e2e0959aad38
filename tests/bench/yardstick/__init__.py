"""A bare project over the same database, to measure against: no middleware, nothing of ours."""
