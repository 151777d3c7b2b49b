"""The steps of the benchmark for one number of records: our program and the others, alternating."""

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curator.records.ids import record_id
from curator.records.record_addresses import DATASETS
from measuring.commands import FailedError, used
from measuring.compared import ABSENT_PAGE, ABSENT_PROGRAM, CHECK_JSONSCHEMA, OURS, SKIPPED, Generator, program
from measuring.results import Measurement, SiteSize, Usage
from measuring.site_size import site_size

EDITED = "drive"
"""The record that is edited."""
COLD, UNCHANGED, EDIT = "cold", "nothing changed", "one record changed"
_CURATOR = (sys.executable, "-m", "curator")
_FULL_NAME = re.compile(r"^(full_name: .*?)(?: \d+)?$", re.MULTILINE)


@dataclass
class Steps:
    """The folder with our catalog and the projects of the other programs, and what was measured in it."""

    folder: Path
    records: int
    generators: Sequence[Generator]
    skipped: tuple[str, ...]
    seconds: float
    """Limit for each command."""
    say: Callable[[str], None]
    runs: dict[tuple[str, str], list[Usage]] = field(default_factory=dict)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    sites: dict[str, SiteSize] = field(default_factory=dict)
    edits: int = 0

    @property
    def root(self) -> Path:
        """The checkout with our catalog."""
        return self.folder / "catalog"

    def run(self) -> None:
        """Run all steps once."""
        self.forget()
        self.ours("build", COLD)
        self.sites[OURS] = site_size(OURS, self.root / "site")
        for generator in self.generators:
            self.other_build(generator, COLD)
        self.ours("build", UNCHANGED)
        self.each_that_keeps_results(UNCHANGED)
        self.edit()
        self.ours("build", EDIT)
        self.each_that_keeps_results(EDIT)
        self.forget(site=False)
        self.ours("check", COLD)
        self.check_jsonschema()
        self.ours("check", UNCHANGED)
        self.edit()
        self.ours("check", EDIT)

    def forget(self, *, site: bool = True) -> None:
        """Remove all kept results of our program, and its site."""
        for name in (".cache", *(["site"] if site else [])):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def edit(self) -> None:
        """Change the full name of one record, and the page of this dataset in the other projects."""
        self.edits += 1
        file = self.root / DATASETS / f"{EDITED}.yaml"
        file.write_text(_FULL_NAME.sub(rf"\1 {self.edits}", file.read_text(encoding="utf-8"), count=1), encoding="utf-8")
        for generator in self.generators:
            if self._project(generator).is_dir():
                generator.edit(self._project(generator), EDITED, self.edits)

    def ours(self, command: str, step: str) -> None:
        """Measure a command of our program; if it fails, the benchmark ends."""
        self._measure(OURS, f"{command}, {step}", [*_CURATOR, command], self.root)

    def each_that_keeps_results(self, step: str) -> None:
        """Measure a further build of the generators that do not build everything again."""
        for generator in self.generators:
            if generator.keeps_results:
                self.other_build(generator, step)

    def other_build(self, generator: Generator, step: str) -> None:
        """Measure a build of another program, or note why it was not measured."""
        folder, key = self._project(generator), (generator.name, f"build, {step}")
        earlier = (why for (name, _), why in self.reasons.items() if name == generator.name)
        if reason := generator.missing(self.records, self.skipped) or next(earlier, ""):
            self.reasons[key] = reason
            return
        if not folder.is_dir():
            generator.create(folder, self.root / "site")
        if step == COLD:
            generator.clear(folder)
        if not self._measure_if_it_works(key, generator.command, folder):
            return
        if generator.has_built(folder, EDITED):
            self.sites[generator.name] = site_size(generator.name, folder / generator.output)
        else:
            self.reasons[key] = ABSENT_PAGE

    def check_jsonschema(self) -> None:
        """Measure check-jsonschema on the same records, or note why it was not measured."""
        files = sorted(f"{DATASETS}/{path.name}" for path in (self.root / DATASETS).glob("*.yaml"))
        found, key = program(CHECK_JSONSCHEMA), (CHECK_JSONSCHEMA, f"check, {COLD}")
        if not found or CHECK_JSONSCHEMA in self.skipped:
            self.reasons[key] = SKIPPED if found else ABSENT_PROGRAM
            return
        self._measure_if_it_works(key, [found, "--schemafile", "catalog/schema.json", *files], self.root)

    def measured(self, command: str) -> tuple[Measurement, ...]:
        """Return what was measured for `build` or `check`, in the order of the steps."""
        keys = [key for key in dict.fromkeys([*self.runs, *self.reasons]) if key[1].startswith(command)]
        order = [OURS, *(it.name for it in self.generators), CHECK_JSONSCHEMA]
        keys.sort(key=lambda key: order.index(key[0]))
        return tuple(
            Measurement(program=name, step=step.partition(", ")[2], runs=tuple(self.runs.get((name, step), ())), missing=self.reasons.get((name, step), ""))
            for name, step in keys
        )

    def _measure_if_it_works(self, key: tuple[str, str], command: Sequence[str], folder: Path) -> bool:
        """Measure another program, or note why it failed."""
        try:
            self._measure(*key, command, folder)
        except FailedError as error:
            self.reasons[key] = str(error)
        return key not in self.reasons

    def _project(self, generator: Generator) -> Path:
        return self.folder / record_id(generator.name)

    def _measure(self, name: str, step: str, command: Sequence[str], folder: Path) -> None:
        self.say(f"{self.records:,} records: {name}, {step}")
        self.runs.setdefault((name, step), []).append(used(command, folder, self.seconds))
