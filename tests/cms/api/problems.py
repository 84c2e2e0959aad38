"""What every error of the API has in common."""

from typing import Any


def problem(response: Any, status: int) -> dict[str, Any]:
    """The problem in a response, after checking its form."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in response.headers
    assert not response.cookies
    content: dict[str, Any] = response.json()
    assert content["status"] == status
    assert content["title"] and content["detail"] and content["type"] == "about:blank"
    return content
