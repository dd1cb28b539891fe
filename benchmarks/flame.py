"""Flame graph of the time that cleaning takes: `make flame`.

    python benchmarks/flame.py [--sample 40] [--rate 100] [--least 0.2] [--job clean]

`py-spy record --native` samples the stack a hundred times a second, including the frames of
compiled modules. The graph is drawn here rather than by py-spy: without scripts, so that it can be
shown wherever images are, and without frames below ``--least`` percent, so that the file is small.
The width of a box is its share of the time; a tooltip shows its name and share.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

import machine
import peers

HERE = Path(__file__).resolve().parent
CHART = HERE / "charts" / "flame.svg"

_WIDTH, _ROW, _TOP, _EDGE = 1200, 17, 64, 12
_SIGN = 6.6
"""Width of a letter, in pixels."""

_STYLE = """\
text { font: 11px monospace; fill: #111 }
.title { font: bold 17px sans-serif }
.below { font: 13px sans-serif; fill: #333 }
rect { stroke: #fff; stroke-width: .5 }
.c { fill: #e8894a } .p { fill: #7fa8d9 } .l { fill: #c9c9c9 }"""


class Box:
    """A frame and the frames that it called.

    Attributes:
        samples: the number of samples that contain it.
        called: the frames that it called, by name.
    """

    def __init__(self) -> None:
        self.samples = 0
        self.called: dict[str, Box] = {}

    def deep(self, least: float) -> int:
        """Return the depth of the stack, counting frames with at least this many samples."""
        high = [box.deep(least) for box in self.called.values() if box.samples >= least]
        return 1 + max(high, default=0)


def gathered(stacks: Iterable[str], under: str = "") -> Box:
    """Parse stacks, one per line followed by the number of samples, into one tree.

    Args:
        stacks: frames separated by ``;``, the outermost first.
        under: if not empty, keep only what the frame of this name called.
    """
    root = Box()
    for line in stacks:
        stack, _, count = line.rstrip().rpartition(" ")
        names = [name_of(frame) for frame in stack.split(";")]
        if under and under not in names:
            continue
        names = names[names.index(under) :] if under else names
        root.samples += int(count)
        box = root
        last = ""
        for name in names:
            if name == last:  # a method and the wrapper by which Python calls it
                continue
            last = name
            box = box.called.setdefault(name, Box())
            box.samples += int(count)
    return root


def name_of(frame: str) -> str:
    """Return a short name of a frame, with its module.

    >>> name_of("Words_propose (ocrfix/correction/words.cpython-311-x86_64-linux-gnu.so)")
    'words.so: Words_propose'
    >>> name_of("Pipeline.clean (ocrfix/pipeline.py:213)")
    'pipeline.py: Pipeline.clean'
    """
    found = re.fullmatch(r"(.*) \((.*?)(?::\d+)?\)", frame)
    if found is None:
        return frame
    name, file = found.groups()
    name = re.sub(r"^__pyx_(?:pw|pf|f|gb|tp|getprop|vectorcall)*_?(?:\d+ocrfix_)?", "", name)
    file = re.sub(r"\.(?:cpython|abi3)[^/]*\.so$", ".so", file.rsplit("/", 1)[-1])
    return f"{file}: {name}"


def drawn(root: Box, title: str, below: str, least: float) -> str:
    """Return the chart, without frames that have less than ``least`` percent of all samples."""
    enough = max(1.0, root.samples * least / 100)
    height = _TOP + root.deep(enough) * _ROW + _EDGE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_STYLE}\n</style>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text class="title" x="{_EDGE}" y="26">{escape(title)}</text>',
        f'<text class="below" x="{_EDGE}" y="46">{escape(below)}</text>',
        *_boxes(root, _EDGE, height - _EDGE - _ROW, root.samples, enough),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _boxes(box: Box, left: float, y: int, total: int, enough: float) -> Iterator[str]:
    for name, called in sorted(box.called.items()):
        if called.samples < enough:
            continue
        share = called.samples / total
        width = share * (_WIDTH - 2 * _EDGE)
        fits = int(width / _SIGN) - 1
        shown = name if len(name) <= fits else f"{name[: fits - 1]}…"
        yield (
            f'<g><title>{escape(name)}: {100 * share:.1f} %</title><rect class="{_kind(name)}" '
            f'x="{left:.1f}" y="{y}" width="{width:.1f}" height="{_ROW}" rx="1"/>'
            + (f'<text x="{left + 3:.1f}" y="{y + 12}">{escape(shown)}</text>' if fits > 3 else "")
            + "</g>"
        )
        yield from _boxes(called, left, y - _ROW, total, enough)
        left += width


def _kind(name: str) -> str:
    """Return the class of a frame: compiled, Python source of ocrfix, or a library."""
    file = name.partition(":")[0]
    if file.removesuffix(".so") in _COMPILED and file.endswith(".so"):
        return "c"
    return "p" if file.endswith(".py") else "l"


_COMPILED = {path.stem for path in (HERE.parent / "ocrfix").rglob("*.pxd")}


def main(arguments: Sequence[str]) -> int:
    """Profile a run over the text, and draw the graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=40, help="use every Nth document")
    parser.add_argument("--rate", type=int, default=100, help="samples per second")
    parser.add_argument(
        "--least", type=float, default=0.2, help="minimum share in percent of the frames drawn"
    )
    parser.add_argument("--job", default="clean", choices=("clean", "correct", "tag"))
    parser.add_argument("-o", "--output", type=Path, default=CHART)
    options = parser.parse_args(arguments)
    recorder = Path(sys.executable).with_name("py-spy")
    if not recorder.exists():
        print("skipped, as py-spy is not installed; pip install 'ocrfix[bench]'")
        return 2
    peers.compiled()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "texts")
        folder.mkdir()
        text, size = peers.written(folder, options.sample)
        raw = Path(name, "raw")
        record = ["record", "--native", "--rate", str(options.rate), "--format", "raw"]
        job = [sys.executable, str(HERE / "job.py"), options.job, str(folder)]
        subprocess.run(
            [str(recorder), *record, "--output", str(raw), "--", *job],
            check=True,
            capture_output=True,
        )
        with raw.open(encoding="utf-8") as stacks:
            root = gathered(stacks, under=f"pipeline.py: Pipeline.{options.job}")
    below = (
        f"{text}: {size / 1e6:.1f} MB, {root.samples:,} samples; orange: our compiled modules, "
        "blue: Python, grey: libraries and C"
    )
    options.output.parent.mkdir(exist_ok=True)
    chart = drawn(root, f"ocrfix {options.job}: where the time goes", below, options.least)
    options.output.write_text(chart, encoding="utf-8")
    print(machine.described())
    print(f"{options.output}: {len(chart.encode()) / 1000:.0f} KB, {root.samples:,} samples")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
