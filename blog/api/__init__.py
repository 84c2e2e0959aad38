"""What the content API shows of the blog."""
