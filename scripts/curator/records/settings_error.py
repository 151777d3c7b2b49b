"""The error of invalid settings."""

from curator.records.problem import Problem


class SettingsError(Exception):
    """The settings are not valid; the text is the report of the problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
