"""Ketamine under the skin."""

from home.demo.content.posts.shared import (
    APPROVED_AS_ANAESTHETIC,
    BLOOD_PRESSURE_HAZARD,
    KETAMINE_EFFECTS,
    KETAMINE_RISKS,
    OFF_LABEL_FOR_DEPRESSION,
)
from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    answer,
    bullets,
    call_to_action,
    callout,
    heading,
    not_known,
    paragraph,
    point,
    rich,
    route,
)

SUBCUTANEOUS = route(
    "subcutaneous",
    "injection",
    "ketamine",
    site="abdomen",
    summary="A short needle puts the medicine into the fat just under the skin, as with insulin. "
    "It has been studied less than the drip.",
    points=[
        point(
            "In a pilot trial of 15 people, results for depression were alike into a vein, into a "
            "muscle and under the skin. The fewest unwanted effects were seen under the skin.",
            "loo-2016",
        ),
        point(
            "That trial was a first, small test. It cannot settle which way is best or safest.",
            "loo-2016",
        ),
        point(
            "A larger trial, KADS, then tested a four-week course of injections under the skin.",
            "kads-2023",
        ),
        point(
            "In rats, under the skin, into a muscle and a slow drip gave much the same levels. A "
            "quick injection into a vein gave a peak about 15 times as high. Rats are not people.",
            "rat-routes-2018",
        ),
    ],
    how_given=rich(
        "A nurse lifts a fold of skin, often on your belly, and gives the injection with a short, "
        "thin needle. You then rest and are watched."
    ),
    onset=not_known(endpoint="felt_effect"),
    setting="clinic",
    monitoring=["blood_pressure", "heart_rate", "oxygen", "breathing", "escort_home"],
    adjustable_during_session=answer("no", "Once injected, it cannot be withdrawn."),
    may_suit=[
        point("People who want neither a line in the arm nor a deep injection."),
    ],
    may_not_suit=[
        point("People who want to be able to stop the dose part way."),
    ],
    contraindications=[BLOOD_PRESSURE_HAZARD],
    common_effects=[*KETAMINE_EFFECTS, point("Soreness or redness where the needle went in.")],
    serious_risks=KETAMINE_RISKS,
    evidence={
        "scheme": "schema_org",
        "grade": "B",
        "note": "One pilot trial and one larger trial. Our own reading.",
        "references": [{"ref": "loo-2016"}, {"ref": "kads-2023"}],
    },
    regulatory_status=[APPROVED_AS_ANAESTHETIC, OFF_LABEL_FOR_DEPRESSION],
    invasiveness="needle",
)

UNDER_THE_SKIN = DemoPost(
    slug="ketamine-under-the-skin",
    title="Ketamine under the skin: the quiet third way",
    subtitle="What is known about subcutaneous ketamine, and what is not",
    intro=rich(
        "Between the drip and the muscle there is a third needle route: just under the skin. It "
        "looks simple. The research is young, and this page says how young."
    ),
    search_description=(
        "Subcutaneous ketamine in plain words: how it is given, what trials have found so far, "
        "the risks, and what is not yet known."
    ),
    hero="birch-meadow",
    category="ways-to-have-treatment",
    authors=("hannah-lindqvist", "ruth-ellison"),
    reviewer="maya-okafor",
    days_ago=58,
    tags=("ketamine", "injections", "research"),
    treatments=("ketamine",),
    related=("ketamine-into-a-muscle-or-a-vein",),
    body=(
        paragraph(
            "“Subcutaneous” means under the skin. Many people know it from insulin. For ketamine "
            "it is off-label: the regulator has approved ketamine as an anaesthetic, and not for "
            "depression.",
            sources=("ketalar-label", "fda-compounded-2023"),
        ),
        heading("Under the skin"),
        SUBCUTANEOUS,
        heading("How to read these studies"),
        paragraph(
            "A pilot trial asks whether a bigger trial is worth doing. It is a first look through "
            "the keyhole. When 15 people take part, chance can make things look alike that are "
            "not, or different that are alike.",
            sources=("loo-2016",),
        ),
        callout(
            "info",
            "What we do not know yet",
            "We found no figure that we could check for how soon people feel an injection of "
            "ketamine under the skin, or how long it lasts. So we give none.",
        ),
        heading("What to ask"),
        paragraph(
            bullets(
                "How often do you use this route, and why?",
                "Who stays with me, and what do they watch?",
                "What happens if I feel unwell part way through?",
                "What is the evidence for my condition, and not just for depression?",
            )
        ),
        call_to_action(
            "Bring us your questions",
            "We will tell you what we know, and where our knowledge ends.",
            "Contact us",
            "contact",
        ),
    ),
)
