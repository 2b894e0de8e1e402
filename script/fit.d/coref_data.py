"""Texts whose coreference was annotated, beside what the program makes of them."""
import collections
import csv
import json
import os
import pathlib
import subprocess
import tempfile

TITLE = 12  # A title before a name may belong to the program's mention of it.


class Pronoun:
    """A pronoun with the choices that the program saw, and which of them are right."""

    def __init__(self, document, source, reference):
        self.document, self.source = document, source
        self.reference = reference
        self.choices = reference["choices"] if reference else []
        self.group, self.position = reference["weights"].split() if reference else (None, None)
        self.right = []   # of each choice
        self.home = None  # the entity that it means, if that has a name

    def best(self, probabilities=None):
        """The likeliest choice that is something, and its probability."""
        if probabilities is None:
            probabilities = [choice["probability"] for choice in self.choices]
        if len(self.choices) < 2:
            return None, 0.0
        place = max(range(len(self.choices) - 1), key=lambda number: probabilities[number])
        return self.choices[place], float(probabilities[place])


def extract(texts, program, knowledge=None):
    """What the program says of each of some texts, by name: its rows of --coref."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (pathlib.Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        command = [program, "extract", "--coref", "--choices", folder]
        if knowledge:
            command[2:2] = ["--knowledge", knowledge]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    rows = {name: [] for name in texts}
    for line in run.stdout.splitlines():
        row = json.loads(line)
        rows[os.path.basename(row["document"])[:-4]].append(row)
    return rows


def names(rows):
    return [(row["start"], row["end"], row["entities"][0]) for row in rows if row["kind"] == "name"]


def read(path, program, knowledge=None):
    """The pronouns of a file: JSON lines of documents with mentions, or the columns of GAP."""
    return (gap if path.endswith(".tsv") else documents)(path, program, knowledge)


def documents(path, program, knowledge):
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    rows = extract({record["document"]: record["text"] for record in records}, program, knowledge)
    found = []
    for record in records:
        own = rows[record["document"]]
        homes = home_entities(record, names(own))
        heads = {m["head"][0]: m["entity"] for m in record["mentions"] if m["kind"] != "pronoun"}
        gold = {tuple(m["head"]): m["entity"] for m in record["mentions"] if m["kind"] == "pronoun"}
        for row in own:
            if "choices" not in row:
                continue
            pronoun = Pronoun(record["document"], "documents", row)
            entity = gold.get((row["start"], row["end"]))
            pronoun.home = homes.get(entity)
            for choice in pronoun.choices[:-1]:
                is_home = pronoun.home is not None and choice["entities"] == [pronoun.home]
                is_mention = entity is not None and any(
                    heads.get(start) == entity for start, _ in choice["mentions"])
                pronoun.right.append(is_home or is_mention)
            pronoun.right.append(not any(pronoun.right))
            found.append(pronoun)
    return found


def home_entities(record, found):
    """The program's entity of each annotated one that has a name, by most of its names."""
    votes = collections.defaultdict(collections.Counter)
    for mention in record["mentions"]:
        if mention["kind"] != "named":
            continue
        (start, end), (head, head_end) = mention["span"], mention["head"]
        fits = [name for name in found
                if name[0] <= head and name[1] >= head_end and name[0] >= start - TITLE and name[1] <= end + 3]
        if fits:
            votes[mention["entity"]][max(fits, key=lambda name: name[1] - name[0])[2]] += 1
    return {entity: counts.most_common(1)[0][0] for entity, counts in votes.items()}


def gap(path, program, knowledge):
    with open(path, encoding="utf-8") as lines:
        passages = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = extract({row["ID"]: row["Text"] for row in passages}, program, knowledge)
    found = []
    for passage in passages:
        own, offset = rows[passage["ID"]], int(passage["Pronoun-offset"])
        pronoun = Pronoun(passage["ID"], "gap", next(
            (row for row in own if "choices" in row and row["start"] == offset), None))
        pronoun.bearers = []
        for name in "AB":
            start = int(passage[name + "-offset"])
            end = start + len(passage[name])
            pronoun.bearers.append(
                next(({entity} for s, e, entity in names(own) if s < end and e > start), set()))
        pronoun.truth = [passage[name + "-coref"].lower() == "true" for name in "AB"]
        right = set().union(*(b for b, t in zip(pronoun.bearers, pronoun.truth) if t))
        wrong = set().union(*(b for b, t in zip(pronoun.bearers, pronoun.truth) if not t))
        for choice in pronoun.choices[:-1]:
            entities = set(choice["entities"])
            pronoun.right.append(
                len(entities) == 1 and entities <= right if any(pronoun.truth) else not entities & wrong)
        if pronoun.choices:
            pronoun.right.append(not any(pronoun.right) or not any(pronoun.truth))
        found.append(pronoun)
    return found


def gap_answers(pronoun, probabilities=None):
    """Whether a passage's pronoun means A, and B."""
    choice, _ = pronoun.best(probabilities)
    entities = set(choice["entities"]) if choice else set()
    return [bool(entities & bearer) for bearer in pronoun.bearers]
