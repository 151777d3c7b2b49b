"""Benchmark of Table 1 with generated catalogs: bytes transferred for the first view and the first search, latency of typing, memory of the tab.

The first view is everything that is fetched until nothing more is for a second, without a visitor doing anything.
"""

import json
import tempfile
from pathlib import Path
from statistics import quantiles

import click
from playwright.sync_api import Browser, Page, sync_playwright

import find_browser
from browser_fixtures import CHROMIUM
from browsing import WIDE
from conftest import curator
from generate import generate
from static_server import serving

TYPED = ("retinal vessel", "fundus photography", "x-ray chest", "segmentaton liver", "nodule 2016", "optical coherence", "abdomen ct", "classification skin")
"""Text that is typed letter by letter; one word is misspelled."""
PAINTED = """async ([field, letters, pause, marking = false]) => {
    const mark = name => marking && performance.mark(name);
    const box = document.querySelector(field), times = [];
    for (const text of letters) {
        const start = performance.now();
        mark("letter");
        box.value = text;
        box.dispatchEvent(new InputEvent("input", {bubbles: true}));
        await new Promise(done => requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = done;
            after.port2.postMessage(null);
        }));
        times.push(performance.now() - start);
        mark("painted");
        await new Promise(done => setTimeout(done, pause));
    }
    return times;
}"""
"""Milliseconds from each letter to the frame with its result; a message posted in the callback of a frame arrives after the frame is painted.
With marks in the timeline of the page, if they are asked for."""
QUICK, SLOW = 60, 420
"""Milliseconds between letters, typed without a pause and with one after each letter; in a pause, the table shows all of its first rows."""
OTHER_FIELD = """() => {
    const other = document.querySelector("#search-table").cloneNode();
    other.id = "other-field";
    other.addEventListener("input", event => event.stopPropagation());
    document.querySelector("#search-table").after(other);
}"""
"""Adds a field that does nothing, to measure the time that the browser needs for any change of the page."""


def heap(page: Page) -> float:
    """Return the JavaScript memory in use in megabytes, after garbage collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def private_memory(browser: Browser) -> float:
    """Return the private memory of the largest page process in megabytes."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return max(_private(process["id"]) for process in processes if process["type"] == "renderer")


def _private(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def busy(browser: Browser, page: Page, field: str, letters: list[str]) -> list[float]:
    """Return the milliseconds of processor time that the main thread of the page uses from each letter to its paint, without the wait for a frame."""
    browser.start_tracing(page=page, categories=["blink.user_timing"])
    page.evaluate(PAINTED, [field, letters, QUICK, True])
    events = json.loads(browser.stop_tracing())["traceEvents"]
    marks = sorted((event["ts"], event["tts"] / 1000) for event in events if event["name"] in {"letter", "painted"})
    return [end - start for (_, start), (_, end) in zip(marks[::2], marks[1::2], strict=True)]


SETTLED = 1000
"""Milliseconds without a request after which a page is complete."""


def settle(page: Page, sent: dict[str, int]) -> None:
    """Wait until a page fetches nothing more."""
    before = -1
    while before != sum(sent.values()):
        before = sum(sent.values())
        page.wait_for_timeout(SETTLED)


def woken(page: Page, address: str) -> float:
    """Open the table, wait until it is interactive, and return the milliseconds since the first byte."""
    page.goto(address, wait_until="commit")
    page.wait_for_function("/ of |No dataset/.test(document.querySelector('[data-found]')?.textContent ?? '')")
    return float(page.evaluate("performance.now()"))


def measure(site: Path, browser: Browser) -> dict[str, object]:
    """Return the measurements of one site."""
    sent: dict[str, int] = {}
    with serving(site, sent) as address:
        page = browser.new_context(viewport=WIDE, bypass_csp=True).new_page()
        ready = woken(page, address)
        settle(page, sent)
        first, start = dict(sent), page.evaluate("performance.now()")
        page.get_by_role("searchbox", name="Search the table").fill("retinal")
        page.wait_for_function("document.querySelector('[data-table]').ariaBusy === 'false' && / of /.test(document.querySelector('[data-found]').textContent)")
        searched = page.evaluate("performance.now()") - start
        later = sum(sent.values()) - sum(first.values())
        letters = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
        times = page.evaluate(PAINTED, ["#search-table", letters, QUICK])
        worked = busy(browser, page, "#search-table", letters)
        paused = page.evaluate(PAINTED, ["#search-table", letters[::3], SLOW])
        page.evaluate(OTHER_FIELD)
        least = page.evaluate(PAINTED, ["#other-field", letters, QUICK])
        least_worked = busy(browser, page, "#other-field", letters)
        return {
            "first view, kB compressed": round(sum(first.values()) / 1000, 1),
            "of which": {name: round(size / 1000, 1) for name, size in sorted(first.items(), key=lambda it: -it[1])[:8]},
            "table works after, ms": round(ready),
            "first search, kB compressed": round(later / 1000, 1),
            "first search, ms": round(searched),
            "letter to paint, ms": spread(times) | {"letters": len(times)},
            "letter to paint without waiting (processor time of the page), ms": spread(worked),
            "letter after a pause to paint, ms": spread(paused),
            "letter in a field without search to paint, ms": spread(least),
            "letter in a field without search to paint without waiting (processor time of the page), ms": spread(least_worked),
            "memory of the tab, MB": {"scripts": round(heap(page), 1), "in all": round(private_memory(browser), 1)},
        }


def spread(times: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    percentiles = quantiles(times, n=100)
    return {"median": round(percentiles[49], 1), "95th percentile": round(percentiles[94], 1)}


@click.command()
@click.argument("numbers", type=int, nargs=-1)
@click.option("--built", type=click.Path(exists=True, path_type=Path), multiple=True, help="A site that is built already, instead of a number.")
def main(numbers: tuple[int, ...], built: tuple[Path, ...]) -> None:
    """Measure catalogs with these numbers of records (default: 100 and 10,000)."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        sites = {str(site): site for site in built}
        for number in numbers or (() if built else (100, 10_000)):
            root = Path(folder) / str(number)
            generate(number, root)
            done = curator(root, "build", timeout=3600)
            if done.returncode:
                raise click.ClickException(done.stdout + done.stderr)
            sites[f"{number} records"] = root / "site"
        for name, site in sites.items():
            chromium = playwright.chromium.launch(executable_path=find_browser.get(), args=CHROMIUM)
            click.echo(f"{name}: {json.dumps(measure(site, chromium), indent=2)}")
            chromium.close()


if __name__ == "__main__":
    main()
