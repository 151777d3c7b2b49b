"""The MkDocs hook: records are read and rendered before a build, and stamped into frames after it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from mkdocs.exceptions import PluginError

from curator.records.problem import as_text
from curator.site.stamp import prepared, stamp

log = logging.getLogger("mkdocs.hooks.curator")
_state: dict[str, Any] = {"serving": False}


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Remember whether pages are being served, where a fault must not end the build."""
    _state["serving"] = command == "serve"


def on_pre_build(config: Any, **_: Any) -> None:
    """Read, check and render everything, before MkDocs empties the site's folder."""
    with _kept_serving("the pages stay as they were"):
        found, settings, problems = prepared(Path(config.config_file_path).parent, tolerant=_state["serving"])
        if found is None:
            raise PluginError(f"the catalog has problems; the site stays as it was\n{as_text(problems)}")
        if problems:
            log.error("the catalog has problems\n%s", as_text(problems))
        _state["ready"] = found, settings


def on_post_build(config: Any, **_: Any) -> None:
    """Stamp the records into the frame and fill the slots."""
    with _kept_serving("the records are not shown"):
        if "ready" not in _state:
            return  # nothing could be rendered yet, and the reason was told
        found, settings = _state["ready"]
        stamp(Path(config.site_dir), found, settings, policy=not _state["serving"])


@contextmanager
def _kept_serving(consequence: str) -> Iterator[None]:
    """While pages are served a fault is told and not raised: a hook that raises makes every request hang."""
    try:
        yield
    except Exception as error:
        if not _state["serving"]:
            raise error if isinstance(error, PluginError) else PluginError(str(error)) from error
        log.error("%s; %s", error, consequence)  # noqa: TRY400 - a person edits a template here: the sentence says more than a traceback
