"""Pages that are also files below their own address, such as their text as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from blog.representations import MARKDOWN, markdown_response

if TYPE_CHECKING:
    from cms.editions.pages import PublicPageMixin as _Base
else:
    _Base = object


class AnswersAsFiles(_Base):
    """Answers at each of its `files`, to the readers of the page itself.

    Put it first among the bases. `as_markdown` makes the text of `index.md` from the page's
    document in the content API.
    """

    # What else the page is, by the name of a file below its address.
    files: ClassVar[dict[str, Callable[[Page, HttpRequest], HttpResponse]]] = {
        MARKDOWN: markdown_response
    }

    def as_markdown(self, document: Any) -> str:
        raise NotImplementedError

    def file_named(self, name: str) -> Callable[[Page, HttpRequest], HttpResponse] | None:
        """What answers at a file; None if there is no such file."""
        return self.files.get(name)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        name = "/".join(path_components)
        if self.file_named(name) is None:
            return super().route(request, path_components)
        super().route(request, [])  # whoever may not see the page may not see its files
        return RouteResult(self, kwargs={"file": name})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if write := self.file_named(kwargs.pop("file", "")):
            return write(self, request)
        return super().serve(request, *args, **kwargs)
