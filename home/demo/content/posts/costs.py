"""Costs and what to ask about them. No prices: they differ, and we found none we could check."""

from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    bullets,
    call_to_action,
    callout,
    faq,
    heading,
    paragraph,
    question,
    rich,
    table,
)

COSTS = DemoPost(
    slug="costs-and-what-to-ask",
    title="Costs: what to ask before you start",
    subtitle="A list to take to any clinic, ours too",
    intro=rich(
        "A price per visit says little. What counts is the whole course, and what is not in the "
        "price. Here are the questions that bring it to light."
    ),
    search_description=(
        "Questions to ask any clinic about the cost of ketamine or esketamine treatment: the "
        "whole course, insurance, missed visits and what is not included."
    ),
    hero="rain-on-hills",
    category="planning",
    authors=("ruth-ellison",),
    reviewer="hannah-lindqvist",
    days_ago=117,
    tags=("costs", "insurance", "questions to ask"),
    treatments=("ketamine", "esketamine"),
    related=("your-first-visit",),
    body=(
        paragraph(
            "You will find no prices on this page. They differ from clinic to clinic and from plan "
            "to plan, and we found no figure that would be fair to quote."
        ),
        heading("Why approval matters for your bill"),
        paragraph(
            "Insurers look at what the regulator has approved. Esketamine nasal spray is approved "
            "for depression in adults as its label sets out. Ketamine for depression is off-label. "
            "So the same illness may be handled in two ways. Ask your insurer in writing, and keep "
            "the answer.",
            sources=("esketamine-label", "fda-compounded-2023"),
        ),
        heading("Ten questions for any clinic"),
        table(
            "Take this list with you",
            ("Ask", "Why it matters"),
            ("What does a whole course cost?", "One visit is seldom all."),
            ("How many visits do you expect?", "And who decides whether there are more."),
            ("What is in the price?", "Medicine, staff, room, checks, talks."),
            ("What is not in it?", "Blood tests, extra visits, a late pick-up."),
            ("Is it off-label?", "Your insurer will ask."),
            ("Will you send the papers to my insurer?", "Or must you do it yourself?"),
            ("What if I stop half way?", "You should be free to stop."),
            ("What if I have to cancel?", "Illness is not your fault."),
            ("Who is in the room, with what training?", "Low prices can mean few staff."),
            ("Whom do I call at night?", "And does that cost extra?"),
        ),
        callout(
            "info",
            "Cheap and dear are not good and bad",
            "A price tells you nothing about how safe a treatment is or how well it works. Compare "
            "what is watched and who is there first, and the price after that.",
        ),
        heading("Costs that are easy to forget"),
        paragraph(
            bullets(
                "the ride home, as you may not drive",
                "time off work on the day, for you and perhaps for the person who takes you home",
                "care for children or animals",
                "the talks with your own doctor or therapist in between",
            )
        ),
        faq(
            "Short answers",
            question(
                "Do you offer payment in parts?",
                "Ask us. We will give you the terms in writing before you start.",
            ),
            question(
                "Can I claim the cost back if it does not help?",
                "No clinic can promise that a treatment will help. Be wary of one that does.",
            ),
        ),
        call_to_action(
            "Ask us for the whole price",
            "You get it in writing, with what is in it and what is not.",
            "Ask for a written price",
            "contact",
        ),
    ),
)
