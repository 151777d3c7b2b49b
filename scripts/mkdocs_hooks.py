"""MkDocs hook: records are read and rendered before a build, and added to the built pages after it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from mkdocs.exceptions import PluginError

from curator.records.problem import as_text
from curator.site.fill_pages import fill_site, prepared

log = logging.getLogger("mkdocs.hooks.curator")
_state: dict[str, Any] = {"serving": False}


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Remember whether pages are being served: an error must not stop the server."""
    _state["serving"] = command == "serve"


def on_pre_build(config: Any, **_: Any) -> None:
    """Read and check the catalog and render its pages before MkDocs empties the site's folder; files about the whole catalog are made when they are written."""
    with _kept_serving("the pages were not updated"):
        found, settings, problems = prepared(Path(config.config_file_path).parent, tolerant=_state["serving"])
        if found is None:
            raise PluginError(f"the catalog has problems; the site was not changed\n{as_text(problems)}")
        if problems:
            log.error("the catalog has problems\n%s", as_text(problems))
        _state["ready"] = found, settings


def on_post_build(config: Any, **_: Any) -> None:
    """Add the records to the built pages and fill the slots."""
    with _kept_serving("the records are not shown"):
        if "ready" not in _state:
            return  # nothing could be rendered, and the reason was reported
        found, settings = _state["ready"]
        fill_site(Path(config.site_dir), found, settings, policy=not _state["serving"])


@contextmanager
def _kept_serving(consequence: str) -> Iterator[None]:
    """Log errors instead of raising them while pages are served: a hook that raises makes every request hang."""
    try:
        yield
    except Exception as error:
        if not _state["serving"]:
            raise error if isinstance(error, PluginError) else PluginError(str(error)) from error
        log.error("%s; %s", error, consequence)  # noqa: TRY400 - for the author of a template the message is clearer than a traceback
