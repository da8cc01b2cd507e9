"""Drive headless Chromium over the WebDriver protocol with nothing but the standard library."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
WHY_MISSING = "needs the Debian packages chromium and chromium-driver, which are not installed"
_FLAGS = (
    "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
    "disable-component-update", "disable-sync", "disable-dev-shm-usage", "hide-scrollbars",
)  # fmt: skip
_PATIENCE = 120


class Page:
    """One window of a browser."""

    def __init__(self, session: str) -> None:
        self._session = session

    def open(self, path: Path) -> None:
        """Open a file and wait for its fonts."""
        self._post("url", {"url": path.resolve().as_uri()})
        self.run("return document.fonts.ready.then(() => true)")

    def run(self, script: str, *arguments: Any) -> Any:
        """Run JavaScript; a promise is waited for."""
        return self._post("execute/sync", {"script": script, "args": list(arguments)})

    def resize(self, width: int, height: int) -> None:
        """Give the window a size."""
        self._post("window/rect", {"width": width, "height": height})

    def screenshot(self, target: Path) -> None:
        """Write what the window shows as PNG."""
        target.write_bytes(base64.b64decode(_call("GET", f"{self._session}/screenshot")))

    def print(self, target: Path) -> None:
        """Write the page as PDF."""
        target.write_bytes(base64.b64decode(self._post("print", {"background": True})))

    def console(self) -> list[str]:
        """Return the warnings and errors of the console since the last call."""
        entries = self._post("se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in ("WARNING", "SEVERE")]

    def requests(self) -> list[str]:
        """Return the addresses that files asked for since the last call; the browser's own pages do not count."""
        events = [json.loads(entry["message"])["message"] for entry in self._post("se/log", {"type": "performance"})]
        sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [params["request"]["url"] for params in sent if params["documentURL"].startswith("file:")]

    def _post(self, command: str, body: dict[str, Any]) -> Any:
        return _call("POST", f"{self._session}/{command}", body)


def _call(method: str, address: str, body: dict[str, Any] | None = None) -> Any:
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, content, {"Content-Type": "application/json"}, method=method)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=_PATIENCE) as answer:
        return json.load(answer)["value"]


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Open a browser whose profile is a new folder; it ends with the block."""
    assert CHROMIUM, WHY_MISSING
    assert DRIVER, WHY_MISSING
    # In a session of its own, so that no browser outlives it, whatever happens.
    driver = subprocess.Popen(
        [DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        assert driver.stdout is not None
        port = next(found[1] for line in driver.stdout if (found := re.search(r"successfully on port (\d+)", line)))
        root = f"http://127.0.0.1:{port}/session"
        options = {"binary": CHROMIUM, "args": [f"--{flag}" for flag in (*_FLAGS, f"user-data-dir={profile}")]}
        logs = {"browser": "ALL", "performance": "ALL"}
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": logs}}}
        session = f"{root}/{_call('POST', root, wanted)['sessionId']}"
        try:
            yield Page(session)
        finally:
            _call("DELETE", session)
    finally:
        os.killpg(driver.pid, signal.SIGKILL)
        driver.wait(_PATIENCE)
        assert driver.stdout is not None
        driver.stdout.close()
