"""A post that holds every block, three routes with gaps, long words and a long name."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from blog.models import BlogIndexPage, BlogPage, Person, Treatment
from cms.images.models import CustomImage
from tests import builders

LONG_NAME = "Maximiliana-Alexandra von Hohenstauffen-Ravensburg de Zúñiga"
LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosisähnlichkeit"


def picture() -> CustomImage:
    """A small picture with caption and credit."""
    data = BytesIO()
    Image.new("RGB", (1600, 1000), (40, 90, 80)).save(data, "JPEG")
    return CustomImage.objects.create(
        title="Hills",
        description="Green hills",
        caption="Hills at noon",
        credit="The clinic",
        file=ImageFile(BytesIO(data.getvalue()), name="hills.jpg"),
    )


def point(text: str, *references: Any) -> dict[str, Any]:
    return {"text": f"<p>{text}</p>", "references": [each.pk for each in references]}


def make_everything(index: BlogIndexPage, **fields: Any) -> BlogPage:
    """Publish it, with people, references, treatments and a related post."""
    image, source, other = picture(), builders.make_reference(LONG_WORD), builders.make_reference()
    ketamine = Treatment.objects.filter(slug="ketamine").first() or builders.make_treatment(
        "Ketamine"
    )
    people = [
        Person.objects.create(name=LONG_NAME, credentials="MD", role="Writer", photo=image),
        builders.make_person("Dana", credentials="RN"),
    ]
    figure = builders.quantity(3, 4, source, endpoint="sedation", dose_label="0.5 mg/kg")
    lists: Any = (
        "may_suit",
        "may_not_suit",
        "contraindications",
        "common_effects",
        "serious_risks",
    )
    full = builders.route(
        treatment=ketamine.pk,
        site="deltoid",
        points=[point("One point.", source), point(f"Another with {LONG_WORD}.")],
        how_given="<ol><li>First</li><li>Then</li></ol>",
        onset=figure,
        duration_of_effect=builders.quantity(12, 25, source, endpoint="sedation"),
        bioavailability={
            "status": "conflicting",
            "differing": [
                {"low": low, "high": high, "references": [each.pk]}
                for low, high, each in (("11", "17", source), ("45", "45", other))
            ],
        },
        setting="clinic",
        monitoring=["blood_pressure", "oxygen"],
        adjustable_during_session={"value": "no", "note": "Once given it stays.", "references": []},
        evidence={"scheme": "grade", "grade": "low", "note": "Small trials.", "references": []},
        regulatory_status=[
            {
                "jurisdiction": "US",
                "indication": "anaesthesia",
                "status": "approved",
                "references": [source.pk],
            }
        ],
        **dict[str, Any]({name: [point("A statement.", source)] for name in lists}),
    )
    drip = builders.route(
        "intravenous",
        "infusion",
        treatment=ketamine.pk,
        bioavailability={"status": "not_applicable"},
        half_life={"status": "unknown"},
    )
    spray = builders.route(
        "nasal",
        "spray",
        onset=builders.quantity(5, 10, other, endpoint="felt_effect"),
        half_life={"status": "not_studied"},
    )
    builders.make_post(index, "A related post", treatments=[ketamine], tags=["mood"])
    rich = "<p>Text with <b>bold</b> and a list.</p><ul><li>One</li><li>Two</li></ul>"
    return builders.make_post(
        index,
        f"Everything about {LONG_WORD}",
        slug="everything",
        subtitle="In one place",
        intro="<p>What to know first.</p>",
        hero_image=image,
        hero_alt="Green hills",
        authors=people,
        tags=["mood"],
        treatments=[ketamine],
        body=builders.body(
            ("key_points", {"points": [point("What to take along.", source)]}),
            ("heading", {"text": "A section", "level": "h2"}),
            ("heading", {"text": LONG_WORD, "level": "h3"}),
            builders.paragraph("A paragraph.", source),
            (
                "image",
                {"image": {"image": image.pk, "alt_text": "Hills", "decorative": False}},
            ),
            ("quote", {"text": "Ask.", "attribution": LONG_NAME, "references": []}),
            ("paragraph", {"text": "<p>اسأل.</p>", "references": [], "language": "ar"}),
            *[
                ("callout", {"kind": kind, "title": kind.title(), "text": rich, "references": []})
                for kind in ("info", "warning", "emergency")
            ],
            ("route", full),
            ("route", drip),
            ("route", spray),
            ("comparison", {"heading": "Side by side", "facts": []}),
            (
                "faq",
                {
                    "heading": "Questions",
                    "items": [{"question": "Why?", "answer": rich, "references": []}],
                },
            ),
            (
                "table",
                {
                    "caption": "What to bring",
                    "table": {
                        "columns": [
                            {"type": "text", "heading": "When"},
                            {"type": "text", "heading": "What"},
                        ],
                        "rows": [{"values": ["First visit", LONG_WORD]}],
                        "caption": "",
                    },
                },
            ),
            (
                "embed",
                {"url": "https://example.org/film", "title": "A film", "description": "A tour."},
            ),
            ("call_to_action", {"heading": "Talk to us", "text": rich, "label": ""}),
        ),
        **fields,
    )
