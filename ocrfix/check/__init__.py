"""Checking: what would be changed in a text, as findings with a place, in formats for programs.

Finding stands in :mod:`ocrfix.check.finding`; one module per format renders, and knows of nothing
but findings.
"""
