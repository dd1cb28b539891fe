"""Rules: what the dictionaries say about codes and stamps, read from YAML and validated."""
