"""The kinds of text and number a record holds: each says what it takes, and what to write instead."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Strict, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from curator.model.hosts import private
from curator.problem import CODES

_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>?|\]\(|\*\*|__|`|\{\{|\{%|^#+ |&[a-z]+;", re.MULTILINE)
_PLACEHOLDER = re.compile(r"(n/?a|none|null|nil|unknown|unclear|tbd|to ?do|to be (done|added|determined)|lorem ipsum.*|xxx+|[-–—?.…]+)\.?", re.IGNORECASE)


def reject(code: str, message: str, fix: str) -> PydanticCustomError:
    """The error that validators raise; `validate` turns it into a problem with a place."""
    if code not in CODES:
        raise KeyError(code)
    # pydantic formats messages with their context, so text from a record must not stand in the template
    return PydanticCustomError(code, "{message}", {"message": message, "fix": fix})


def plain(text: str) -> str:
    """Text without markup, stand-ins for a missing value, or white space at its ends."""
    if found := _MARKUP.search(text):
        raise reject("markup", f"`{found[0].strip()}` is markup", "write plain text; the site does the formatting")
    if _PLACEHOLDER.fullmatch(text.strip()):
        raise reject("placeholder", f"`{text.strip()}` stands for a missing value", "remove the field: what is not known is left out")
    if text.endswith("\n"):
        raise reject("wrong-value", "the text ends with a line break", "write `>-` where `>` or `|` stands")
    if text != text.strip() or any(ord(character) < 32 and character != "\n" for character in text):
        raise reject("wrong-value", "the text has white space at an end, or control characters in it", "remove them")
    return text


def one_line(text: str) -> str:
    """Plain text on one line."""
    if "\n" in plain(text):
        raise reject("wrong-value", "the text has several lines", "write it on one line, or after `>-`")
    return text


def address(text: str) -> str:
    """A complete http or https address of a public host, without a name and password in it."""
    fix = "write the whole address, e.g. https://example.org/data/"
    if re.search(r"[\s<>\"{}|\\^`]", text):
        raise reject("bad-address", f"`{text}` holds a character that no address has", fix)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise reject("bad-address", f"`{text}` is not an address", fix) from None
    if text.startswith(("http://", "https://")) and host and private(host):
        raise reject("private-address", f"`{text}` leads to a machine that only its own network can reach", "write the address that every reader can open")
    if not text.startswith(("http://", "https://")) or not host or "." not in host:
        raise reject("bad-address", f"`{text}` is not a complete http or https address", fix)
    if "@" in parts.netloc:
        raise reject("bad-address", f"`{text}` holds a user name", "write the address without the part before @")
    return text


def day(text: str) -> str:
    """A day of the calendar, as year-month-day."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise reject("bad-date", f"`{text}` is not a day", "write year-month-day, e.g. 2026-11-23")


def _matching(pattern: str, fix: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise reject("wrong-value", f"`{text}` is not of the form this field takes", fix)
        return text

    return check


@dataclass(frozen=True)
class TermOf:
    """Marks text as a term of `catalog/vocabulary/<name>.yaml`; checked where the context of validation holds it."""

    name: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text first, then the vocabulary."""
        return core_schema.with_info_after_validator_function(self._check, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Text; `sync` puts the vocabulary's terms in as an enumeration."""
        return {"type": "string", "x-vocabulary": self.name}

    def _check(self, text: str, info: ValidationInfo) -> str:
        if not info.context:
            return text
        vocabulary = info.context["vocabularies"][self.name]
        if text in vocabulary or not vocabulary.read:
            return text
        raise reject("unknown-term", f"`{text}` is not a term of the vocabulary {self.name}", vocabulary.suggest(text))


Line = Annotated[str, Strict(), Field(min_length=1, max_length=300), AfterValidator(one_line)]
Prose = Annotated[str, Strict(), Field(min_length=1, max_length=2000), AfterValidator(plain)]
Verbatim = Annotated[str, Strict(), Field(min_length=1, max_length=600)]
"""Text as it stands in print: never linked, never checked."""
Url = Annotated[str, Strict(), Field(max_length=1000, json_schema_extra={"format": "uri"}), AfterValidator(address)]
Day = Annotated[str, Strict(), Field(json_schema_extra={"format": "date"}), AfterValidator(day)]
Year = Annotated[int, Strict(), Field(ge=1895, le=2100)]
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
Id = Annotated[str, Strict(), Field(json_schema_extra={"pattern": f"^{ID}$"}), AfterValidator(_matching(ID, "write lower-case letters, digits and hyphens"))]
Key = Annotated[str, Strict(), Field(max_length=80), AfterValidator(one_line)]
"""A name of `sources`, or a key of references.bib."""
FieldPath = Annotated[str, Strict(), Field(max_length=120), AfterValidator(one_line)]
"""A dotted path to a field of the record, e.g. counts.slice or releases.VOC2007."""
Country = Annotated[
    str, Strict(), Field(json_schema_extra={"pattern": "^[A-Z]{2}$"}), AfterValidator(_matching("[A-Z]{2}", "write the two letters of ISO 3166, e.g. NL"))
]
LicenceId = Annotated[
    str, Strict(), Field(max_length=80), AfterValidator(_matching(r"[A-Za-z0-9.+-]+", "write an id of SPDX, e.g. CC-BY-4.0, or LicenseRef-… or NONE"))
]
Md5 = Annotated[
    str,
    Strict(),
    Field(json_schema_extra={"pattern": "^[0-9a-f]{32}$"}),
    AfterValidator(_matching("[0-9a-f]{32}", "write the 32 digits of the sum, a to f in lower case")),
]
Sha256 = Annotated[
    str,
    Strict(),
    Field(json_schema_extra={"pattern": "^[0-9a-f]{64}$"}),
    AfterValidator(_matching("[0-9a-f]{64}", "write the 64 digits of the sum, a to f in lower case")),
]
Positive = Annotated[int, Strict(), Field(ge=1, le=10**12)]
Whole = Annotated[int, Strict(), Field(ge=0, le=10**12)]
Flag = Annotated[bool, Strict()]


def number(value: Any) -> Any:
    """A number as it stands: no text, no true or false."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PydanticKnownError("float_type")
    return value


Amount = Annotated[float, BeforeValidator(number), Field(gt=0, allow_inf_nan=False)]
"""A number above 0, whole or not."""
