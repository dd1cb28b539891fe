"""Build hook: put the compiled dictionaries and the compiled modules into a wheel.

A module with a ``.pxd`` file beside it, which declares its types, can be compiled by Cython. The
same source runs uncompiled: without a C compiler everything works, two to three times slower.
Compiled and uncompiled classes differ in size, so either all of these modules are compiled or none.

A build writes nothing into the source tree: it compiles in a temporary folder, and the wheel is
made from there. An editable install compiles nothing. ``OCRFIX_COMPILE=0`` leaves the modules
uncompiled, and Cython is then no requirement of the build.

For work in a checkout::

    python hatch_build.py           # compile the modules in place, for this Python
    python hatch_build.py --check   # remove them where a source is younger

Only files for the Python that runs this are written or removed.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_DIRECTIVES = {
    "annotation_typing": False,  # only the types in a .pxd count
    "binding": False,  # saves time at start-up; nothing inspects the signature of these functions
    "boundscheck": False,
    "initializedcheck": False,
    "language_level": 3,
}
_FLAGS = ["-O2", "-g0", "-w"]  # generated code defines functions that it does not use


class CustomBuildHook(BuildHookInterface):
    def dependencies(self) -> list[str]:
        return ["cython>=3.1", "setuptools>=70"] if _wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        self._work = tempfile.TemporaryDirectory(prefix="ocrfix-build-")
        work = Path(self._work.name)
        include = build_data["force_include"]
        _compile_data(root, work / "data" / "compiled")
        for path in (root / "config.yaml", root / "dictionaries", work / "data" / "compiled"):
            include[str(path)] = f"ocrfix/data/{path.name}"
        modules = _modules(root, work / "modules") if _wanted() else {}
        for name, path in modules.items():
            include[str(path)] = name
        if modules:
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._work.cleanup()


def _wanted() -> bool:
    """Whether to compile the modules."""
    return os.environ.get("OCRFIX_COMPILE", "1") != "0"


def _compile_data(root: Path, target: Path) -> None:
    """Compile the dictionaries and the default settings into the folder ``target``."""
    sys.path.insert(0, str(root))
    try:
        from ocrfix.config import Config
        from ocrfix.config.defaults import default_settings
        from ocrfix.dictionaries.compile import compile_dictionaries

        compile_dictionaries(root / "dictionaries", target)
        default_settings(Config, target)
    finally:
        sys.path.remove(str(root))


def _modules(root: Path, target: Path) -> dict[str, Path]:
    """Return the compiled modules by their name in the wheel; none if they cannot be compiled.

    Those compiled in place are taken where they are up to date.
    """
    sources = _sources(root)
    suffix = _suffix()
    folder = root
    if not _up_to_date(root, sources):
        folder = target
        if not _try_to_compile(root, sources, target):
            return {}
    names = [source.relative_to(root).with_suffix(suffix) for source in sources]
    return {name.as_posix(): folder / name for name in names}


def compile_in_place(root: Path) -> None:
    """Compile the modules beside their sources, unless they are up to date."""
    sources = _sources(root)
    if _up_to_date(root, sources):
        return
    with tempfile.TemporaryDirectory(prefix="ocrfix-build-") as work:
        compiled = _try_to_compile(root, sources, Path(work))
        remove_compiled(root)
        if compiled:
            for path in Path(work).rglob(f"*{_suffix()}"):
                shutil.move(path, root / path.relative_to(work))


def remove_compiled(root: Path) -> None:
    """Remove the modules compiled in place for this Python."""
    for path in root.glob(f"ocrfix/**/*{_suffix()}"):
        path.unlink()


def _try_to_compile(root: Path, sources: list[Path], target: Path) -> bool:
    """Compile the modules into ``target``, and return whether it worked."""
    try:
        with (
            tempfile.TemporaryDirectory(prefix="ocrfix-build-") as work,
            contextlib.redirect_stdout(io.StringIO()),
        ):
            _compile(root, sources, target, Path(work))
    except (Exception, SystemExit) as error:  # whatever goes wrong, the program works uncompiled
        print(
            "ocrfix: not compiled, so correction is two to three times slower; this needs a C "
            f"compiler, Python's headers and Cython ({type(error).__name__})",
            file=sys.stderr,
        )
        return False
    return True


def _compile(root: Path, sources: list[Path], target: Path, work: Path) -> None:
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    cwd = Path.cwd()
    os.chdir(root)  # Cython derives the name of a module from its relative path
    try:
        flags = _FLAGS if os.name == "posix" else []
        extensions = []
        for path in (source.relative_to(root) for source in sources):
            module = ".".join(path.with_suffix("").parts)
            extensions.append(Extension(module, [str(path)], extra_compile_args=flags))
        cythonized = cythonize(
            extensions, build_dir=str(work), compiler_directives=_DIRECTIVES, quiet=True
        )
        command = build_ext(Distribution({"ext_modules": cythonized}))
        command.build_lib = str(target)
        command.build_temp = str(work)
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(cwd)


def _sources(root: Path) -> list[Path]:
    return sorted(path.with_suffix(".py") for path in root.glob("ocrfix/**/*.pxd"))


def _suffix() -> str:
    """Return the file name suffix of modules compiled for this Python."""
    return sysconfig.get_config_var("EXT_SUFFIX") or ".so"


def _up_to_date(root: Path, sources: list[Path]) -> bool:
    """Whether each module is compiled in place for this Python, and newer than all sources."""
    suffix = _suffix()
    expected = {source.with_suffix(suffix) for source in sources}
    if expected != set(root.glob(f"ocrfix/**/*{suffix}")):
        return False
    oldest = min((path.stat().st_mtime_ns for path in expected), default=0)
    inputs = [*sources, *root.glob("ocrfix/**/*.pxd"), Path(__file__)]
    return all(path.stat().st_mtime_ns <= oldest for path in inputs)


if __name__ == "__main__":
    checkout = Path(__file__).resolve().parent
    if sys.argv[1:] == ["--check"]:
        if not _up_to_date(checkout, _sources(checkout)):
            remove_compiled(checkout)
    else:
        compile_in_place(checkout)
