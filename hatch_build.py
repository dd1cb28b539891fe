"""Compile the dictionaries, and where there is a C compiler the inner modules, at build time.

The wheel takes along what stands beside the package in a checkout (``dictionaries/``,
``config.yaml``) and the compiled forms, which are in no version control.

A module with a ``.pxd`` of its name beside it, which gives the types, is compiled by Cython. The
same source runs without: where there is no compiler, everything works as well, and slower. Their
classes have no ``__slots__``: so one that is compiled and one that is not differ in size, and a
mixed set is refused when it is imported.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_DIRECTIVES = {
    "annotation_typing": False,  # the types of a .pxd alone count
    "binding": False,  # nobody asks a function for its signature, and each takes time at the start
    "boundscheck": False,
    "initializedcheck": False,
    "language_level": 3,
}
_FLAGS = ["-O2", "-g0"]


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        modules = compile_modules(root)
        sys.path.insert(0, str(root))
        try:
            from ocrfix.config import Config
            from ocrfix.dictionaries.compile import compile_dictionaries

            compile_dictionaries(root / "dictionaries", root / "ocrfix" / "data" / "compiled")
            Config.default()  # which compiles the settings
        finally:
            sys.path.remove(str(root))
        if version != "editable":
            for name in ("config.yaml", "dictionaries", "ocrfix/data/compiled"):
                build_data["force_include"][str(root / name)] = f"ocrfix/data/{Path(name).name}"
            for module in modules:
                build_data["force_include"][str(module)] = module.relative_to(root).as_posix()
            if modules:
                build_data["pure_python"] = False
                build_data["infer_tag"] = True


def compile_modules(root: Path) -> list[Path]:
    """Compile the modules that have types beside them, and return what was made.

    What is made stands beside its source, and is made again when the source is younger. Where it
    cannot be made, what is left of an earlier build is removed, for it may be out of date.
    """
    sources = sorted(path.with_suffix(".py") for path in root.glob("ocrfix/**/*.pxd"))
    try:
        if not _fresh(root, sources):
            with (
                tempfile.TemporaryDirectory() as work,
                contextlib.redirect_stdout(io.StringIO()),
            ):
                _compile(root, sources, Path(work))
                _remove(sources)
                # All or none: a compiled module does not work with one that is not.
                for made in Path(work, "made").rglob("*.*"):
                    shutil.move(made, root / made.relative_to(Path(work, "made")))
    except (Exception, SystemExit) as error:  # whatever goes wrong, the program works without
        _remove(sources)
        print(
            "ocrfix: not compiled, so correction is some two times slower; a C compiler and "
            f"Python's headers are wanted ({type(error).__name__})",
            file=sys.stderr,
        )
    return [made for source in sources for made in _made(source)]


def _compile(root: Path, sources: list[Path], work: Path) -> None:
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    here = Path.cwd()
    os.chdir(root)  # Cython names a module after its place
    try:
        extensions = []
        for name in (source.relative_to(root) for source in sources):
            module = ".".join(name.with_suffix("").parts)
            flags = _FLAGS if os.name == "posix" else []
            extensions.append(Extension(module, [str(name)], extra_compile_args=flags))
        made = cythonize(
            extensions, build_dir=str(work), compiler_directives=_DIRECTIVES, quiet=True
        )
        command = build_ext(Distribution({"ext_modules": made}))
        command.build_lib = str(work / "made")
        command.build_temp = str(work)
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(here)


def _made(source: Path) -> list[Path]:
    return [*source.parent.glob(f"{source.stem}.*.so"), *source.parent.glob(f"{source.stem}.*.pyd")]


def _remove(sources: list[Path]) -> None:
    for source in sources:
        for made in _made(source):
            made.unlink()


def _fresh(root: Path, sources: list[Path]) -> bool:
    """Whether every module stands compiled for this Python, and is younger than all sources."""
    from sysconfig import get_config_var

    suffix = get_config_var("EXT_SUFFIX") or ".so"
    made = [source.with_name(source.stem + suffix) for source in sources]
    if not all(path.exists() for path in made):
        return False
    oldest = min((path.stat().st_mtime_ns for path in made), default=0)
    of = [*sources, *root.glob("ocrfix/**/*.pxd"), Path(__file__)]
    return all(path.stat().st_mtime_ns <= oldest for path in of)


if __name__ == "__main__":
    compile_modules(Path(__file__).resolve().parent)
