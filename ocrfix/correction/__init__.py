"""Correction: proposing edits of a text and deciding on them.

A corrector (:mod:`.corrector`, one module for each kind of damage) proposes edits of the text that
an :class:`.analysis.Analysis` holds; :mod:`.policy` decides on each; :mod:`.stage` does both for
one pass, and :mod:`.incremental` repeats it only where an edit may have changed something.
"""
