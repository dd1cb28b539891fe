"""Doctests: leave out the modules whose optional package is not installed."""

from __future__ import annotations

from importlib.util import find_spec

NEEDS = {"ocrfix/integrations/datatrove.py": "datatrove", "ocrfix/ocrmypdf.py": "ocrmypdf"}
"""The package that a module cannot be imported without."""

collect_ignore = [path for path, package in NEEDS.items() if find_spec(package) is None]
