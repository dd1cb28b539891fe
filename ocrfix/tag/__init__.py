"""The tagger: codes, banners, stamps and numbers on a page, found by rules kept as data.

The rules are read from the dictionaries by :func:`ocrfix.tag.rules.read_rules`; a
:class:`ocrfix.tag.tagger.Tagger` made from them marks a text; :func:`ocrfix.tag.card.card` makes
the document's card; :func:`ocrfix.tag.lookup.explain_code` says what a code or stamp means.
"""
