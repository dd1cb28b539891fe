"""The tagger: codes, banners, stamps and numbers on a page, found by rules kept as data.

The rules are read from the dictionaries by :func:`ocrfix.tag.rules.read_rules`; a
:class:`ocrfix.tag.tagger.Tagger` made from them marks a text; :func:`ocrfix.tag.card.card` makes
the document's card; :func:`ocrfix.tag.lookup.explain_code` says what a code or stamp means.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.model import Document


class _Act(ModuleType):
    """This package is also the act of its name.

    ``ocrfix.tag`` is a function of the library, and Python puts a package of that name in its place
    as soon as one of the package's modules is imported. Called, the package does what the function
    does, so that no order of imports takes the function away.
    """

    def __call__(self, text: str, config: Config | None = None) -> Document:
        """Mark a text; see :func:`ocrfix.pipeline.tag`."""
        from ocrfix.pipeline import tag

        return tag(text, config)


sys.modules[__name__].__class__ = _Act
