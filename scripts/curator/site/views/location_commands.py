"""Locations that browsers cannot open, such as buckets and FTP servers, each with the command to access it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from shlex import join

from curator.records.model import Dataset, Location
from curator.records.model.locations import SCHEMES, scheme_of
from curator.site.views.evidence_notes import Backing, Evidence


@dataclass(frozen=True)
class LocationLine:
    """A location as the page shows it: contents, kind of store, and the command with the program that it requires."""

    to: str
    kind: str
    uri: str
    command: str
    program: str
    requester_pays: bool
    note: str
    backing: Backing


def locations(record: Dataset, evidence: Evidence) -> tuple[LocationLine, ...]:
    """The locations of a record, in its order."""
    return tuple(
        LocationLine(it.to, (scheme := SCHEMES[scheme_of(it.uri)]).label, it.uri, command(it), scheme.program, bool(it.requester_pays), it.note or "", backing)
        for it, backing in evidence.items(record.access.locations, "access.locations")
    )


def command(location: Location) -> str:
    """The command that lists or downloads the contents of a location, quoted for a POSIX shell."""
    return join(_COMMANDS[scheme_of(location.uri)](location.uri, bool(location.requester_pays)))


def _s3(uri: str, pays: bool) -> list[str]:
    return ["aws", "s3", "ls", *(("--request-payer", "requester") if pays else ("--no-sign-request",)), uri]


def _gs(uri: str, pays: bool) -> list[str]:
    return ["gsutil", *(("-u", "YOUR-PROJECT") if pays else ()), "ls", uri]


def _abfs(uri: str, _pays: bool) -> list[str]:
    container, _, rest = uri.partition("://")[2].partition("@")
    host, _, path = rest.partition("/")
    return ["azcopy", "list", f"https://{host.replace('.dfs.', '.blob.')}/{container}/{path}"]


def _ftp(uri: str, _pays: bool) -> list[str]:
    return ["curl", "--list-only" if uri.endswith("/") else "--remote-name", uri]


def _globus(uri: str, _pays: bool) -> list[str]:
    collection, _, path = uri.removeprefix("globus://").partition("/")
    return ["globus", "ls", f"{collection}:/{path}"]


def _magnet(uri: str, _pays: bool) -> list[str]:
    return ["aria2c", uri]


def _synapse(uri: str, _pays: bool) -> list[str]:
    id_, _, version = uri.partition(".")
    return ["synapse", "get", *(("--version", version) if version else ("--recursive",)), id_]


_COMMANDS: Mapping[str, Callable[[str, bool], list[str]]] = {
    "s3": _s3,
    "gs": _gs,
    "abfs": _abfs,
    "ftp": _ftp,
    "globus": _globus,
    "magnet": _magnet,
    "synapse": _synapse,
}
