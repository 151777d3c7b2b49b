"""LaTeX documents that are compiled, and what their logs and pages say."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = {
    "pdflatex": "texlive-latex-extra",
    "bibtex": "texlive-bibtex-extra",
    "biber": "biber",
    "pdftotext": "poppler-utils",
}
"""The programs, and the Debian packages with them."""
STYLES = {"apa.bbx": "texlive-bibtex-extra", "llncs.cls": "texlive-publishers", "lmodern.sty": "lmodern", "tabularx.sty": "texlive-latex-extra"}
"""Files of styles and fonts, and the Debian packages with them."""
_OVERFULL = re.compile(r"^Overfull \\hbox \(([0-9.]+)pt too wide\)", re.MULTILINE)
_UNBROKEN = {"max_print_line": "10000", "openout_any": "p", "shell_escape": "f", "PATH": "/usr/local/bin:/usr/bin:/bin"}
"""Settings of TeX: log lines are not broken, and documents run nothing and write only here."""


def missing_packages() -> list[str]:
    """Return the Debian packages with the programs and files that are not installed."""
    missing = {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    if not shutil.which("kpsewhich"):
        return sorted(missing | {*STYLES.values()})
    return sorted(missing | {package for file, package in STYLES.items() if not _run(["kpsewhich", file], Path.cwd()).stdout.strip()})


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False, timeout=300, env=_UNBROKEN)


@dataclass(frozen=True)
class Compiled:
    """A compiled document: its last log, what the program for the bibliography said, and its text."""

    log: str
    bibliography: str
    text: str

    @property
    def errors(self) -> list[str]:
        """The errors and undefined citations in the log."""
        return re.findall(r"^(?:!.*|.*(?:Citation|Reference) `.*undefined.*)$", self.log, re.MULTILINE)

    @property
    def warnings(self) -> list[str]:
        """The warnings of the program for the bibliography."""
        return re.findall(r"^(?:WARN|ERROR|Warning--|I couldn't|Sorry).*$", self.bibliography, re.MULTILINE)

    @property
    def overfull(self) -> list[float]:
        """By how many points lines are too wide."""
        return [float(points) for points in _OVERFULL.findall(self.log)]


def compiled(source: str, folder: Path, program: str) -> Compiled:
    """Compile a document with `bibtex` or `biber` as the program for its bibliography."""
    (folder / "paper.tex").write_text(source, encoding="utf-8")
    latex = ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", "paper.tex"]
    _run(latex, folder)
    said = _run([program, "paper"], folder).stdout
    if program == "bibtex":
        _run(latex, folder)
    _run(latex, folder)
    text = _run(["pdftotext", "-enc", "UTF-8", "paper.pdf", "-"], folder).stdout
    return Compiled((folder / "paper.log").read_text(encoding="utf-8", errors="replace"), said, text)
