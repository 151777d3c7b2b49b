"""Countries by their ISO 3166 code."""

from functools import cache
from itertools import product
from string import ascii_uppercase

import pycountry


def country(code: str) -> str:
    """The name of a country; the code itself if it is not assigned."""
    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code


@cache
def country_names() -> dict[str, str]:
    """The names of all countries by code, in alphabetical order, and after them the codes that are not assigned."""
    names = {code: country(code) for code in map("".join, product(ascii_uppercase, repeat=2))}
    return dict(sorted(names.items(), key=lambda item: (item[0] == item[1], item[1].casefold())))
