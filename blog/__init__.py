"""What a health post is."""
