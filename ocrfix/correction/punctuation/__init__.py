"""Punctuation between words: finding what an OCR engine misread, and what was printed.

A text is a row of gaps between words (:mod:`.gaps`), and the text of a gap is a separator
(:mod:`.separator`). How engines read separators is known from pairs of OCR text and ground truth
(:mod:`.confusions`). Each gap that may be misread has candidates (:mod:`.candidates`); their
features (:mod:`.features`) are measured in the text around (:mod:`.context`, :mod:`.measure`), and
the ranker takes the most likely (:mod:`.ranker`). Rules (:mod:`.rules`, :mod:`.specks`) find what
needs no ranking.
"""
