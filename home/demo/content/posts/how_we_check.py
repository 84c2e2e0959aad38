"""How an article is made and checked. The one post without a medicine's route."""

from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    bullets,
    call_to_action,
    callout,
    heading,
    paragraph,
    quote,
    rich,
    steps,
    table,
)

HOW_WE_CHECK = DemoPost(
    slug="how-we-check-our-articles",
    title="How we check our articles",
    subtitle="The life of a page, from question to review date",
    intro=rich(
        "Health pages are easy to write and hard to get right. Here is what we do before a page "
        "goes up, what we do after, and what you can hold us to."
    ),
    search_description=(
        "How Larkfield Clinic writes, checks, dates and corrects its health articles, and which "
        "public standards it follows."
    ),
    hero="stone-garden",
    category="how-we-work",
    authors=("ruth-ellison",),
    reviewer="maya-okafor",
    days_ago=188,
    tags=("editorial policy", "sources"),
    further_reading=("pif-tick",),
    related=("ketamine-into-a-muscle-or-a-vein",),
    body=(
        heading("From question to page"),
        paragraph(
            steps(
                "<b>A question.</b> Most pages begin with one that a patient asked.",
                "<b>Sources first.</b> We look for labels, studies and public bodies before we "
                "write a line.",
                "<b>Plain words.</b> Short sentences. Long words only with their meaning.",
                "<b>A second pair of eyes.</b> A clinician who did not write it checks each fact "
                "against its source.",
                "<b>A date.</b> The page says when it was checked and when that is due again.",
            )
        ),
        quote(
            "If I cannot find where a figure comes from, it goes. A gap is honest. A guess with a "
            "decimal point is not.",
            "Ruth Ellison, editor at Larkfield Clinic",
        ),
        heading("Rules for figures"),
        paragraph(
            bullets(
                "A time comes with what it was measured to: asleep, felt, or better.",
                "A figure comes with the dose, the method and the people it was found in.",
                "If sources differ, we show both and do not split the difference.",
                "If something is not known, we write “not known”.",
                "Benefits are not told without harms.",
            )
        ),
        callout(
            "info",
            "Words we try not to use",
            "Miracle, cure, guaranteed, proven, breakthrough. And “faster”, “stronger” or “safer” "
            "only with a source, and only when we say: than what, and at what.",
        ),
        heading("Two dates, and what they mean"),
        paragraph(
            "The NHS shows two dates on its health pages: when the whole page was last reviewed, "
            "and when the next review is due. A small edit does not move them. We do the same. In "
            "Ireland the HSE checks its pages at least every three years. We aim for every year.",
            sources=("nhs-page-dates", "hse-review-date"),
        ),
        heading("Standards we lean on"),
        table(
            "Public standards for health information",
            ("Standard", "What we take from it"),
            ("NHS content policy", "A qualified clinician approves every clinical text."),
            ("NHS service manual", "Two dates, moved only by a full review."),
            ("HSE service manual", "The date is the expert’s last check of the facts."),
            ("PIF TICK", "Ten criteria, from need and evidence to feedback."),
        ),
        paragraph(
            "We hold none of their seals and do not speak for them. We borrow their good sense.",
            sources=("nhs-content-policy", "nhs-page-dates", "hse-review-date", "pif-tick"),
        ),
        heading("When we are wrong"),
        paragraph(
            "Write to corrections@example.org. We look at it, correct it, and say on the page what "
            'was wrong. The rules are in our <a href="page:editorial-policy">editorial policy</a>.'
        ),
        call_to_action(
            "Found a mistake?",
            "Thank you for telling us. It helps the next reader.",
            "Tell us",
            "contact",
        ),
    ),
)
