"""The report: an HTML page for reading and reviewing documents, with originals beside clean texts.

It is one self-contained file. Everything from a document is passed to it as data and inserted as
text, never as markup.
"""

from __future__ import annotations
