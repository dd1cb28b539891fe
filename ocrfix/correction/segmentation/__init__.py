"""Words that are letter-spaced, run together, or hyphenated at a line end."""
