#!/usr/bin/python3
"""The fields of each command's JSON are those that docs/reference/commands.md lists, no more and no fewer.

    json_fields.py CMIGRATE SOURCE_ROOT

A section's paragraph "JSON:" names all of them in backticks; "as for `heads`" means those of that command, too.
"""
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
PAGE = os.path.join(os.path.abspath(sys.argv[2]), "docs/reference/commands.md")
MODELS = """tables:
  author:
    columns: {id: {type: integer, primary_key: true}, name: string(30)}
"""
MORE = """revision: b2
parents: [a1]
transaction: false
upgrade:
  - execute: CREATE TABLE one (id INTEGER)
  - execute: CREATE TABLE two (id INTEGER)
downgrade:
  - drop_table: two
  - drop_table: one
"""
# The database is at a1 when these run, and stays there but for what they do themselves.
COMMANDS = [
    "current", "history -i", "heads", "show", "branches", "check", "migrate --plan", "migrate -m more --rev-id m1",
    "revision -m x --head a1 --splice --rev-id x1", "revision -m y --head a1 --splice --rev-id y1", "branches", "merge x1 y1 --rev-id z1",
    "revision -m z --head z1 --rev-id z2", "rebase z2 --onto m1", "rebase z2 --onto m1", "revision -m q --head z2 --rev-id q1", "revision -m r --head q1 --rev-id r1",
    "squash q1:r1 --rev-id s1", "edit a1",
    "upgrade x1 y1 --plan", "upgrade x1", "upgrade x1", "downgrade a1 --plan", "downgrade a1", "stamp x1", "stamp --accept a1", "stamp a1",
    "upgrade x1 --sql", "downgrade x1:a1 --sql", "stamp x1 --sql", "ensure-version --sql", "inspect --sql", "inspect", "ensure-version", "list-templates",
]


def documented():
    """Command → its fields."""
    with open(PAGE, encoding="utf-8") as file:
        sections = dict(re.findall(r"^## ([a-z-]+)\n(.*?)(?=^## |\Z)", file.read(), re.M | re.S))
    fields = {}
    for command, text in sections.items():
        found = re.search(r"^JSON: (.*?)(?:\n\n|\Z)", text, re.M | re.S)
        if not found:
            continue
        others = re.findall(r"as for `([a-z-]+)`", found[1])
        bare = re.sub(r"as for `[a-z-]+`", "", found[1])
        fields[command] = set(re.findall(r"`([a-z_]+)`", bare)).union(*(fields[other] for other in others))
    return fields


def keys(value):
    if isinstance(value, dict):
        return set(value).union(*(keys(one) for one in value.values()))
    return set().union(*(keys(one) for one in value)) if isinstance(value, list) else set()


def run(words):
    result = subprocess.run([PROGRAM, *words.split(), "--json"], capture_output=True, text=True, check=False)
    if result.returncode not in (0, 3):
        sys.exit(f"{words}: exit status {result.returncode}\n{result.stderr}")
    return json.loads(result.stdout)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def settle():
    """A run that was killed over its second statement."""
    write("migrations/versions/b2.yaml", MORE)
    subprocess.run([PROGRAM, "upgrade", "b2", "-q"], check=True, capture_output=True)
    with sqlite3.connect("app.db") as connection:
        begun = "SELECT max(id) FROM cmigrate_log WHERE revision = 'b2' AND event LIKE '%started'"
        connection.execute(f"DELETE FROM cmigrate_log WHERE id > ({begun})")
        connection.execute("UPDATE cmigrate_version SET version_num = 'a1'")
    return run("settle b2 --done")


def main():
    wanted, got = documented(), {}
    os.environ.update(EDITOR="true", CMIGRATE_MODULE_PATH=os.path.join(os.path.dirname(os.path.dirname(PROGRAM)), "dialects/sqlite"))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        got["init"] = keys(run("init"))
        write("models.yaml", MODELS)
        run("migrate -m first --rev-id a1")
        run("upgrade")
        got["settle"] = keys(settle())
        os.remove("migrations/versions/b2.yaml")
        run("stamp --purge a1")
        for table in "one", "two":
            subprocess.run(["sqlite3", "app.db", f"DROP TABLE {table}"], check=True)
        write("models.yaml", MODELS.replace("name:", "title:"))
        for words in COMMANDS:
            command = words.split()[0]
            printed = run(words)
            got.setdefault(command, set()).update(set() if words == "inspect" else keys(printed))
        subprocess.run("rm -r migrations/versions/*; sqlite3 app.db 'DELETE FROM cmigrate_version'", shell=True, check=True)
        got["baseline"] = keys(run("baseline -m again"))
        failed = subprocess.run([PROGRAM, "show", "nosuch", "--json"], capture_output=True, text=True, check=False)
        os.chdir("/")
    wrong = 0
    for command in sorted(wanted | got):
        if wanted.get(command) != got.get(command):
            wrong += 1
            print(f"{command}: the page lists {sorted(wanted.get(command, []))}, it prints {sorted(got.get(command, []))}")
    with open(PAGE, encoding="utf-8") as file:
        errors = set(re.findall(r"`([a-z]+)`", re.search(r"each error with(.*?);", file.read(), re.S)[1]))
    if keys(json.loads(failed.stdout)) != errors | {"errors"}:
        wrong += 1
        print(f"an error has other fields than {sorted(errors)}: {failed.stdout}")
    sys.exit(bool(wrong))


main()
