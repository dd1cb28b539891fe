"""Words: candidates for single words, their features, and the ranker that chooses among them."""
