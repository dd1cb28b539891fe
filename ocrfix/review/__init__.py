"""A reader's review: what was accepted and rejected, kept by content, and carried out.

A decision names no place in a file. It names what stands there, what was to stand there, and the
words around; so it holds when the file has shifted by some lines, or is cleaned again.
"""

from __future__ import annotations
