"""Write docs/api.md from the routes of the web: `python -m tools.api_page` (make docs)."""

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
"""


def api_page() -> str:
    """The whole page."""
    schema = described().openapi()
    rows = ["| address | what | answers |", "|---|---|---|"]
    for address, methods in schema["paths"].items():
        for method, route in methods.items():
            rows.append(f"| `{method.upper()} {address}` | {route['summary']} | {route['description']} |")
    shapes = schema["components"]["schemas"]
    sent = [_shape(name, shape) for name, shape in shapes.items() if name.endswith("Sent")]
    return "\n".join([INTRODUCTION, *rows, "", "## What is sent", "", *sent])


def _shape(name: str, shape: dict[str, Any]) -> str:
    keys = [f"`{key}`{'' if key in shape.get('required', ()) else ' (optional)'}" for key in shape["properties"]]
    return f"**{name}**: {shape['description']} {', '.join(keys)}.\n"


if __name__ == "__main__":
    PAGE.write_text(api_page(), encoding="utf-8")
