"""Dash with the same map and a callback that changes it: ``python dash_map.py PORT``."""

import json
import sys
from pathlib import Path

from dash import Dash, Input, Output, dcc, html
from flask import send_from_directory

HERE = Path(__file__).parent
MAPS = json.loads((HERE / "maps.json").read_text("utf-8"))

app = Dash(__name__, serve_locally=True)
app.layout = html.Div(
    [
        html.Button("Again", id="switch", className="st-key-switch", n_clicks=0),
        html.H1("", id="title", className="finding"),
        dcc.Graph(id="map", config=MAPS[0]["config"], style={"height": "600px"}),
    ]
)


@app.callback(Output("title", "children"), Output("map", "figure"), Input("switch", "n_clicks"))
def change(count: int) -> tuple[str, dict]:
    """The other map, values only: its geometry stays an address."""
    chosen = MAPS[count % 2]
    return f"{count} {chosen['title']}", chosen["figure"]


@app.server.route("/app/static/<path:name>")
def geometry(name: str) -> object:
    """The geometry, as the app serves it."""
    return send_from_directory(HERE / "static", name)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
