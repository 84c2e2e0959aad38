"""What search engines are told: which addresses there are, and which are none of their business."""
