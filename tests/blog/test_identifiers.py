"""Identifiers: what people paste becomes the one stored form, or is refused with the cure."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.countries import COUNTRIES
from blog.identifiers import (
    doi_key,
    doi_url,
    is_unusual_doi,
    jurisdiction_choices,
    jurisdiction_label,
    orcid_url,
    parse_doi,
    parse_jurisdiction,
    parse_orcid,
    parse_pmcid,
    parse_pmid,
    parse_trial_number,
    pmcid_url,
    pmid_url,
    trial_url,
)

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
PARSERS = [
    parse_doi,
    parse_pmid,
    parse_pmcid,
    parse_trial_number,
    parse_orcid,
    parse_jurisdiction,
]


@pytest.mark.parametrize(
    ("parse", "pasted", "stored"),
    [
        (parse_doi, "10.1111/acps.12572", "10.1111/acps.12572"),
        (parse_doi, " https://doi.org/10.1111/acps.12572. ", "10.1111/acps.12572"),
        (parse_doi, "http://dx.doi.org/10.1124/pr.117.015198;", "10.1124/pr.117.015198"),
        (parse_doi, "DOI: 10.1124/pr.117.015198,", "10.1124/pr.117.015198"),
        (parse_doi, "doi:https://doi.org/10.1124/PR.117", "10.1124/PR.117"),
        (parse_doi, "https://doi.org/10.1002/%28SICI%291097", "10.1002/(SICI)1097"),
        (parse_doi, SICI, SICI),
        (parse_pmid, "PMID: 24701015", "24701015"),
        (parse_pmid, "https://pubmed.ncbi.nlm.nih.gov/24701015/", "24701015"),
        (parse_pmcid, "pmc6020109", "PMC6020109"),
        (parse_pmcid, "PMC6020109.2", "PMC6020109.2"),
        (parse_pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/PMC6020109/", "PMC6020109"),
        (parse_pmcid, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6020109", "PMC6020109"),
        (parse_trial_number, " nct01234567", "NCT01234567"),
        (parse_trial_number, "https://clinicaltrials.gov/study/NCT01234567", "NCT01234567"),
        (parse_orcid, "0000-0002-1825-0097", "0000-0002-1825-0097"),
        (parse_orcid, "https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        (parse_orcid, "0000000218250097", "0000-0002-1825-0097"),
        (parse_jurisdiction, "us", "US"),
        (parse_jurisdiction, "us-ca", "US-CA"),
        (parse_jurisdiction, "AU-NSW", "AU-NSW"),
    ],
)
def test_what_people_paste_becomes_the_stored_form(
    parse: Callable[[str], str], pasted: str, stored: str
) -> None:
    assert parse(pasted) == stored
    assert parse(stored) == stored


@pytest.mark.parametrize(
    ("parse", "pasted", "cure"),
    [
        *((parse, "", "like") for parse in PARSERS),
        (parse_doi, "11.1111/x", "like 10.1111"),
        (parse_doi, "10.111/x", "like 10.1111"),
        (parse_doi, "10.1111/", "like 10.1111"),
        (parse_doi, "10.1111/a b", "like 10.1111"),
        (parse_doi, "10.1111/a\x00b", "like 10.1111"),
        (parse_doi, "https://example.org/10.1111/acps", "like 10.1111"),
        (parse_pmid, "01234", "without a leading 0"),
        (parse_pmid, "123456789", "1 to 8 digits"),
        (parse_pmid, "٢٤٧٠١٠١٥", "1 to 8 digits"),
        (parse_pmcid, "6020109", "PMC"),
        (parse_trial_number, "NCT0123456", "8 digits"),
        (parse_trial_number, "ISRCTN12345678", "NCT"),
        (parse_orcid, "0000-0002-1825-0098", "does not add up"),
        (parse_orcid, "0000-0002-1825", "16 characters"),
        (parse_jurisdiction, "USA", "two letters"),
        (parse_jurisdiction, "ß", "two letters"),
        (parse_jurisdiction, "US-", "two letters"),
        (parse_jurisdiction, "XX", "No country"),
        (parse_jurisdiction, "UK", "United Kingdom is GB"),
    ],
)
def test_refuses_with_the_cure(parse: Callable[[str], str], pasted: str, cure: str) -> None:
    with pytest.raises(ValueError, match=cure):
        parse(pasted)


@given(st.from_regex(r"10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]{0,30}[A-Za-z0-9)]", fullmatch=True))
def test_a_usual_doi_survives_every_way_to_write_it(doi: str) -> None:
    assert not is_unusual_doi(doi)
    for written in (doi, f"doi:{doi}", f"{doi}.", doi_url(doi)):
        assert parse_doi(written) == doi


def test_an_old_doi_is_kept_but_marked() -> None:
    assert is_unusual_doi(parse_doi(SICI))
    assert parse_doi(doi_url(SICI)) == SICI
    assert "<" not in doi_url(SICI)


def test_dois_compare_without_case() -> None:
    assert doi_key("10.1124/PR.117") == doi_key("10.1124/pr.117")


@given(st.integers(0, 10**15 - 1))
def test_exactly_one_check_character_fits_an_orcid(number: int) -> None:
    digits = f"{number:015}"
    fitting = [last for last in "0123456789X" if is_orcid(digits + last)]
    assert len(fitting) == 1
    # ISO 7064 MOD 11-2: digits weighted by powers of two, check character included, leave 1.
    values = [int(digit) for digit in digits] + [10 if fitting == ["X"] else int(fitting[0])]
    assert sum(value * 2 ** (15 - place) for place, value in enumerate(values)) % 11 == 1


def is_orcid(text: str) -> bool:
    try:
        parse_orcid(text)
    except ValueError:
        return False
    return True


@given(st.sampled_from(PARSERS), st.text(max_size=40))
def test_any_text_is_parsed_or_refused_and_parsing_is_stable(
    parse: Callable[[str], str], text: str
) -> None:
    try:
        stored = parse(text)
    except ValueError as error:
        assert str(error).endswith(".")
    else:
        assert parse(stored) == stored


def test_links() -> None:
    assert doi_url("10.1111/acps.12572") == "https://doi.org/10.1111/acps.12572"
    assert pmid_url("24701015") == "https://pubmed.ncbi.nlm.nih.gov/24701015/"
    assert pmcid_url("PMC6020109") == "https://pmc.ncbi.nlm.nih.gov/articles/PMC6020109/"
    assert trial_url("NCT01234567") == "https://clinicaltrials.gov/study/NCT01234567"
    assert orcid_url("0000-0002-1825-0097") == "https://orcid.org/0000-0002-1825-0097"


def test_every_country_is_a_choice_once_by_name() -> None:
    choices = jurisdiction_choices()
    assert len(choices) == len(COUNTRIES) == 249
    assert dict(choices) == COUNTRIES
    assert len(set(COUNTRIES.values())) == len(COUNTRIES)
    assert [code for code, _ in choices[:3]] == ["AF", "AX", "AL"]


def test_jurisdictions_have_a_label() -> None:
    assert jurisdiction_label("GB") == "United Kingdom"
    assert jurisdiction_label("US-CA") == "United States (US-CA)"
