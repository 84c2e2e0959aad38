"""What is watched during treatment, and why."""

from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    bullets,
    call_to_action,
    callout,
    embed,
    heading,
    paragraph,
    rich,
    table,
)

MONITORING = DemoPost(
    slug="monitoring-and-safety",
    title="What we watch, and why",
    subtitle="Monitoring and safety during ketamine and esketamine treatment",
    intro=rich(
        "Both medicines act on the brain, the breathing and the blood pressure. So somebody "
        "watches all three. This page says who watches what, and what the labels ask for."
    ),
    search_description=(
        "What is monitored during ketamine and esketamine treatment, why, what the drug labels "
        "ask for, and which unwanted effects to know."
    ),
    hero="northern-lights",
    category="safety",
    authors=("maya-okafor",),
    reviewer="hannah-lindqvist",
    days_ago=96,
    tags=("safety", "monitoring", "side effects"),
    treatments=("ketamine", "esketamine"),
    related=("when-to-call", "nasal-esketamine-your-visit"),
    body=(
        heading("What the labels ask for"),
        paragraph(
            "A drug label is the text that the regulator has agreed with the maker. The ketamine "
            "label was written for anaesthesia, where doses are far larger. We keep to its "
            "safety rules all the same.",
            sources=("ketalar-label", "esketamine-label"),
        ),
        table(
            "Safety rules in the two labels",
            ("Question", "Ketamine (label for anaesthesia)", "Esketamine nasal spray"),
            ("Who is there?", "An experienced physician", "Staff of a certified setting"),
            (
                "What is watched?",
                "Vital signs, all the time",
                "Blood pressure, sleepiness, dissociation",
            ),
            ("For how long?", "We found no fixed time we could check", "At least 2 hours"),
            ("What is at hand?", "Airway equipment", "What the safety programme (REMS) asks for"),
        ),
        heading("What each check is for"),
        paragraph(
            bullets(
                "<b>Blood pressure.</b> It can rise. For some people that is a serious hazard, so "
                "we measure it before, during and after.",
                "<b>Oxygen and breathing.</b> A clip on your finger helps us see if your "
                "breathing gets too shallow.",
                "<b>Pulse.</b> It tells us how your heart takes it.",
                "<b>How awake you are.</b> We ask you simple things: your name, where you are.",
            ),
            sources=("ketalar-label",),
        ),
        heading("What can go wrong"),
        paragraph(
            "<b>Coming round badly.</b> Vivid dreams, confusion or distress can come as ketamine "
            "wears off. The label calls these emergence reactions and puts them at about 12 % "
            "overall in anaesthesia. How often they come with small doses is another question, "
            "and this figure does not answer it.",
            "<b>Feeling cut off.</b> Dissociation is common while the level in the blood is high. "
            "It passes, but it can be frightening.",
            "<b>Misuse.</b> Both medicines can be misused. In the United States esketamine is a "
            "Schedule III medicine. Tell us about any trouble with alcohol or drugs: it changes "
            "the plan, not our respect for you.",
            sources=("ketalar-label", "zanos-2018", "esketamine-label"),
        ),
        callout(
            "warning",
            "Not at home, not alone",
            "The regulator has warned about compounded ketamine, and says there is no evidence "
            "that it is safer, works better or works faster than approved medicines. With nobody "
            "to watch, the checks on this page are missing.",
            sources=("fda-compounded-2023",),
        ),
        heading("Read a label yourself"),
        paragraph(
            "Labels change. When you read one, look for its revision date. We cite the date of the "
            "version we read."
        ),
        embed(
            "https://dailymed.nlm.nih.gov/dailymed/",
            "DailyMed: drug labels from the US National Library of Medicine",
            "Search for a medicine by name and read its current label. The text is written for "
            "professionals; a pharmacist can help you with it.",
        ),
        call_to_action(
            "Something worries you?",
            "Tell a nurse before your visit, not after.",
            "Contact us",
            "contact",
        ),
    ),
)
