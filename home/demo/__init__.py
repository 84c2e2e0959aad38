"""The demo site: a fictional clinic with true, sourced posts and painted pictures."""
