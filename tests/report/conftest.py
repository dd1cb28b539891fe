"""A real browser for the page; without Chromium on the machine its tests are skipped."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import ocrfix
from ocrfix.document import Document
from ocrfix.pipeline import get_pipeline
from ocrfix.records import Source
from ocrfix.report.data import page_document
from ocrfix.report.page import page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--force-color-profile=srgb",
]

MEMO = """\
SECRET

                    MEMORANDUM FOR THE RECORD

SUBJECT: Talks with the Harbour Authority at Port Ellery

1. Tbe counsellor called on tbe Minister on Septemher 3 and asked wbether tbe
pier at Port Ellery would be open before tbe winter. The Minister said that tbe
work was late, and that he would write.

B1

2. The Consul reported in Decembe that the raiIway was closed.
\fRELEASED IN PART B6

3. Nothing more was heard of it.
"""

CABLE = """\
UNCLASSIFIED

1. THE MINISTER SAID THAT THE GOVERNNENT WILL NOT CHANGE ITS VIEW.

2. Mr. Castellane thinks that tbe letter was sent in Septemher.
"""


def cleaned(text: str, name: str) -> Document:
    return get_pipeline(ocrfix.Config.default()).clean(text, Source(name=name))


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    return [cleaned(MEMO, "texts/memo.txt"), cleaned(CABLE, "texts/cable.txt")]


@pytest.fixture(scope="session")
def profile(tmp_path_factory):
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="session")
def chromium(profile):
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium chromium-driver)")
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={profile / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option(
        "prefs", {"download.default_directory": str(profile / "downloads")}
    )
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()


class Reader:
    """A user of the browser."""

    def __init__(self, driver, folder: Path) -> None:
        self.driver = driver
        self.folder = folder
        self.size(1280, 900)
        self.colors("light")

    def open(self, made: str, place: str = "") -> Reader:
        path = self.folder / "report.html"
        path.write_text(made, encoding="utf-8")
        return self.visit(path.as_uri(), place)

    def visit(self, address: str, place: str = "") -> Reader:
        self.driver.get("about:blank")
        self.requests()
        self.driver.get_log("browser")
        self.driver.get(address + place)
        return self

    def forget(self) -> None:
        """Clear the decisions that the browser stored earlier."""
        self.js("localStorage.clear()")
        self.driver.refresh()

    def size(self, width: int, height: int) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )

    def colors(self, scheme: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def js(self, script: str, *args):
        return self.driver.execute_script(script, *args)

    def press(self, keys: str) -> None:
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def find(self, selector: str):
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str):
        return self.driver.find_elements("css selector", selector)

    def text(self, selector: str) -> str:
        return self.find(selector).text

    def clean(self) -> str:
        """The text of the clean column."""
        return self.js(
            "return [...document.querySelectorAll('.chunk .clean')].map(c => c.textContent)"
            ".join('\\n')"
        )

    def button(self, text: str):
        return next(b for b in self.all("#inspector button") if b.text.startswith(text))

    def wait(self, wanted):
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, 30).until(lambda driver: wanted())

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses requested since the last call."""
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        return [url for url in asked if urlsplit(url).scheme not in ("about", "blob", "data")]


@pytest.fixture
def reader(chromium, tmp_path):
    reader = Reader(chromium, tmp_path)
    yield reader
    # A page that asks before it closes is not to hold up the next test.
    chromium.execute_script("unsaved = false")
    chromium.get("about:blank")


@pytest.fixture(scope="session")
def both(documents) -> str:
    return page([page_document(document) for document in documents])


@pytest.fixture
def ocrfix_process(tmp_path):
    """Return a function that starts the program in a folder; processes are stopped at the end."""
    started = []

    def start(*args: str, **options) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", "ocrfix", *args],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            **options,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)
