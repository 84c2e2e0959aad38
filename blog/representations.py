"""Pages in other forms than HTML, made from the documents that the live store holds."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from blog.json_ld import with_breadcrumbs
from cms.api.http import conditional
from cms.editions.reading import document_by_id

MARKDOWN = "index.md"


def markdown_response(page: Any, request: HttpRequest) -> HttpResponse:
    """The page as Markdown, for whoever may see it now; 404 for nobody."""
    answer = document_by_id(page.pk)
    if answer is None:
        raise Http404
    document = json.loads(answer.body, object_hook=lambda fields: SimpleNamespace(**fields))
    text = page.as_markdown(document)
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response.headers["Link"] = f'<{document.seo.canonical}>; rel="canonical"'
    return conditional(request, response)


def structured_data(document: dict[str, Any]) -> str:
    """A page's JSON-LD with its breadcrumbs, safe in a script element; "" when there is none."""
    text = document["seo"]["json_ld"] if document else None
    return with_breadcrumbs(text, document["breadcrumbs"]) if text else ""
