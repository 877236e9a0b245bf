"""Where somebody goes on after logging in: only to pages of this program."""

from urllib.parse import urlsplit


def own_path(asked: str) -> str:
    """A path of this program with its query; the first page for anything else, such as another site's address."""
    if not asked.startswith("/") or asked.startswith("//") or "\\" in asked or not asked.isprintable():
        return "/"
    parts = urlsplit(asked)
    return "/" if parts.scheme or parts.netloc else asked
