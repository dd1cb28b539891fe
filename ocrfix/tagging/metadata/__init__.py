"""Metadata: the card of a document, from its headings and markers."""
