"""Integrations: table rows, datatrove pipelines and spaCy documents."""
