"""Second readings of a document: what another OCR engine, or another release, has for each word.

:mod:`.alignment` aligns the words of two readings, :mod:`.collation` looks up what the others have
for a span, :mod:`.options` and :mod:`.features` describe what a word may have been,
:mod:`.words` decides on words and :mod:`.check` on the edits of all other correctors.
"""
