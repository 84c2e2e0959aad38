"""When to call, and whom."""

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

WHEN_TO_CALL = DemoPost(
    slug="when-to-call",
    title="When to call, and whom",
    subtitle="Numbers to keep by the phone",
    intro=rich(
        "Most worries can wait until morning. Some cannot. This page helps you to tell one from "
        "the other, and it is short on purpose."
    ),
    search_description=(
        "When to call 911, when to call or text 988, and when to call the clinic during or after "
        "ketamine or esketamine treatment."
    ),
    hero="forest-mist",
    category="safety",
    authors=("daniel-reyes",),
    reviewer="maya-okafor",
    days_ago=161,
    tags=("emergency", "safety"),
    treatments=("ketamine", "esketamine"),
    disclaimer="clinic-default",
    related=("monitoring-and-safety",),
    body=(
        callout(
            "emergency",
            "Call 911 now if somebody",
            bullets(
                "cannot be woken, or breathes slowly, badly or not at all",
                "has chest pain, a sudden bad headache, or a weak face, arm or leg",
                "has a fit",
                "is about to harm themselves or somebody else",
            ),
            "Stay with them. Say what they took, and when.",
        ),
        heading("If you think about dying"),
        paragraph(
            "Call or text <b>988</b>, the Suicide and Crisis Lifeline in the United States. It is "
            "open day and night. You do not need a plan, or a reason that sounds good enough. You "
            "can call for somebody else, too.",
            "A treatment can take time, and it may not work. Feeling worse in between is not your "
            "failure. Tell us the same day.",
        ),
        embed(
            "https://988lifeline.org/",
            "988 Suicide and Crisis Lifeline",
            "The lifeline’s own site: how to call, text or chat, and what happens when you do.",
        ),
        heading("Whom to call for what"),
        table(
            "Whom to call",
            ("What is it?", "Call", "When"),
            ("Danger to life", "911", "Now"),
            ("Thoughts of ending your life", "988, by phone or text", "Now, at any hour"),
            ("Still confused or very sleepy at home", "Your escort calls us, or 911", "Now"),
            ("A pounding head or heart that stays", "The clinic, +1 202-555-0142", "Same day"),
            ("Low mood that gets worse", "The clinic, +1 202-555-0142", "Same day"),
            ("A bruise, a sore arm, a stuffy nose", "The clinic", "When we are open"),
        ),
        heading("What to tell the person who answers"),
        paragraph(
            bullets(
                "your name, and where you are",
                "which medicine you had, by which route, and at what time",
                "what is happening now",
                "who is with you",
            )
        ),
        paragraph(
            "These numbers are for the United States. If you live elsewhere, find the numbers for "
            "your country today and write them here, by hand, next to ours."
        ),
        call_to_action(
            "Keep our number",
            "Put it in your phone, and in the phone of the person who takes you home.",
            "See how to reach us",
            "contact",
        ),
    ),
)
