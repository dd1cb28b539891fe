"""Rules: what the dictionaries say of codes and stamps, read from YAML and checked."""
