"""Write docs/api.md from the routes of the web: `python -m tools.api_page` (make docs)."""

import json
from pathlib import Path
from typing import Any

from hipdrive.web.app import described

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
INTRODUCTION = """# API

Made by `make docs` from the routes; a test keeps it true.

`hipdrive serve` answers on 127.0.0.1 with the documents of [the contract](contract.md), to the letter as `--json` writes them.
What is put under an id of your own (a UUID) is kept once, however often it is sent. An error is JSON with `error` (its code),
`about`, `message` (English) and `shown` (in the language of `Accept-Language`). A request may hold 1 MB. The same in OpenAPI:
`/api/openapi.json`.

```
curl -X PUT http://127.0.0.1:8765/api/athletes/6f0c1c5e-4f0f-4d0b-9d53-0f8a8a3f4c11 -H 'content-type: application/json' \\
  -d '{"name": "Ann", "sex": "female", "height_m": 1.7, "mass_kg": 60, "consent_on": "2026-11-20"}'
curl http://127.0.0.1:8765/api/athletes
```

Where a login is asked for ([access.md](access.md)), `POST /api/login` answers with a cookie that goes with every further request:

```
curl -c cookies -H 'content-type: application/json' -d '{"name": "Carla", "password": "..."}' --cacert authority.pem https://192.168.1.20:8766/api/login
curl -b cookies --cacert authority.pem https://192.168.1.20:8766/api/athletes
```
What computes for long is a POST and keeps nothing. A correction stands beside what it corrects: the history stays.
"""


def api_page() -> str:
    """The whole page."""
    schema = described().openapi()
    rows = ["| address | what | answers |", "|---|---|---|"]
    for address, methods in schema["paths"].items():
        for method, route in methods.items():
            rows.append(f"| `{method.upper()} {address}` | {route['summary']} | {route['description']} |")
    shapes = schema["components"]["schemas"]
    sent = [_shape(name, shape) for name, shape in shapes.items() if name.endswith(("Sent", "Changes"))]
    asked = [f"```\n{method} {address}\n{json.dumps(body)}\n```\n" for method, address, body in examples(schema)]
    return "\n".join([INTRODUCTION, *rows, "", "## What is sent", "", *sent, "## Examples", "", *asked])


def examples(schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Method, address and body of every request for which the API shows an example."""
    shapes = schema["components"]["schemas"]
    return [
        (method.upper(), address, example)
        for address, methods in schema["paths"].items()
        for method, route in methods.items()
        for example in shapes.get(_sent_by(route), {}).get("examples", ())
    ]


def _sent_by(route: dict[str, Any]) -> str:
    """Name of the shape that a route takes; empty where it takes none."""
    body = route.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return str(body.get("$ref", "")).rpartition("/")[2]


def _shape(name: str, shape: dict[str, Any]) -> str:
    keys = [f"`{key}`{'' if key in shape.get('required', ()) else ' (optional)'}" for key in shape["properties"]]
    return f"**{name}**: {shape['description']} {', '.join(keys)}.\n"


if __name__ == "__main__":
    PAGE.write_text(api_page(), encoding="utf-8")
