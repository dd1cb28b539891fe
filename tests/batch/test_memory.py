"""Memory does not grow with the number of documents.

The same twenty documents are done again and again, since what is known of words and lines is kept,
up to a limit that is far away.
"""

from __future__ import annotations

import subprocess
import sys

from tests.batch.made import make_corpus
from tests.profiles import is_thorough

PROGRAM = """
import resource, sys
from ocrfix import Config
from ocrfix.batch.folder import clean_folder
from ocrfix.system import worker_pool

worker_pool.START_METHOD = "spawn"  # what a fork server starts is not counted as a child
if __name__ == "__main__":
    clean_folder([sys.argv[1]], sys.argv[2], Config.default(), 1, lambda line: None)
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        print(resource.getrusage(who).ru_maxrss)
"""


def test_neither_the_run_nor_a_worker_grows(tmp_path):
    peaks = {}
    for documents in (20, 400 if is_thorough() else 120):
        corpus, out = tmp_path / f"in{documents}", tmp_path / f"out{documents}"
        make_corpus(corpus, documents, different=20)
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(corpus), str(out)],
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.stderr == ""
        peaks[documents] = [int(line) for line in done.stdout.split()]
    for few, many in zip(*peaks.values(), strict=True):
        assert 0 < many < 1.25 * few, peaks
