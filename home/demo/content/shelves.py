"""Disclaimers, categories and treatments of the demo site."""

from home.demo.content.shapes import DemoCategory, DemoDisclaimer, DemoStatus, DemoTreatment
from home.demo.content.writing import rich

EMERGENCY = (
    "<b>In an emergency call 911.</b> If you think about ending your life, or fear for somebody "
    "else, call or text 988, the Suicide and Crisis Lifeline, at any hour. These numbers are for "
    "the United States."
)

DISCLAIMERS: dict[str, DemoDisclaimer] = {
    "clinic-default": DemoDisclaimer(
        name="Larkfield Clinic, general",
        title="Please read this",
        text=rich(
            "This page gives general information. It is not medical advice, and it does not take "
            "the place of a talk with a clinician who knows you. Do not start, stop or change a "
            "treatment because of what you read here.",
            EMERGENCY,
            "Larkfield Clinic is a fictional clinic. This text is written for readers in the "
            "United States.",
        ),
    ),
    "ketamine": DemoDisclaimer(
        name="Ketamine and esketamine",
        title="About ketamine and this page",
        text=rich(
            "This page gives general information about ketamine and esketamine. It is not medical "
            "advice and not an offer of treatment. A clinician must decide with you whether "
            "either is safe for you.",
            "In the United States ketamine is approved as an anaesthetic. It is <b>not</b> "
            "approved for depression or any other mental health condition: such use is off-label. "
            "Compounded forms are not approved at all. Both medicines can cause harm, among it a "
            "rise in blood pressure, slow breathing, feeling cut off from yourself, and misuse. "
            "Never take either without medical care.",
            EMERGENCY,
            "Larkfield Clinic is a fictional clinic. This text is written for readers in the "
            "United States.",
        ),
    ),
}

CATEGORIES: dict[str, DemoCategory] = {
    "ways-to-have-treatment": DemoCategory(
        "Ways to have treatment",
        "How a medicine gets into the body, and what that changes.",
        disclaimer="ketamine",
    ),
    "your-visit": DemoCategory("Your visit", "What happens before, during and after a visit."),
    "safety": DemoCategory(
        "Safety", "What is watched, what can go wrong, and when to get help.", disclaimer="ketamine"
    ),
    "planning": DemoCategory("Costs and planning", "Questions to settle before you decide."),
    "how-we-work": DemoCategory("How we work", "How our articles are written and checked."),
}

TREATMENTS: dict[str, DemoTreatment] = {
    "ketamine": DemoTreatment(
        name="Ketamine",
        generic_name="ketamine hydrochloride",
        description=rich(
            "An anaesthetic. In small doses some clinics use it off-label, above all for "
            "depression that other treatments have not helped."
        ),
        statuses=(
            DemoStatus("Anaesthesia", "approved"),
            DemoStatus(
                "Depression and other mental health conditions",
                "off_label",
                "Not approved for any psychiatric disorder.",
            ),
        ),
    ),
    "esketamine": DemoTreatment(
        name="Esketamine nasal spray",
        generic_name="esketamine",
        description=rich(
            "One of the two mirror forms of ketamine, made as a nasal spray. It is a medicine of "
            "its own: what is true of one is not always true of the other."
        ),
        statuses=(
            DemoStatus(
                "Depression in adults, as its label sets out",
                "approved",
                "Schedule III. Only in certified settings under a safety programme (REMS).",
            ),
        ),
    ),
    "compounded-ketamine": DemoTreatment(
        name="Compounded ketamine",
        generic_name="ketamine",
        description=rich(
            "Sprays, tablets or lozenges that a pharmacy makes to order. The regulator has not "
            "checked them for safety, effect or quality."
        ),
        statuses=(
            DemoStatus(
                "Any use",
                "unapproved_compounded",
                "The FDA warned about these products in October 2023.",
            ),
        ),
    ),
}
