"""The tagger: codes, banners, stamps and numbers on a page, found by rules kept as data.

The rules are read from the dictionaries by :func:`ocrfix.tagging.rules.loader.read_rules`. A
:class:`ocrfix.tagging.tagger.Tagger` made from them marks a text,
:func:`ocrfix.tagging.metadata.card.card` makes the document's card, and
:func:`ocrfix.tagging.rules.lookup.explain_code` says what a code or stamp means.
"""
