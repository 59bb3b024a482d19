"""Requests made from infra/openapi.json, sent to a running local system as each role: nothing answers 5xx, no status, type, header or
body is other than the document says. `cargo xtask schemi` starts the system and runs this.

The requests are the same at each run (no random seed); each role begins with the demo people's own identifiers. With a number of
seconds the run also goes through the edges of every field, and ends when the time is over; with a number of examples it ends by itself.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "infra/openapi.json"
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
# They would end the session that the rest is asked with, or slow down whoever signs in.
LEFT_OUT = ["SignIn", "SignOut", "SignOutEverywhere"]
ROLES = ["datore", "intermediario", "operatore", "responsabile"]


def call(origin, path, cookie=None, body=None):
    headers = {"origin": origin, "content-type": "application/json"}
    if cookie:
        headers["cookie"] = cookie
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(origin + path, data=data, headers=headers)) as answer:
        return answer.headers, json.loads(answer.read() or b"null")


def sign_in(origin, person):
    body = {"codice_fiscale": person[0], "pin": person[1]}
    headers, session = call(origin, "/api/sessione", body=body)
    return headers["set-cookie"].split(";")[0], session


def identifiers(origin, role, cookie):
    """Identifiers that exist and that the role may see, by the beginning of the path."""
    found = {}
    if role == "datore":
        page = call(origin, "/api/quesiti", cookie)[1]
        found["/api/quesiti/{id}"] = page["voci"][0]["id"]
    elif role == "intermediario":
        page = call(origin, "/api/deleghe?gruppo=attive", cookie)[1]
        found["/api/deleghe/{id}"] = page["voci"][0]["id"]
        page = call(origin, "/api/deleghe/quesiti?vista=aperte", cookie)[1]
        if page["voci"]:
            found["/api/quesiti/{id}"] = page["voci"][0]["id"]
    else:
        page = call(origin, "/api/fascicolo/quesiti?vista=aperte", cookie)[1]
        found["/api/fascicolo/quesiti/{id}"] = page["voci"][0]["id"]
        found["/api/quesiti/{id}"] = page["voci"][0]["id"]
    return found


def settings(found):
    lines = []
    for path, value in found.items():
        lines += ["[[operations]]", f'include-path-regex = "^{re.escape(path)}"'.replace("\\", "\\\\"), f'parameters = {{ "path.id" = "{value}" }}', ""]
    return "\n".join(lines)


def run(st, origin, role, person, bounds, folder):
    cookie, _ = sign_in(origin, person)
    try:
        found = identifiers(origin, role, cookie)
    except (OSError, KeyError, IndexError):
        found = {}
    config = folder / f"{role}.toml"
    config.write_text(settings(found))
    command = [st, "--config-file", str(config), "run", str(DOCUMENT), "--url", origin]
    command += ["--header", f"cookie: {cookie}", "--header", f"origin: {origin}"]
    command += bounds + ["--generation-deterministic", "--workers", "1"]
    command += ["--checks", ",".join(CHECKS), "--suppress-health-check", "all", "--continue-on-failure"]
    for name in LEFT_OUT:
        command += ["--exclude-operation-id", name]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    counts = re.search(r"(\d+) generated", done.stdout)
    operations = re.search(r"Tested: (\d+)", done.stdout)
    count = lambda match: match.group(1) if match else "?"
    print(f"{role:<15} {count(operations):>4} operations {count(counts):>6} requests  {'ok' if done.returncode == 0 else 'FAILED'}")
    if done.returncode != 0:
        print(done.stdout.replace(cookie, "<session>"), done.stderr)
    return done.returncode


def main():
    st, origin, what, much = sys.argv[1:5]
    if what == "secondi":
        bounds = ["--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--max-time", much]
    else:
        bounds = ["--phases", "examples,fuzzing", "--max-examples", much]
    people = {role: sys.argv[5 + index].split(":") for index, role in enumerate(ROLES)}
    with tempfile.TemporaryDirectory() as folder:
        failed = [role for role in ROLES if run(st, origin, role, people[role], bounds, pathlib.Path(folder)) != 0]
    sys.exit(1 if failed else 0)


main()
