"""Schemes of data locations that are not web pages: buckets, FTP servers, Globus collections, torrents, Synapse.

Records are untrusted input, and readers run commands with these locations: the patterns allow no character with a meaning in a shell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from curator.records.model.private_hosts import LOCAL_NAMES

_SIGN = r"[A-Za-z0-9._~+=@,:%-]"
_KEY = rf"(/{_SIGN}+( {_SIGN}+)*)*/?"
"""Folders and a file name, which may contain single spaces."""
_LOCAL = "|".join(name.replace(".", r"\.") for name in LOCAL_NAMES)
_HOST = rf"(?!([a-z0-9-]+\.)*({_LOCAL})[:/])([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{{2,}}"
"""A public host name in lower case; IP addresses are not allowed."""
_BUCKET = r"[a-z0-9][a-z0-9{}-]{{1,61}}[a-z0-9]"


@dataclass(frozen=True)
class Scheme:
    """A scheme: its name, its pattern, the program that opens its locations, and whether folders and file names may follow the pattern."""

    label: str
    form: str
    program: str
    keyed: bool = True


SCHEMES: Mapping[str, Scheme] = {
    "s3": Scheme("Amazon S3", rf"s3://{_BUCKET.format('.')}", "AWS CLI"),
    "gs": Scheme("Google Cloud Storage", rf"gs://{_BUCKET.format('._')}", "gsutil (Google Cloud CLI)"),
    "abfs": Scheme("Azure Storage", rf"abfss?://{_BUCKET.format('')}@[a-z0-9]{{3,24}}\.dfs\.core\.windows\.net", "AzCopy"),
    "ftp": Scheme("FTP", rf"ftps?://{_HOST}(:[0-9]{{1,5}})?(/{_SIGN}*)+", "curl", keyed=False),
    "globus": Scheme("Globus", r"globus://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "Globus CLI and a free account"),
    "magnet": Scheme(
        "BitTorrent",
        r"magnet:\?xt=urn:(btih:([0-9A-Fa-f]{40}|[A-Za-z2-7]{32})|btmh:1220[0-9a-f]{64})(&(dn|tr|ws|xl)=[A-Za-z0-9._~+:/%-]+)*",
        "aria2",
        keyed=False,
    ),
    "synapse": Scheme("Synapse", r"syn[0-9]{4,12}(\.[0-9]{1,6})?", "Synapse client (pip install synapseclient) and an account", keyed=False),
}
"""All schemes."""
_KEYED, _WHOLE = ("|".join(scheme.form for scheme in SCHEMES.values() if scheme.keyed is keyed) for keyed in (True, False))
LOCATION = rf"(({_KEYED}){_KEY}|{_WHOLE})"
"""The pattern of a location of any scheme."""


def scheme_of(uri: str) -> str:
    """Return the scheme of a location."""
    start = uri.partition(":")[0]
    return {"ftps": "ftp", "abfss": "abfs"}.get(start, start if start in SCHEMES else "synapse")
