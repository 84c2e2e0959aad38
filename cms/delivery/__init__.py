"""What leaves the house with every answer: headers, languages, files."""
