"""Why doses differ under the tongue, in the nose and swallowed."""

from home.demo.content.posts.shared import (
    BLOOD_PRESSURE_HAZARD,
    COMPOUNDED,
    KETAMINE_EFFECTS,
    KETAMINE_RISKS,
)
from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    answer,
    call_to_action,
    callout,
    comparison,
    conflicting,
    heading,
    known,
    not_known,
    one_value,
    paragraph,
    point,
    rich,
    route,
    table,
)

NO_WAY_BACK = answer("no", "What has been taken cannot be taken back.")

SUBLINGUAL = route(
    "sublingual",
    "dissolve",
    "compounded-ketamine",
    site="under_tongue",
    summary="A tablet or wafer melts under the tongue. Part of it goes into the blood there; what "
    "you swallow has a longer way.",
    points=[
        point(
            "In a study of 8 healthy men, about 29 % of a 25 mg wafer reached the blood.",
            "rolan-2014",
        ),
        point(
            "The level in the blood was highest after about 45 minutes; the range was 15 to 60.",
            "rolan-2014",
        ),
        point(
            "A second study, in three people, came to about 30 % for a tablet under the tongue.",
            "yanagihara-2003",
        ),
    ],
    onset=not_known(endpoint="felt_effect"),
    peak=known(
        "45",
        "45",
        "min",
        "rolan-2014",
        qualifier="median",
        endpoint="peak_concentration",
        dose_label="25 mg wafer",
        population="8 healthy men",
        spread="range 15 to 60 minutes",
    ),
    bioavailability=known(
        "29",
        "29",
        "%",
        "rolan-2014",
        qualifier="median",
        dose_label="25 mg wafer",
        population="8 healthy men",
        spread="90 % CI 27 to 31 %",
    ),
    adjustable_during_session=NO_WAY_BACK,
    contraindications=[BLOOD_PRESSURE_HAZARD],
    common_effects=KETAMINE_EFFECTS,
    serious_risks=KETAMINE_RISKS,
    regulatory_status=[COMPOUNDED],
    invasiveness="non_invasive",
)

NASAL = route(
    "nasal",
    "spray",
    "compounded-ketamine",
    site="nostrils",
    summary="A spray into the nose. How much reaches the blood is far from settled: two studies "
    "give very different figures.",
    points=[
        point(
            "One study found that 11 to 17 % of the dose reached the blood.", "nasal-levels-2022"
        ),
        point(
            "Another, in three people, found about 45 %.",
            "yanagihara-2003",
        ),
        point(
            "This is not the approved esketamine spray, which has its own device, label and "
            "figures."
        ),
    ],
    onset=not_known(endpoint="felt_effect"),
    bioavailability=conflicting(
        one_value("11", "17", "%", "nasal-levels-2022", note="10 to 50 mg sprays"),
        one_value(
            "45",
            "45",
            "%",
            "yanagihara-2003",
            note="25 mg spray, 3 healthy volunteers",
            qualifier="approx",
        ),
    ),
    adjustable_during_session=NO_WAY_BACK,
    contraindications=[BLOOD_PRESSURE_HAZARD],
    common_effects=KETAMINE_EFFECTS,
    serious_risks=KETAMINE_RISKS,
    regulatory_status=[COMPOUNDED],
    invasiveness="non_invasive",
)

ORAL = route(
    "oral",
    "swallow",
    "compounded-ketamine",
    summary="A tablet that you swallow. The gut and the liver break down most of it before it "
    "can reach the rest of the body.",
    points=[
        point(
            "In three people, about 20 % of a tablet reached the blood: the lowest share of the "
            "forms that were tested.",
            "yanagihara-2003",
        ),
        point(
            "The body turns much of the rest into norketamine, which acts in the body as well.",
            "yanagihara-2003",
        ),
        point("Tell your clinician about all your medicines: ask whether any of them matters."),
    ],
    onset=not_known(endpoint="felt_effect"),
    bioavailability=known(
        "20",
        "20",
        "%",
        "yanagihara-2003",
        qualifier="approx",
        dose_label="two 25 mg tablets",
        population="3 healthy volunteers",
    ),
    adjustable_during_session=NO_WAY_BACK,
    contraindications=[BLOOD_PRESSURE_HAZARD],
    common_effects=KETAMINE_EFFECTS,
    serious_risks=KETAMINE_RISKS,
    regulatory_status=[COMPOUNDED],
    invasiveness="non_invasive",
)

MOUTH_OR_NOSE = DemoPost(
    slug="under-the-tongue-nose-or-swallowed",
    title="Under the tongue, in the nose or swallowed",
    subtitle="Why the same dose is not the same dose",
    intro=rich(
        "Ten milligrams in a vein and ten milligrams in a tablet are not alike. The way in decides "
        "how much gets through. This page shows what has been measured for ketamine, and where "
        "the studies do not agree."
    ),
    search_description=(
        "Why ketamine doses differ under the tongue, in the nose and swallowed: bioavailability "
        "in plain words, with figures and their sources."
    ),
    hero="dunes",
    category="ways-to-have-treatment",
    authors=("hannah-lindqvist",),
    reviewer="maya-okafor",
    days_ago=41,
    tags=("ketamine", "nasal spray", "tablets", "bioavailability"),
    treatments=("compounded-ketamine", "ketamine"),
    related=("nasal-esketamine-your-visit", "ketamine-into-a-muscle-or-a-vein"),
    body=(
        heading("What “bioavailability” means"),
        paragraph(
            "It is a long word for a simple share: how much of a dose reaches the blood unchanged. "
            "For a medicine put straight into a vein it is 100 %, by definition. Every other way "
            "loses some: in the nose, in the mouth, in the gut and in the liver.",
            sources=("zanos-2018",),
        ),
        callout(
            "warning",
            "Never convert doses yourself",
            "The figures here come from small studies. They are for understanding. They are not a "
            "guide to dosing, and a mistake can be dangerous.",
        ),
        heading("Three ways in"),
        paragraph(
            "None of the forms below is an approved product. Pharmacies make them to order, which "
            "is called compounding. The regulator warned in 2023 that there is no evidence that "
            "such products are safer, work better or work faster than approved medicines.",
            sources=("fda-compounded-2023",),
        ),
        SUBLINGUAL,
        NASAL,
        ORAL,
        comparison(
            "How much gets through",
            "bioavailability",
            "peak",
            "onset",
            "adjustable_during_session",
            "serious_risks",
            "regulatory_status",
        ),
        heading("The same study, four forms"),
        paragraph(
            "One study gave several forms to the same three volunteers. It is very small, but it "
            "lets you compare like with like.",
            sources=("yanagihara-2003",),
        ),
        table(
            "Share of the dose that reached the blood, in three healthy volunteers "
            "(Yanagihara 2003)",
            ("Form", "Share"),
            ("Nasal spray, 25 mg", "about 45 %"),
            ("Tablet under the tongue, two of 25 mg", "about 30 %"),
            ("Suppository, 50 mg", "about 30 %"),
            ("Swallowed tablet, two of 25 mg", "about 20 %"),
        ),
        heading("Why the nose is so hard to pin down"),
        paragraph(
            "Two studies of nasal ketamine give 11 to 17 % and about 45 %. Nobody is lying. "
            "Sprays differ, doses differ, people swallow part of it, and both groups were small. "
            "We show both figures because we do not know which is nearer to the truth.",
            sources=("nasal-levels-2022", "yanagihara-2003"),
        ),
        call_to_action(
            "Ask a pharmacist",
            "Bring your question, and the label or leaflet if you have one.",
            "Put a question to Hannah",
            "contact",
        ),
    ),
)
