"""Compile the dictionaries when the package is built or installed from a checkout.

The wheel takes along what stands beside the package in a checkout (``dictionaries/``,
``config.yaml``) and the compiled forms, which are in no version control.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from ocrfix.config import Config
            from ocrfix.lexicon.compile import compile_dictionaries

            compile_dictionaries(root / "dictionaries", root / "ocrfix" / "compiled")
            Config.default()  # which compiles the settings
        finally:
            sys.path.remove(str(root))
        if version != "editable":
            for name in ("config.yaml", "dictionaries", "ocrfix/compiled"):
                build_data["force_include"][str(root / name)] = f"ocrfix/{Path(name).name}"
