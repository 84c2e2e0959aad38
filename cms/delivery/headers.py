"""Headers that say what a browser may do with a page."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class SecurityHeadersMiddleware(CSPMiddleware):
    """Content-Security-Policy and Permissions-Policy on every answer, and whom it is not for.

    Public pages run nothing but files of this site. The admin gets a policy of its own, because
    Wagtail's editor needs inline scripts.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the headers where the view has not set its own."""
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if not settings.SEARCH_ENGINES:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if HEADER in response.headers:
            return response
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The admin's policy under its path, the strict one everywhere else."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            parts.config = parts.config or settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts
