"""Tagging: codes, banners, stamps and numbers on a page, recognized by rules that are data.

The rules are read from the dictionaries by :func:`ocrfix.tagging.rules.loader.read_rules`. A
:class:`ocrfix.tagging.tagger.Tagger` built from them returns the markers of a text,
:class:`ocrfix.tagging.metadata.card.CardReader` reads the card of a document, and
:func:`ocrfix.tagging.rules.lookup.explain_code` explains a code or stamp.
"""
