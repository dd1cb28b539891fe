"""Vetoes: reasons not to make an edit, however probable it is.

A veto is a value (:class:`.veto.Veto`) with one signature. Hard vetoes (:mod:`.hard`,
:mod:`.protected`) forbid an edit; soft ones (:mod:`.punctuation`, :mod:`.wellformed`,
:mod:`.email`) leave it so little confidence that it is usually suggested only. Which vetoes count
when is decided in :mod:`ocrfix.correction.policy`.
"""
