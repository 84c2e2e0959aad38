"""What a visit for nasal esketamine is like."""

from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    answer,
    bullets,
    call_to_action,
    callout,
    faq,
    heading,
    key_points,
    known,
    paragraph,
    point,
    question,
    rich,
    route,
    status,
    steps,
)

NASAL = route(
    "nasal",
    "spray",
    "esketamine",
    site="nostrils",
    summary="You spray the medicine into your own nose while a member of staff looks on. Then "
    "you rest and are watched for at least two hours.",
    points=[
        point(
            "It is only given in a certified clinic, never taken home. A safety programme (REMS) "
            "sets the rules.",
            "esketamine-label",
        ),
        point(
            "About 48 % of the dose reaches the blood. The level is highest 20 to 40 minutes after "
            "the last spray.",
            "esketamine-levels",
        ),
        point(
            "You stay for at least two hours after the last spray, even if you feel well.",
            "esketamine-label",
        ),
        point("No needle and no line are needed. Once sprayed, the dose cannot be taken back."),
    ],
    how_given=rich(
        steps(
            "A member of staff shows you how to hold the device.",
            "You spray into each nostril yourself.",
            "You rest in a chair that leans back.",
            "Staff check your blood pressure and how awake you are.",
        )
    ),
    peak=known(
        "20",
        "40",
        "min",
        "esketamine-levels",
        endpoint="peak_concentration",
        dose_level="label",
    ),
    visit_length=known(
        "2",
        None,
        "h",
        "esketamine-label",
        qualifier="at_least",
        endpoint="recovery",
        dose_level="label",
    ),
    bioavailability=known("48", "48", "%", "esketamine-levels", dose_level="label"),
    setting="certified_clinic",
    monitoring=[
        "blood_pressure",
        "breathing",
        "alertness",
        "observation_period",
        "escort_home",
    ],
    monitoring_note="At least two hours after the last spray.",
    adjustable_during_session=answer("no", "What has been sprayed cannot be taken back."),
    may_suit=[
        point("Adults whose depression fits what the label describes: your doctor can tell you."),
        point("People who want no needle."),
    ],
    may_not_suit=[
        point("People who cannot stay for two hours, or have nobody to take them home."),
        point("People with a blocked or injured nose: ask first."),
    ],
    common_effects=[
        point("Feeling cut off from yourself or the room (dissociation).", "esketamine-label"),
        point("Feeling sleepy or slowed down (sedation).", "esketamine-label"),
    ],
    serious_risks=[
        point(
            "Deep sedation or strong dissociation. This is why you are watched for two hours.",
            "esketamine-label",
        ),
        point("A rise in blood pressure.", "esketamine-label"),
        point(
            "Misuse: it is a controlled medicine (Schedule III in the United States).",
            "esketamine-label",
        ),
    ],
    evidence={
        "note": "Its label rests on trials that the regulator has judged. What it does for you "
        "is for you and your doctor to follow.",
        "references": [{"ref": "esketamine-label"}],
    },
    regulatory_status=[
        status("Depression in adults, as its label sets out", "approved", "esketamine-label")
    ],
    invasiveness="non_invasive",
)

NASAL_ESKETAMINE = DemoPost(
    slug="nasal-esketamine-your-visit",
    title="Nasal esketamine: what the visit is like",
    subtitle="From the first spray to the ride home",
    intro=rich(
        "Esketamine is a nasal spray that you use yourself, in a clinic, with staff beside you. "
        "The spraying takes little of your time. The rest is waiting safely."
    ),
    search_description=(
        "What happens at a visit for esketamine nasal spray: the sprays, the two hours of rest, "
        "what staff watch, and how you get home."
    ),
    hero="harbour-night",
    category="ways-to-have-treatment",
    authors=("daniel-reyes",),
    reviewer="maya-okafor",
    days_ago=23,
    tags=("esketamine", "nasal spray", "depression"),
    treatments=("esketamine",),
    related=("preparing-for-a-treatment-day", "under-the-tongue-nose-or-swallowed"),
    body=(
        key_points(
            point(
                "The spray is only used in certified settings, with staff who watch you "
                "afterwards.",
                "esketamine-label",
            ),
            point("You rest for at least two hours before you go.", "esketamine-label"),
            point("Somebody takes you home. No driving before the next day."),
        ),
        paragraph(
            "Esketamine is one of the two mirror forms of ketamine. It is a medicine of its own, "
            "with its own label and its own rules. What you read about ketamine may not hold for "
            "esketamine, nor the other way round."
        ),
        heading("Esketamine by nasal spray"),
        NASAL,
        heading("The two hours"),
        paragraph(
            "Most of the visit is rest. You sit in a chair that leans back, in a quiet room. Some "
            "people listen to music. Some doze. A nurse looks in, checks your blood pressure and "
            "asks a few simple questions to see how awake you are.",
            "You may feel far away from your own body, or time may seem odd. Most people find it "
            "easier when they know it will come and go. If it frightens you, say so. "
            "You will not be alone.",
        ),
        callout(
            "warning",
            "Do not drive home",
            "Let somebody take you home. Our rule: no driving and no machines before the next "
            "day, after a night’s sleep.",
        ),
        heading("What to bring"),
        paragraph(
            bullets(
                "a list of all your medicines, with doses",
                "the name and number of the person who takes you home",
                "warm socks, music, or nothing at all",
            )
        ),
        faq(
            "Questions we hear often",
            question(
                "Can I take the spray home?",
                "No. It is only used in certified settings, with staff who watch you afterwards.",
                sources=("esketamine-label",),
            ),
            question(
                "May I leave early if I feel fine?",
                "No. Feeling fine and being fit to go are not the same. The two hours are part of "
                "the treatment.",
                sources=("esketamine-label",),
            ),
            question(
                "Is it the same as a ketamine spray from a compounding pharmacy?",
                "No. Those sprays are not approved. The regulator warned in 2023 that there is no "
                "evidence that they are safer, work better or work faster than approved medicines.",
                sources=("fda-compounded-2023",),
            ),
        ),
        call_to_action(
            "Would you like to see the room first?",
            "Come and look. You can sit in the chair and ask a nurse anything.",
            "Arrange a look",
            "contact",
        ),
    ),
)
