"""Statements that several posts make in the same words, each with its source."""

from home.demo.content.writing import point, status

APPROVED_AS_ANAESTHETIC = status("Anaesthesia", "approved", "ketalar-label")
OFF_LABEL_FOR_DEPRESSION = status(
    "Depression and other mental health conditions", "off_label", "fda-compounded-2023"
)
COMPOUNDED = status("Any use", "unapproved_compounded", "fda-compounded-2023")

BLOOD_PRESSURE_HAZARD = point(
    "The label names people for whom a marked rise in blood pressure would be a serious hazard.",
    "ketalar-label",
)

KETAMINE_EFFECTS = [
    point(
        "Feeling cut off from your body or from the room (dissociation). It was seen at blood "
        "levels that a slow drip of 0.5 mg/kg reaches.",
        "zanos-2018",
    ),
    point("Feeling sleepy or unsteady: you will need somebody to take you home."),
]

KETAMINE_RISKS = [
    point(
        "A rise in blood pressure, which can be dangerous for some people.",
        "ketalar-label",
    ),
    point(
        "Slow or shallow breathing. The label asks for airway equipment to be at hand.",
        "ketalar-label",
    ),
    point(
        "Confusion, vivid dreams or distress on coming round (emergence reactions): about 12 % "
        "of people overall, when ketamine is used as an anaesthetic.",
        "ketalar-label",
    ),
    point("Misuse: ketamine can be misused, above all outside medical care."),
]

LABEL_MONITORING = ["blood_pressure", "heart_rate", "oxygen", "breathing"]
