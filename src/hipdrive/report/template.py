"""The templates that pages are filled from."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("hipdrive.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def page_template(name: str) -> Template:
    """A template of report/templates; what is put into it is escaped."""
    return _environment().get_template(name)
