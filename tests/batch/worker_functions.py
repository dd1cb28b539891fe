"""Functions for workers in the tests of the pool, in a module that workers can import."""

import os
import signal
import time
from pathlib import Path


def double(number):
    return 2 * number


def slowly(number, seconds):
    time.sleep(seconds)
    return number


def die(number):
    os.kill(os.getpid(), signal.SIGKILL)


def die_while_sending(number):
    from multiprocessing.connection import Connection

    def half(self, data, *_):
        os.write(self.fileno(), bytes(data)[:2])
        die(number)

    Connection._send = half
    return number


def die_once(number, sign):
    if not Path(sign).exists():
        Path(sign).write_text("was here")
        die(number)
    return number


def run_out(number):
    raise MemoryError


def unsendable(number):
    return lambda: number


def pid(number):
    return os.getpid()


def clean_or_die(path, config, columns=(), second=(), as_text=False):
    from ocrfix.batch.worker import clean_file

    if Path(path).exists() and Path(path).read_bytes() == b"murderer":
        die(path)
    return clean_file(path, config)
