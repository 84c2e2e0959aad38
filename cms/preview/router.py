"""Drafts in the content API: a router of its own, which never reads the live store."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import register_converter
from ninja import Path, Router

from cms.api.documents import any_of
from cms.api.errors import ABSENT, Problem, ProblemSchema
from cms.api.http import json_response
from cms.api.openapi import PRIVATE_TAG
from cms.editions.reading import absolute
from cms.preview.drafts import build_draft, draft_types
from cms.preview.models import Opening, Preview
from cms.preview.tokens import TOKEN


class TokenConverter:
    """A path's part that looks like a token. What does not is no address at all."""

    regex = TOKEN.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "token")

router = Router(tags=[PRIVATE_TAG])

DraftAnswer: Any = any_of([each.schema for each in draft_types().values()])


@router.get(
    "preview/{token:token}/",
    response={200: DraftAnswer, 409: ProblemSchema, **ABSENT},
    operation_id="get_preview",
    summary="A draft, for whoever holds its token",
)
def get_preview(
    request: HttpRequest,
    token: Annotated[str, Path(description="From a reviewer's link, or from the admin.")],
) -> HttpResponse:
    """The document as it would be if it were published now, with `draft: true`; kept nowhere.

    A token opens one draft until it expires or is revoked. 404 for every other one, whatever is
    wrong with it. 409 when the draft is not filled in far enough: `errors` names what is missing.
    """
    preview = Preview.objects.opened_by(token)
    draft = preview.draft() if preview else None
    if preview is None or draft is None:
        raise Problem.not_found()
    content = absolute(build_draft(draft, preview.expires_at))
    preview.opened(Opening.DATA)
    return json_response(content)
