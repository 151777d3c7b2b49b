"""Types of text and numbers in a record, with their validation."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, JsonValue, Strict, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from curator.records.characters import described, hidden
from curator.records.doi import PATTERN as DOI_PATTERN
from curator.records.messages import message_parts, phrase
from curator.records.model import patterns
from curator.records.model.locations import LOCATION
from curator.records.model.private_hosts import private

MARKUP = re.compile(patterns.MARKUP)
PLACEHOLDER = re.compile(patterns.PLACEHOLDER, re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_ORDINARY = re.compile(r"[^\s<\]*_`{#&\x00-\x1fnutlxNUTLX?.…–—-][^<\]*_`{#&\x00-\x09\x0b-\x1f]*(?<!\s)")
"""Text that neither contains a character of markup or a control character, nor begins as a placeholder: most texts, found with one pattern."""
_ORDINARY_ADDRESS = re.compile(rf"https?://([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?:[/?#][^{patterns.ODD}]*)?")
NOT_IN_ADDRESS = re.compile(f"[{patterns.ODD}]")


def reject(message_name: str, /, **values: object) -> PydanticCustomError:
    """Return the error for validators to raise, from a message by its name."""
    code, message, fix = message_parts(message_name, **values)
    # pydantic formats messages with their context, so the template must not contain text from a record
    return PydanticCustomError(code, "{message}", {"message": message, "fix": fix})


def plain(text: str) -> str:
    """Return text unchanged; reject markup, placeholders, and whitespace at either end."""
    if _ORDINARY.fullmatch(text):
        return text
    if found := MARKUP.search(text):
        raise reject("markup", found=found[0].strip())
    if PLACEHOLDER.fullmatch(text.strip()):
        raise reject("placeholder", text=text.strip())
    if text.endswith("\n"):
        raise reject("line-break")
    if text != text.strip() or _CONTROL.search(text):
        raise reject("white-space")
    return text


def visible(text: str) -> str:
    """Return text unchanged; reject invisible characters, which YAML and BibTeX files report at their place already."""
    if (position := next(hidden(text), None)) is not None:
        raise reject("hidden", character=described(text[position]), number="")
    return text


@lru_cache(maxsize=8192)
def one_line(text: str) -> str:
    """Return plain text on one line unchanged; reject other text."""
    if "\n" in plain(text):
        raise reject("several-lines")
    return text


def address(text: str) -> str:
    """Return a complete http or https URL of a public host without user name unchanged; reject other text."""
    if (ordinary := _ORDINARY_ADDRESS.fullmatch(text)) and not private(ordinary[1]):
        return text
    if re.fullmatch(LOCATION, text):
        raise reject("location-as-address", text=text)
    if NOT_IN_ADDRESS.search(text):
        raise reject("not-in-an-address", text=text)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise reject("no-address", text=text) from None
    if text.startswith(("http://", "https://")) and host and private(host):
        raise reject("private-address", text=text)
    if not text.startswith(("http://", "https://")) or not host or "." not in host:
        raise reject("incomplete-address", text=text)
    if "@" in parts.netloc:
        raise reject("user-in-an-address", text=text)
    return text


def day(text: str) -> str:
    """Return an ISO 8601 date unchanged; reject other text."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise reject("invalid-date", text=text)


ID = r"[a-z0-9]+(-[a-z0-9]+)*"
FORMS = {
    "id": ID,
    "country": "[A-Z]{2}",
    "licence-id": r"[A-Za-z0-9.+-]+",
    "md5": "[0-9a-f]{32}",
    "sha256": "[0-9a-f]{64}",
    "location": LOCATION,
    "doi": DOI_PATTERN.pattern,
}
"""Patterns of text types; the message for other text has the same name."""


def _text_type(kind: str, **further: JsonValue) -> dict[str, JsonValue]:
    """Return the JSON schema keywords of a text type: its name and its pattern."""
    return {"x-text": kind} | ({"pattern": f"^{FORMS[kind]}$"} if kind in FORMS else {}) | further


def _matching(form: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not re.fullmatch(FORMS[form], text):
            raise reject(form, text=text)
        return text

    return check


def _licence_id(text: str, info: ValidationInfo) -> str:
    """Return text in the format of an SPDX id unchanged; reject other text, with the id that it resembles."""
    if not re.fullmatch(FORMS["licence-id"], text):
        known = {id_.casefold(): id_ for id_ in info.context["vocabularies"].licence.entries} if info.context else {}
        near = known.get("-".join(text.split()).casefold())
        raise reject("licence-id", text=text, fix=phrase("write", near=near) if near else phrase("spdx"))
    return text


@dataclass(frozen=True)
class TermOf:
    """Marks text as a term of `catalog/vocabulary/<name>.yaml`; checked if the validation context contains the vocabularies."""

    name: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate text first, then the vocabulary."""
        return core_schema.with_info_after_validator_function(self._check, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of text; `curator sync` adds the terms as an enumeration."""
        return {"type": "string", "x-vocabulary": self.name}

    def _check(self, text: str, info: ValidationInfo) -> str:
        if not info.context:
            return text
        vocabulary = info.context["vocabularies"][self.name]
        if text in vocabulary or not vocabulary.read:
            return text
        raise reject("term", text=text, vocabulary=self.name, fix=vocabulary.suggest(text))


Line = Annotated[str, Strict(), Field(min_length=1, max_length=300, json_schema_extra=_text_type("line")), AfterValidator(one_line)]
Prose = Annotated[str, Strict(), Field(min_length=1, max_length=2000, json_schema_extra=_text_type("prose")), AfterValidator(plain)]
Verbatim = Annotated[str, Strict(), Field(min_length=1, max_length=600, json_schema_extra=_text_type("verbatim"))]
"""Quoted text: never linked, never checked."""
Url = Annotated[str, Strict(), Field(max_length=1000, json_schema_extra=_text_type("address", format="uri")), AfterValidator(address)]
Day = Annotated[str, Strict(), Field(json_schema_extra=_text_type("day", format="date")), AfterValidator(day)]
Year = Annotated[int, Strict(), Field(ge=1895, le=2100)]
Id = Annotated[str, Strict(), Field(max_length=80, json_schema_extra=_text_type("id")), AfterValidator(_matching("id"))]
Key = Annotated[str, Strict(), Field(max_length=80, json_schema_extra=_text_type("key")), AfterValidator(one_line)]
"""A name of `sources`, or a key of references.bib."""
FieldPath = Annotated[str, Strict(), Field(max_length=120, json_schema_extra=_text_type("path")), AfterValidator(one_line)]
"""A dotted path to a field of the record, e.g. counts.slice or releases.VOC2007."""
Country = Annotated[str, Strict(), Field(json_schema_extra=_text_type("country")), AfterValidator(_matching("country"))]
LicenceId = Annotated[str, Strict(), Field(max_length=80, json_schema_extra=_text_type("licence-id")), AfterValidator(_licence_id)]
Md5 = Annotated[str, Strict(), Field(json_schema_extra=_text_type("md5")), AfterValidator(_matching("md5"))]
Sha256 = Annotated[str, Strict(), Field(json_schema_extra=_text_type("sha256")), AfterValidator(_matching("sha256"))]
Doi = Annotated[str, Strict(), Field(max_length=200, json_schema_extra=_text_type("doi")), AfterValidator(_matching("doi"))]
"""A DOI in lowercase, without the resolver's URL."""
LocationUri = Annotated[str, Strict(), Field(max_length=1000, json_schema_extra=_text_type("location")), AfterValidator(_matching("location"))]
"""A location of data that is not a web page."""
Positive = Annotated[int, Strict(), Field(ge=1, le=10**12)]
Whole = Annotated[int, Strict(), Field(ge=0, le=10**12)]
Flag = Annotated[bool, Strict()]


def number(value: Any) -> Any:
    """Return a number unchanged; reject text and booleans."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PydanticKnownError("float_type")
    return value


# the bound comes before the validator, because pydantic writes no bound into the schema after it
Amount = Annotated[float, Field(gt=0, allow_inf_nan=False), BeforeValidator(number)]
"""A number above 0."""
