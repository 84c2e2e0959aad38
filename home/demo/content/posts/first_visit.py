"""What to expect at a first visit."""

from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    bullets,
    call_to_action,
    callout,
    faq,
    heading,
    image,
    paragraph,
    question,
    quote,
    rich,
    steps,
)

FIRST_VISIT = DemoPost(
    slug="your-first-visit",
    title="Your first visit: what to expect",
    subtitle="A talk, some checks, and no treatment on the day",
    intro=rich(
        "The first visit is for getting to know each other. We ask, you ask, we check a few "
        "things. Nobody is treated that day, and nobody has to decide anything."
    ),
    search_description=(
        "What happens at a first visit to the clinic: the talk, the checks, what we ask, what you "
        "can ask, and what comes next."
    ),
    hero="dawn-lake",
    category="your-visit",
    authors=("daniel-reyes",),
    reviewer="maya-okafor",
    days_ago=74,
    tags=("first visit", "questions to ask"),
    treatments=("ketamine", "esketamine"),
    disclaimer="clinic-default",
    related=("preparing-for-a-treatment-day", "costs-and-what-to-ask"),
    body=(
        heading("Before you come"),
        paragraph(
            "Please bring what you have. A gap in the list is fine: we can often fill it together.",
            bullets(
                "all your medicines, with doses, and anything you take without a prescription",
                "what you have been treated for, and what helped or did not",
                "the name of the doctor or therapist who knows you well",
                "somebody you trust, if you like",
            ),
        ),
        heading("How the visit goes"),
        paragraph(
            steps(
                "<b>A welcome.</b> A nurse shows you round, so that the rooms are not strange.",
                "<b>A long talk.</b> A doctor asks how you are, what you have tried and what you "
                "hope for. Thoughts of dying are part of that talk. You can say them aloud here.",
                "<b>A few checks.</b> We take your blood pressure and pulse, and ask about your "
                "heart, your breathing and any time a medicine did not agree with you.",
                "<b>Your questions.</b> We set time aside for them. Write them down beforehand.",
                "<b>A plan, or none.</b> We say what we think, and why. You go home and think.",
            )
        ),
        quote(
            "I tell people three things: what I know, what I do not know, and what I would watch "
            "for. If one of the three is missing, ask me again.",
            "Daniel Reyes, RN, lead nurse at Larkfield Clinic",
        ),
        image(
            "sea-sunrise",
            "The sun just above a calm sea, its light drawn as a path on the water",
            "Take your time. A plan that is good today is still good next week.",
        ),
        heading("When we say no"),
        paragraph(
            "Sometimes we advise against treatment. A rise in blood pressure may be dangerous for "
            "you, or another treatment may fit better. Then we say so, tell you why, and help you "
            "find the next step."
        ),
        callout(
            "info",
            "Off-label, in plain words",
            "If we offer ketamine for depression, we will tell you that it is off-label: approved "
            "as an anaesthetic, not for this. You can ask what that means as often as you like.",
            sources=("fda-compounded-2023", "ketalar-label"),
        ),
        faq(
            "Before the first visit",
            question(
                "Will I be treated on the day?",
                "No. The first visit is a talk and a check.",
            ),
            question(
                "May I bring somebody?",
                "Yes. Two people hear more than one.",
            ),
            question(
                "Do I have to tell you everything?",
                "Tell us what bears on your safety: your heart, your blood pressure, your "
                "medicines, alcohol and drugs, pregnancy. The rest is up to you.",
            ),
        ),
        call_to_action(
            "Ask for a first visit",
            "Call us or book a time. If you cannot make a call just now, ask somebody to do it "
            "for you.",
            "Book a first visit",
        ),
    ),
)
