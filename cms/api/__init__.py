"""The content API: types derived from page types and blocks, documents, and how they are sent."""
