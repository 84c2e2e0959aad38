"""People, categories, treatments and references in the admin."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from blog.models import (
    BlogIndexPage,
    BlogPageReference,
    Category,
    Person,
    Reference,
    Treatment,
)
from blog.publishing.uses import StillUsed, pages_that_use
from tests.builders import (
    body,
    draft_post,
    make_category,
    make_person,
    make_post,
    make_reference,
    make_treatment,
    paragraph,
    route,
)

SNIPPETS = "/admin/snippets/blog/"
CHOOSER = "wagtailsnippetchoosers_blog_reference"


def reference_form(**fields: Any) -> dict[str, Any]:
    return {"title": "Ketamine by several routes", "authors": "Andrade C", "year": "2017"} | fields


# --- Lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make", [make_person, make_category, make_treatment, make_reference], ids=lambda f: f.__name__
)
def test_lists_show_uses_and_ask_as_often_for_many_as_for_few(
    publisher: Client, make: Any, django_assert_num_queries: Any
) -> None:
    url = f"{SNIPPETS}{make('First').snippet_viewset.model_name}/"
    publisher.get(url)
    with CaptureQueriesContext(connection) as few:
        assert "0 times" in publisher.get(url).content.decode()
    for number in range(4):
        make(f"Number {number}")
    with django_assert_num_queries(len(few)):
        publisher.get(url)


@pytest.mark.parametrize("kind", ["person", "category", "treatment", "reference"])
def test_each_has_its_views(publisher: Client, kind: str) -> None:
    thing = {
        "person": make_person,
        "category": make_category,
        "treatment": make_treatment,
        "reference": make_reference,
    }[kind]()
    for view in ("edit", "inspect", "usage", "history", "delete"):
        assert publisher.get(f"{SNIPPETS}{kind}/{view}/{thing.pk}/").status_code == 200, view
    if kind != "reference":
        assert publisher.get(f"{SNIPPETS}{kind}/copy/{thing.pk}/").status_code == 200


@pytest.mark.parametrize(
    "words",
    ["several ANDRADE", "https://doi.org/10.1111/ACPS.12572", "pmid: 24701015", "2017 routes"],
)
def test_references_are_found_by_words_and_by_pasted_identifiers(
    writer: Client, words: str
) -> None:
    Reference.objects.create(**reference_form(year=2017, doi="10.1111/acps.12572", pmid="24701015"))
    make_reference("Something else")
    for url in (f"{SNIPPETS}reference/", reverse(f"{CHOOSER}:choose_results")):
        shown = writer.get(url, {"q": words}).content.decode()
        assert "Ketamine by several routes" in shown, url
        assert "Something else" not in shown, url


# --- Adding ------------------------------------------------------------------------------------


def test_the_same_doi_twice_is_refused_naming_the_first(reviewer: Client) -> None:
    url = f"{SNIPPETS}reference/add/"
    reviewer.post(url, reference_form(doi=" https://doi.org/10.1111/ACPS.12572. "))
    assert Reference.objects.get().doi == "10.1111/ACPS.12572"
    answer = reviewer.post(url, reference_form(title="Again", doi="doi:10.1111/acps.12572"))
    assert answer.context["form"].errors == {
        "doi": ["“Andrade C, Ketamine by several routes, 2017” has it already: use that one."]
    }
    assert Reference.objects.count() == 1


def test_a_writer_adds_and_chooses_a_reference_in_one_step(writer: Client) -> None:
    opened = writer.get(reverse(f"{CHOOSER}:choose")).json()["html"]
    assert "Add a new one" in opened
    answer = writer.post(
        reverse(f"{CHOOSER}:create"),
        reference_form(pmid="https://pubmed.ncbi.nlm.nih.gov/24701015/"),
    ).json()
    added = Reference.objects.get()
    assert added.pmid == "24701015"
    assert answer["step"] == "chosen"
    assert answer["result"]["id"] == str(added.pk)
    again = writer.post(reverse(f"{CHOOSER}:create"), reference_form(pmid="24701015")).json()
    assert "has it already" in again["htmlFragment" if "htmlFragment" in again else "html"]


def test_a_category_gets_a_slug_and_keeps_it_to_itself(publisher: Client) -> None:
    url = f"{SNIPPETS}category/add/"
    publisher.post(url, {"name": "First visits", "slug": "", "description": ""})
    assert Category.objects.get(slug="first-visits").locale == Locale.get_default()
    answer = publisher.post(url, {"name": "First  visits", "slug": "", "description": ""})
    assert "taken" in str(answer.context["form"].errors["slug"])


# --- Deleting ----------------------------------------------------------------------------------


@pytest.fixture
def cited(blog: BlogIndexPage) -> Reference:
    """A reference that is cited in a block of a public post, and nowhere else."""
    reference = make_reference("Cited")
    make_post(blog, "Citing", body=body(paragraph("A fact.", reference)))
    return reference


def test_a_cited_reference_cannot_be_deleted_by_any_way_in(
    publisher: Client, cited: Reference
) -> None:
    with pytest.raises(StillUsed, match="“Citing”"), transaction.atomic():
        cited.delete()
    with pytest.raises(StillUsed), transaction.atomic():
        Reference.objects.filter(pk=cited.pk).delete()
    answer = publisher.post(f"{SNIPPETS}reference/delete/{cited.pk}/", follow=True)
    assert "because it is used by “Citing”" in answer.content.decode()
    bulk = publisher.post(f"/admin/bulk/blog/reference/delete/?id={cited.pk}", follow=True)
    assert "because it is used by “Citing”" in bulk.content.decode()
    assert Reference.objects.filter(pk=cited.pk).exists()


def test_a_reference_of_a_draft_is_in_use_too(blog: BlogIndexPage) -> None:
    in_body, further, new = make_reference("A"), make_reference("B"), make_reference("C")
    post = make_post(blog, "Public")
    post.body = post.body.stream_block.to_python(body(paragraph("Draft.", in_body)))
    post.page_references = [BlogPageReference(reference=further)]
    post.save_revision()
    draft_post(blog, "Never public", body=body(paragraph("New.", new)))
    assert [page.title for page in pages_that_use(in_body)] == ["Public"]
    assert [page.title for page in pages_that_use(further)] == ["Public"]
    assert [page.title for page in pages_that_use(new)] == ["Never public"]
    with pytest.raises(StillUsed), transaction.atomic():
        in_body.delete()


def test_a_reference_no_longer_used_can_be_deleted(cited: Reference) -> None:
    page = pages_that_use(cited)[0].specific
    page.body = []
    page.save_revision().publish()
    cited.delete()
    assert not Reference.objects.exists()


def test_a_treatment_is_kept_for_blocks_and_lists(blog: BlogIndexPage) -> None:
    listed, in_block = make_treatment("Listed"), make_treatment("In a block")
    make_post(blog, "Public", treatments=[listed])
    draft_post(blog, "Draft", body=body(("route", route(treatment=in_block.pk))))
    for treatment in (listed, in_block):
        with pytest.raises(StillUsed), transaction.atomic():
            treatment.delete()
    assert Treatment.objects.count() == 2


def test_people_and_categories_are_kept_while_posts_name_them(
    publisher: Client, blog: BlogIndexPage
) -> None:
    person, category = make_person("Ada"), make_category("Kept")
    make_post(blog, "Theirs", authors=[person], category=category)
    for kind, thing in (("person", person), ("category", category)):
        publisher.post(f"{SNIPPETS}{kind}/delete/{thing.pk}/")
        publisher.post(f"/admin/bulk/blog/{kind}/delete/?id={thing.pk}")
        shown = publisher.get(f"{SNIPPETS}{kind}/delete/{thing.pk}/").content.decode()
        assert "1 time" in shown
    assert Person.objects.filter(pk=person.pk).exists()
    assert Category.objects.filter(pk=category.pk).exists()


def test_the_message_names_three_pages_and_counts_the_rest(blog: BlogIndexPage) -> None:
    reference = make_reference("Popular")
    for number in range(5):
        make_post(blog, f"Post {number}", body=body(paragraph("x", reference)))
    with pytest.raises(StillUsed, match="“Post 0”, “Post 1”, “Post 2” and 2 more"):
        reference.delete()
