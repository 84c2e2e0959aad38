"""Identifiers of publications, trials, people and jurisdictions: read, checked, made into links.

Each `parse_…` takes what people paste (a bare identifier, one with its prefix, or its web address)
and returns the one form that is stored. It raises ValueError with a message that says the cure.
Forms: Crossref's DOI pattern; PMID and PMCID as NCBI writes them; NCT numbers of
ClinicalTrials.gov; ORCID with its ISO 7064 MOD 11-2 check character; ISO 3166.
"""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import quote, unquote

from blog.countries import COUNTRIES

_DOI_PREFIX = re.compile(r"(?:doi:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)+", re.IGNORECASE)
_USUAL_DOI = re.compile(r"10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]+\Z")
_ANY_DOI = re.compile(r"10\.[0-9]{4,9}/\S+\Z")
_PMID = re.compile(
    r"(?:pmid:?\s*|(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/)?"
    r"([1-9][0-9]{0,7})/?\Z",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"(?:pmcid:?\s*|(?:https?://)?(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)"
    r"/articles/)?(PMC[1-9][0-9]{0,11}(?:\.[0-9]{1,3})?)/?\Z",
    re.IGNORECASE,
)
_TRIAL = re.compile(
    r"(?:(?:https?://)?(?:www\.)?clinicaltrials\.gov/(?:ct2/show|study)/)?(NCT[0-9]{8})/?\Z",
    re.IGNORECASE,
)
_ORCID = re.compile(
    r"(?:orcid:?\s*|(?:https?://)?(?:www\.)?orcid\.org/)?"
    r"([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?\Z",
    re.IGNORECASE,
)
_JURISDICTION = re.compile(r"([A-Z]{2})(-[A-Z0-9]{1,3})?\Z")


def parse_doi(text: str) -> str:
    """The bare DOI: " https://doi.org/10.1111/acps.12572. " → "10.1111/acps.12572"."""
    bare = text.strip()
    prefix = _DOI_PREFIX.match(bare)
    if prefix is not None:
        bare = bare[prefix.end() :]
        if "doi.org/" in prefix[0].lower():
            bare = unquote(bare)
    bare = bare.rstrip(".,;:")
    if _ANY_DOI.match(bare) is None or not bare.isprintable():
        raise ValueError("A DOI starts with “10.” and holds a slash, like 10.1111/acps.12572.")
    return bare


def is_unusual_doi(doi: str) -> bool:
    """Whether a DOI has characters that new DOIs do not have: possible, but worth a second look."""
    return _USUAL_DOI.match(doi) is None


def doi_key(doi: str) -> str:
    """What two DOIs are compared by: case does not matter in a DOI."""
    return doi.lower()


def doi_url(doi: str) -> str:
    return "https://doi.org/" + quote(doi, safe="/:;().-_")


def parse_pmid(text: str) -> str:
    """The number of a PubMed record: "PMID: 24701015" → "24701015"."""
    match = _PMID.match(text.strip())
    if match is None:
        raise ValueError("A PMID is a number of 1 to 8 digits without a leading 0, like 24701015.")
    return match[1]


def pmid_url(pmid: str) -> str:
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


def parse_pmcid(text: str) -> str:
    """The key of a PubMed Central article, version kept: "pmc6020109.1" → "PMC6020109.1"."""
    match = _PMCID.match(text.strip())
    if match is None:
        raise ValueError("A PMCID is “PMC” and a number, like PMC6020109.")
    return match[1].upper()


def pmcid_url(pmcid: str) -> str:
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"


def parse_trial_number(text: str) -> str:
    """The number of a trial registered at ClinicalTrials.gov: "nct01234567" → "NCT01234567"."""
    match = _TRIAL.match(text.strip())
    if match is None:
        raise ValueError("A trial number is “NCT” and 8 digits, like NCT01234567.")
    return match[1].upper()


def trial_url(trial_number: str) -> str:
    return f"https://clinicaltrials.gov/study/{trial_number}"


def parse_orcid(text: str) -> str:
    """An ORCID in four groups: "https://orcid.org/0000-0002-1825-0097" → "0000-0002-1825-0097"."""
    match = _ORCID.match(text.strip())
    if match is None:
        raise ValueError("An ORCID has 16 characters in four groups, like 0000-0002-1825-0097.")
    orcid = "-".join(match.groups()).upper()
    if _check_character(orcid.replace("-", "")[:-1]) != orcid[-1]:
        raise ValueError("This ORCID does not add up: one of its digits is mistyped.")
    return orcid


def _check_character(digits: str) -> str:
    """ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return "X" if remainder == 10 else str(remainder)


def orcid_url(orcid: str) -> str:
    return f"https://orcid.org/{orcid}"


def parse_jurisdiction(text: str) -> str:
    """A country, or a region of one, by ISO 3166: "us-ca" → "US-CA".

    The country must exist; of a region only the form is checked (ISO 3166-2 changes often).
    """
    code = text.strip().upper()
    match = _JURISDICTION.match(code)
    if match is None or not text.isascii():
        raise ValueError("Write a country's two letters, like US, or a region of it, like US-CA.")
    if match[1] not in COUNTRIES:
        cure = " The United Kingdom is GB." if match[1] == "UK" else ""
        raise ValueError(f"No country has the code {match[1]} in ISO 3166.{cure}")
    return code


def jurisdiction_label(code: str) -> str:
    """The country's name, with the region's code: "US-CA" → "United States (US-CA)"."""
    country = COUNTRIES[code[:2]]
    return country if len(code) == 2 else f"{country} ({code})"


def jurisdiction_choices() -> list[tuple[str, str]]:
    """Countries by name. A callable, so that migrations hold only its dotted path."""
    return sorted(COUNTRIES.items(), key=lambda country: _without_accents(country[1]))


def _without_accents(name: str) -> str:
    return normalize("NFD", name).encode("ascii", "ignore").decode()
