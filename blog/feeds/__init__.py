"""The newest posts for feed readers, whole, each with its disclaimer: RSS, Atom and JSON Feed."""
