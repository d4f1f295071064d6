#!/usr/bin/python3
"""The same random graphs and commands for cmigrate and for Debian's Alembic: the version rows have to be equal.

    alembic_differential.py CMIGRATE          exit status 77: there is no Alembic

What Alembic 1.8.1 gets wrong is left out: stamps of several revisions, relative identifiers where there is more than one row, and
what it refuses or fails at with an exception of its own (docs/reference/revisions.md lists the differences). Seeds are fixed;
CMIGRATE_TEST_ROUNDS asks for more rounds.
"""
import io
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings

try:
    from alembic import command, util
    from alembic.config import Config
except ImportError:
    sys.exit(77)

ROUNDS = min(int(os.environ.get("CMIGRATE_TEST_ROUNDS", 12)), 2000)
COMMANDS = 6
ENVIRONMENT = """
from alembic import context
from sqlalchemy import create_engine
with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""


def random_graph(rng):
    """Revisions as (id, parents, dependencies), each after those it needs. Every third has a branch label: see label_of()."""
    graph = []
    for number in range(rng.randint(2, 10)):
        parents, needs = [], []
        names = [name for name, _, _ in graph]
        if names and rng.random() < 0.85:
            parents = rng.sample(names[-4:], min(len(names[-4:]), 1 if rng.random() < 0.75 else 2))
        if names and rng.random() < 0.15:
            needs = [rng.choice(names)]
        graph.append((f"{rng.randrange(16 ** 6):06x}{number:02d}", parents, [n for n in needs if n not in parents]))
    return graph


def label_of(name):
    return f"label{name}" if int(name[-2:]) % 3 == 1 else None


def ancestors(graph, name):
    found, way = set(), [name]
    edges = {revision: parents + needs for revision, parents, needs in graph}
    while way:
        for below in edges[way.pop()]:
            if below not in found:
                found.add(below)
                way.append(below)
    return found


def heads(graph):
    below = {name for _, parents, needs in graph for name in parents + needs}
    return [name for name, _, _ in graph if name not in below]


def is_sound(graph):
    """No parent or dependency that another one implies: there Alembic's own rows differ from version to version."""
    for _, parents, needs in graph:
        edges = parents + needs
        if any(one in ancestors(graph, other) for one in edges for other in edges):
            return False
    return True


def write(graph, folder):
    for name in ("migrations/versions", "scripts/versions"):
        os.makedirs(os.path.join(folder, name))
    with open(os.path.join(folder, "cmigrate.yaml"), "w") as file:
        file.write("url: sqlite:///ours.db\n")
    with open(os.path.join(folder, "scripts/env.py"), "w") as file:
        file.write(ENVIRONMENT)
    for name, parents, needs in graph:
        with open(os.path.join(folder, f"migrations/versions/{name}.yaml"), "w") as file:
            quoted = [", ".join(f'"{one}"' for one in some) for some in (parents, needs)]
            label = label_of(name) or ""
            file.write(f'revision: "{name}"\nparents: [{quoted[0]}]\ndepends_on: [{quoted[1]}]\nbranch_labels: [{label}]\nupgrade: []\ndowngrade: []\n')
        with open(os.path.join(folder, f"scripts/versions/{name}.py"), "w") as file:
            file.write(f"revision = {name!r}\ndown_revision = {tuple(parents) or None!r}\ndepends_on = {tuple(needs) or None!r}\n"
                       f"branch_labels = {label_of(name)!r}\ndef upgrade(): pass\ndef downgrade(): pass\n")


def rows(path, table):
    with sqlite3.connect(path) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        return sorted(row[0] for row in connection.execute(f"SELECT version_num FROM {table}")) if there else []


def random_branch(rng, graph, of):
    """Names a revision that `of` descends from, or the other way round."""
    bare = [(name, parents, []) for name, parents, _ in graph]
    lineage = [name for name, _, _ in graph if name == of or name in ancestors(bare, of) or of in ancestors(bare, name)]
    name = rng.choice(lineage)
    return rng.choice([name, name[:5], label_of(name) or name])


def random_command(rng, graph, now):
    name = rng.choice(graph)[0]
    branch = random_branch(rng, graph, name)
    choices = [("upgrade", f"{branch}@head"), ("upgrade", f"{name}-1"), ("upgrade", f"{branch}@{name}"), ("downgrade", f"{branch}@{name}"), ("downgrade", f"{branch}@base"),
               ("upgrade", f"{branch}@+1"), ("downgrade", f"{branch}@-1"), ("stamp", f"{branch}@head"), ("stamp", name[:4]),
               ("upgrade", name), ("upgrade", "heads"), ("downgrade", name), ("downgrade", "base"), ("stamp", name), ("stamp", "heads")]
    if len(now) == 1:
        choices += [("upgrade", "+1"), ("downgrade", "-1")]
    if now and len(heads(graph)) > 1:
        choices.remove(("stamp", "heads"))
    return rng.choice(choices)


def normal(text):
    """Lines in order, each with its words in order; without labels, which Alembic spreads back to where something depends on a revision, too."""
    lines = [line.replace(",", " ").replace("(", " ").replace(")", " ").split() for line in text.splitlines()]
    lines = [sorted(word for word in line if not word.startswith("label")) for line in lines]
    return sorted(line for line in lines if line and line != "no revision is applied".split())


def shown(text):
    """The revisions that `show` tells about; None: it refused."""
    return None if text is None else sorted(line.split()[1] for line in text.splitlines() if line.startswith("Rev: "))


class Round:
    def __init__(self, program, seed, folder):
        self.rng = random.Random(seed)
        self.program, self.seed = program, seed
        self.graph = random_graph(self.rng)
        while not is_sound(self.graph):
            self.graph = random_graph(self.rng)
        self.ours, self.theirs = os.path.join(folder, "ours.db"), os.path.join(folder, "theirs.db")
        self.folder = folder
        write(self.graph, folder)
        self.config = Config(stdout=io.StringIO())
        self.config.set_main_option("script_location", os.path.join(folder, "scripts"))
        self.config.set_main_option("sqlalchemy.url", f"sqlite:///{self.theirs}")

    def alembic(self, words):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                getattr(command, words[0])(self.config, words[1])
        except util.CommandError:
            return "refused"
        except Exception:
            return "broken"
        return "done"

    def cmigrate(self, words):
        result = subprocess.run([self.program, *words, "-q"], cwd=self.folder, capture_output=True, text=True, check=False)
        if result.returncode not in (0, 1, 2):
            self.fail(words, f"exit status {result.returncode}: {result.stderr}")
        return "refused" if result.returncode else "done"

    def fail(self, words, what):
        lines = [f"{name}: parents {parents}, depends on {needs}" for name, parents, needs in self.graph]
        sys.exit("\n".join([f"seed {self.seed}: {' '.join(words)}: {what}", *lines]))

    def alembic_prints(self, name, *arguments, **options):
        self.config.stdout = io.StringIO()
        getattr(command, name)(self.config, *arguments, **options)
        return self.config.stdout.getvalue()

    def cmigrate_prints(self, *words):
        result = subprocess.run([self.program, *words], cwd=self.folder, capture_output=True, text=True, check=False)
        return result.stdout if result.returncode == 0 else None

    def compare_listings(self):
        """Their order among equals isn't specified, and lists of labels and children are in hash order: lines are compared, and words in them."""
        for words, theirs in (
            (["heads"], self.alembic_prints("heads")),
            (["heads", "--resolve-dependencies"], self.alembic_prints("heads", resolve_dependencies=True)),
            (["branches"], self.alembic_prints("branches")),
            (["history"], self.alembic_prints("history")),
        ):
            self.compare_printed(words, theirs)

    def compare_printed(self, words, theirs):
        ours = self.cmigrate_prints(*words)
        if normal(ours) != normal(theirs):
            self.fail(words, f"prints\n{ours}but Alembic prints\n{theirs}")

    def compare_names(self):
        for name in self.rng.sample([name for name, _, _ in self.graph], 2):
            branch = random_branch(self.rng, self.graph, name)
            for text in (name[:4], branch, f"{branch}@head", f"{branch}@heads", f"{branch}@{name[:6]}", label_of(name) or "heads"):
                ours = self.cmigrate_prints("show", text)
                try:
                    theirs = self.alembic_prints("show", text)
                except util.CommandError:
                    theirs = None
                implied = theirs is None and text.endswith("@head")  # ours takes the head that implies the others
                if not implied and shown(ours) != shown(theirs):
                    self.fail(["show", text], f"prints\n{ours}but Alembic prints\n{theirs}")

    def play(self):
        compared = 0
        self.compare_listings()
        self.compare_names()
        for _ in range(COMMANDS):
            before = rows(self.ours, "cmigrate_version")
            words = random_command(self.rng, self.graph, before)
            theirs, ours = self.alembic(words), self.cmigrate(words)
            if theirs == "done" and ours == "refused":
                self.fail(words, f"refused from {before}, but Alembic gets to {rows(self.theirs, 'alembic_version')}")
            if theirs != ours:
                return compared
            left, right = rows(self.ours, "cmigrate_version"), rows(self.theirs, "alembic_version")
            if left != right:
                self.fail(words, f"from {before} to {left}, but Alembic gets to {right}")
            self.compare_printed(["current"], self.alembic_prints("current"))
            compared += 1
        self.adopt()
        return compared

    def adopt(self):
        """Alembic's own database is taken over where it is, brought to the heads, and read by Alembic again."""
        theirs = ("--url", f"sqlite:///{self.theirs}")
        os.environ["CMIGRATE_VERSION_TABLE"] = "alembic_version"
        try:
            self.compare_printed([*theirs, "current"], self.alembic_prints("current"))
            if self.cmigrate_prints(*theirs, "upgrade", "heads", "-q") is None:
                self.fail(["upgrade heads"], "Alembic's database could not be upgraded")
            if rows(self.theirs, "alembic_version") != sorted(heads(self.graph)):
                self.fail(["upgrade heads"], f"Alembic's rows are {rows(self.theirs, 'alembic_version')} then")
            self.compare_printed([*theirs, "current"], self.alembic_prints("current"))
        finally:
            del os.environ["CMIGRATE_VERSION_TABLE"]


def main():
    program, compared = os.path.abspath(sys.argv[1]), 0
    modules = os.path.join(os.path.dirname(os.path.dirname(program)), "dialects")
    os.environ["CMIGRATE_MODULE_PATH"] = os.path.join(modules, "sqlite")
    for variable in ("CMIGRATE_URL", "DATABASE_URL", "CMIGRATE_CONFIG"):
        os.environ.pop(variable, None)
    for seed in range(ROUNDS):
        folder = tempfile.mkdtemp()
        try:
            compared += Round(program, seed, folder).play()
        finally:
            shutil.rmtree(folder)
    print(f"{compared} commands gave the same rows")
    if not compared:
        sys.exit("nothing was compared")


main()
