"""Metadata: the card of a document, read from its headings and markers."""
