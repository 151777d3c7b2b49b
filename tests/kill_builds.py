"""Builds a small site again and again, each time killed before another step: `python tests/kill_builds.py FOLDER STRIDE`."""

import itertools
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from curator.records.settings import Settings
from curator.site.fill_pages import write_site
from curator.site.last_site import last_site_in
from curator.site.page_folders import PageFolders
from curator.site.page_frames import FRAMES, FramedPage
from curator.site.render import Content
from curator.site.replace_site import Exchange, exchanged, recover, swap, work_folder
from curator.site.site_folder import SiteFolder

FRAME = b'<html><head><meta charset="utf-8"></head><body><h2 id="a">A</h2><!-- slot:text --></body></html>'
PAGES = dict.fromkeys(("index.html", *(f"{frame}index.html" for frame in FRAMES)), FRAME) | {"assets/style.css": b"p {}"}
"""What an engine makes of the hand-written pages."""
SETTINGS = Settings("Catalog", "https://example.org/", "https://example.org/code", "2026.1", "A catalog.", "CC-BY-4.0")
UNCHANGED = "abc"
"""The records that are the same in the last site and in the new one."""
STEPS = {"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "ctypes.dlsym"}
"""Audit events before which a build is killed; the last one precedes the exchange of two folders."""
KILLED = 9


def content_of(words: str) -> Content:
    """Return the content of a site that contains these words."""
    pages = {id_: FramedPage(id_, "", {"text": UNCHANGED if id_ in UNCHANGED else words}, "", files={"record.json": id_}) for id_ in "abcdef"}
    return Content(pages, {"text": words, "version": ""}, {"data/catalog.json": words, "data/same.csv": UNCHANGED}, {}, {})


def build(site: Path, words: str, exchange: Exchange) -> None:
    """Replace a site by one that contains these words."""
    work = work_folder(site)
    spare, file = site.with_name(f"spare-{site.name}"), site.with_name(f"{site.name}.json")
    folders = PageFolders(SiteFolder(work / "site", site), last_site_in(file), spare)
    write_site(PAGES, folders, content_of(words), SETTINGS)
    swap(work / "site", site, exchange=exchange, before_removal=lambda old: folders.keep_spare(old, spare))
    recover(site)
    folders.left("", ()).save(file)


def killed(work: Callable[[], None], step: int) -> bool:
    """Do work in another process that is killed before a step, and return whether it has so many."""
    if process := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == KILLED
    numbers = itertools.count()
    sys.addaudithook(lambda event, _: os._exit(KILLED) if event in STEPS and next(numbers) == step else None)
    work()
    os._exit(0)


def files_of(site: Path) -> dict[str, bytes]:
    """Return the content of each file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def main(folder: Path, stride: int) -> None:
    """Kill builds in both ways of replacing a site, before one of so many steps, and check what is left; print the numbers of killed builds."""
    for name, exchange in (("exchanged", exchanged), ("renamed", lambda *_: False)):
        site = folder / name
        build(site, "fresh", exchange)
        fresh = files_of(site)
        build(site, "last", exchange)
        last, left = files_of(site), []
        for step in itertools.count(0, stride):
            if not killed(partial(build, site, "fresh", exchange), step):
                break
            if exchange is not exchanged:
                recover(site)
            left.append(files_of(site))
            assert left[-1] in (last, fresh), f"{name}: step {step}"
            recover(site)
            build(site, "last", exchange)
            assert files_of(site) == last
        assert last in left
        assert fresh in left
        sys.stdout.write(f"{name} {len(left)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
