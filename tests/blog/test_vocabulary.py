"""The vocabulary: its codes against a second, independent listing; its words; its headings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog import vocabulary
from blog.vocabulary import (
    EVIDENCE_GRADES,
    EVIDENCE_SCHEMES,
    FACTS,
    METHODS,
    ROUTES,
    Codes,
    RecognisedRoute,
    codes,
    grade_fits,
    method_fits,
    recognise_route,
)

# Typed from the code lists, not from the module.
PUBLISHED_CODES = [
    ("intravenous", None, "INTRAVENOUS", "C38276", None),
    ("intravenous", "injection", "INTRAVENOUS", "C38276", "IVINJ"),
    ("intravenous", "push", "INTRAVENOUS BOLUS", "C38274", "IVPUSH"),
    ("intravenous", "bolus", "INTRAVENOUS BOLUS", "C38274", "IVINJBOL"),
    ("intravenous", "slow_injection", "INTRAVENOUS BOLUS", "C38274", "IVSPUSH"),
    ("intravenous", "rapid_push", "INTRAVENOUS BOLUS", "C38274", "IVRPUSH"),
    ("intravenous", "infusion", "INTRAVENOUS DRIP", "C38279", "IV"),
    ("intravenous", "continuous_infusion", "INTRAVENOUS DRIP", "C38279", "IVCC"),
    ("intravenous", "patient_controlled", "INTRAVENOUS DRIP", "C38279", "PCA"),
    ("intramuscular", None, "INTRAMUSCULAR", "C28161", "IM"),
    ("intramuscular", "injection", "INTRAMUSCULAR", "C28161", "IM"),
    ("intramuscular", "deep_injection", "INTRAMUSCULAR", "C28161", "IMD"),
    ("intramuscular", "z_track", "INTRAMUSCULAR", "C28161", "IMZ"),
    ("subcutaneous", "injection", "SUBCUTANEOUS", "C38299", "SQ"),
    ("subcutaneous", "infusion", "SUBCUTANEOUS", "C38299", "SQINFUS"),
    ("nasal", "inhalation", "NASAL", "C38284", "NASINHL"),
    ("nasal", "drops", "NASAL", "C38284", "NASALINSTIL"),
    ("oral", "swallow", "ORAL", "C38288", "PO"),
    ("sublingual", None, "SUBLINGUAL", "C38300", "SL"),
    ("transmucosal", None, "TRANSMUCOSAL", "C38283", "TMUCTA"),
    ("oromucosal", None, "TRANSMUCOSAL", "C38283", "ORMUC"),
    ("rectal", "insertion", "RECTAL", "C38295", "PR"),
    ("epidural", "infusion", "EPIDURAL", "C38210", "EPI"),
    ("epidural", "injection", "EPIDURAL", "C38210", "EPIDURINJ"),
    ("intrathecal", "infusion", "INTRATHECAL", "C38267", "IT"),
    ("intraosseous", "injection", None, None, "IOSSINJ"),
    ("inhalation", "nebuliser", "RESPIRATORY (INHALATION)", "C38216", "NEB"),
    ("ophthalmic", "drops", "OPHTHALMIC", "C38287", "OPTHALTA"),
    ("otic", None, "AURICULAR (OTIC)", "C38192", "OT"),
    ("intra_arterial", "infusion", "INTRA-ARTERIAL", "C38222", "IA"),
    ("infiltration", "injection", "INFILTRATION", "C38215", None),
    ("nasogastric", None, "NASOGASTRIC", "C38285", "NGT"),
    ("other", None, "OTHER", "C38290", None),
]

CHOICES = [name for name in dir(vocabulary) if name.endswith("_choices") and name != "as_choices"]


@pytest.mark.parametrize(("route", "method", "fda_term", "ncit", "hl7_v3"), PUBLISHED_CODES)
def test_codes_follow_from_route_and_method(
    route: str, method: str | None, fda_term: str | None, ncit: str | None, hl7_v3: str | None
) -> None:
    assert codes(route, method) == Codes(fda_term, ncit, hl7_v3)


def test_has_thirty_routes_and_all_but_intraosseous_have_an_fda_code() -> None:
    assert len(ROUTES) == 30
    assert [key for key, route in ROUTES.items() if route.ncit is None] == ["intraosseous"]
    assert all((route.fda_term is None) == (route.ncit is None) for route in ROUTES.values())


def test_codes_are_well_formed_and_each_hl7_code_has_one_meaning() -> None:
    seen: dict[str, str] = {}
    for key, route in ROUTES.items():
        assert route.ncit is None or re.fullmatch(r"C[0-9]{5}", route.ncit)
        for code in {route.hl7, *route.hl7_by_method.values()} - {None}:
            assert re.fullmatch(r"[A-Z]+", str(code))
            assert seen.setdefault(str(code), key) == key


def test_the_hl7_code_iv_is_given_for_an_infusion_only() -> None:
    pairs = [(route, method) for route in ROUTES for method in [None, *METHODS]]
    assert [pair for pair in pairs if codes(*pair).hl7_v3 == "IV"] == [("intravenous", "infusion")]


def test_a_method_that_does_not_fit_gets_no_hl7_code() -> None:
    assert codes("oral", "infusion") == Codes("ORAL", "C38288", None)


def test_methods_of_routes_exist_and_their_codes_name_methods_that_fit() -> None:
    for key, route in ROUTES.items():
        assert set(route.methods) <= set(METHODS)
        assert set(route.hl7_by_method) <= set(route.methods)
        assert all(method_fits(key, method) for method in route.methods)
    assert not method_fits("oral", "infusion")
    assert method_fits("other", "infusion")


def test_never_shows_error_prone_abbreviations() -> None:
    assert {route.abbreviation for route in ROUTES.values()} == {"", "IV", "IM"}


@pytest.mark.parametrize("name", CHOICES)
def test_choices_are_callables_that_stay_where_migrations_look_for_them(name: str) -> None:
    choices = getattr(vocabulary, name)
    assert f"{choices.__module__}.{choices.__qualname__}" == f"blog.vocabulary.{name}"
    pairs = choices()
    assert pairs
    assert len(dict(pairs)) == len(pairs)
    assert all(type(key) is str and type(label) is str and label for key, label in pairs)


def test_keys_can_stand_in_a_web_address() -> None:
    for terms in (ROUTES, METHODS, FACTS):
        assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", key) for key in terms)


def test_onset_and_duration_need_an_endpoint() -> None:
    assert [key for key, fact in FACTS.items() if fact.needs_endpoint] == [
        "onset",
        "duration_of_effect",
    ]


def test_no_two_evidence_schemes_share_a_grade() -> None:
    assert len(EVIDENCE_GRADES) == sum(len(scheme.grades) for scheme in EVIDENCE_SCHEMES.values())
    assert grade_fits("grade", "very_low")
    assert not grade_fits("grade", "A")


@pytest.mark.parametrize(
    ("heading", "route", "method"),
    [
        ("Intramuscular Ketamine Treatment", "intramuscular", None),
        ("INTRAMUSCULAR KETAMINE TREATMENT:", "intramuscular", None),
        ("Benefits of Intravenous (IV) Ketamine Therapy", "intravenous", None),
        ("IV infusions", "intravenous", "infusion"),
        ("Slow drip into a vein", "intravenous", "infusion"),
        ("IV push", "intravenous", "push"),
        ("A bolus injection into the vein", "intravenous", "bolus"),
        ("IV drip or IV push", "intravenous", None),
        ("IM injection", "intramuscular", "injection"),
        ("I.M. shots", "intramuscular", "injection"),
        ("Deep IM injection", "intramuscular", "deep_injection"),
        ("Nasal spray", "nasal", "spray"),
        ("Intranasal esketamine", "nasal", None),
        ("Subcutaneous infusion", "subcutaneous", "infusion"),
        ("Oral ketamine", "oral", None),
        ("Sublingual lozenges", "sublingual", "dissolve"),
        ("Rectal suppositories", "rectal", "insertion"),
        ("Transdermal patches", "transdermal", "patch"),
        ("Eye drops", "ophthalmic", "drops"),
        ("Intra-articular injections", "intra_articular", "injection"),
        ("Intraarticular injections", "intra_articular", "injection"),
        ("Intra-muscular injection", "intramuscular", "injection"),
        ("Sub\N{NON-BREAKING HYPHEN}lingual tablets", "sublingual", None),
    ],
)
def test_recognises_the_route_in_a_heading(heading: str, route: str, method: str | None) -> None:
    assert recognise_route(heading) == RecognisedRoute(route, method)


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Which one is right for you?",
        "IM vs IV",
        "Comparing intramuscular and intravenous ketamine",
        "Ketamine IN the clinic",
        "IN spray",
        "SC injection",
        "SQ injection",
        "iv",
        "Phase IV trial",
        "Stage IV",
        "Oral health after treatment",
        "Nasal congestion",
        "Topical issues of the day",
        "Infusions",
        "I'M READY",
        "IM&IV",
        "Some are given an intravenous infusion. " * 6,
    ],
)
def test_does_not_guess_a_route(heading: str) -> None:
    assert recognise_route(heading) is None


@given(st.text(max_size=80))
def test_any_heading_gets_an_answer_from_the_vocabulary(heading: str) -> None:
    found = recognise_route(heading)
    if found is not None and found.method is not None:
        assert method_fits(found.route, found.method)
