"""The page: documents to read, original and clean text side by side, and to decide on.

One HTML file that needs nothing else. Everything of a document comes to it as data, and is put on
the page as text, never as markup.
"""

from __future__ import annotations
