"""Requires LaTeX for the tests in this folder."""

import pytest

from latex.latex_document import missing_packages


@pytest.fixture(scope="session", autouse=True)
def _programs() -> None:
    """Stop with a sentence that names what is missing, because tests that are left out would look like tests that pass."""
    if missing := missing_packages():
        pytest.exit(f"LaTeX is incomplete. On Debian and Ubuntu, install it with: apt-get install {' '.join(missing)}", returncode=1)
