"""The size of a built site on disk."""

from pathlib import Path

from measuring.results import SiteSize

_BLOCK = 512
"""Bytes of a block in `st_blocks`, regardless of the file system."""


def site_size(program: str, folder: Path) -> SiteSize:
    """Return the size of all files in a folder, and of the blocks that they and the folders take."""
    paths = [folder, *folder.rglob("*")]
    files = [path for path in paths if path.is_file()]
    content = sum(path.stat().st_size for path in files)
    return SiteSize(program=program, content=content / 1e6, disk=sum(path.stat().st_blocks for path in paths) * _BLOCK / 1e6, files=len(files))
