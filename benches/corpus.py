#!/usr/bin/env python3
"""Writes a made-up newsroom's archive, for speed tests.

    corpus.py --articles 10000 FOLDER        FOLDER/<section>/<slug>.md

Markdown with TOML front matter: bodies of some 3.5 KB, 20 sections, 200 authors,
2,000 tags of which a few are on very many stories (Zipf), all dates in the past.
An article depends on the seed and its own number alone, so the first 1,000 of
10,000 are the 1,000. Standard library only.
"""

import argparse
import bisect
import itertools
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

AUTHORS, TAGS, PHRASES = 200, 2000, 8000
BODY = 3300  # bytes after which no further block is begun
FIRST_DAY = datetime(2017, 3, 1, 5, 0, tzinfo=timezone.utc)

SECTIONS = """news harbour council business sport culture books film food weather schools health
transport courts science gardens letters opinion obituaries travel""".split()
GIVEN = """Ansel Beatrix Célia Dagmar Émile Florbela Göran Hester Ígor Jørn Katalin Ludo Maëva Nuno
Ottilie Perpetua Quentin Ragnhild Søren Thandi Ülle Wilhelmina Xiao Zoë""".split()
FAMILY = """Abalone Brack Çapa D’Anvers Ebb Fjord Gannet Håvik Ilves Jetty Kraków Lugg Marujo Nørre
O’Mole Pell Quay Rømø Šín Tregoning Vläming Windlass Yıldız Zárate""".split()
PLACES = """Port Salgado|Ilha do Sal|Göteborgsund|Łąkowo|Novo Cais|Østhavn|the Salt Pans|Ropewalk Street|
Upper Steps|Мала Гавань|塩浜|Νέο Λιμάνι""".replace("\n", "").split("|")
NOUNS = """harbour council ferry lighthouse market budget school bridge crane library regatta union
festival hospital storm museum railway station report bakery archive theatre quarry orchard mayor
engineer committee lifeboat warehouse canal garden vessel tenant teacher pilot jury choir""".split()
ADJECTIVES = """late quiet public former narrow expensive wooden empty reluctant annual local patient
disputed northern modest crowded early second independent salt-stained familiar costly""".split()
VERBS = """approved questioned repaired postponed surprised measured ignored reopened defended sold
promised followed counted reported replaced photographed praised examined cancelled found""".split()
ENDS = """before the end of the month|against the advice of its own engineer|for the third year running|
without saying why|in front of a full gallery|at twice the price|on the evening tide|
after a vote of five to four|as nobody had expected|until further notice|with two days to spare""".replace(
    "\n", "").split("|")


class Newsroom:
    """What all articles of one seed draw from."""

    def __init__(self, seed: int, minutes: int = 300):
        self.seed, self.minutes = seed, minutes
        rng = random.Random(seed)
        self.phrases = [phrase(rng) for _ in range(PHRASES)]
        people = [f"{given} {family}" for given in GIVEN for family in FAMILY]
        self.authors = rng.sample(people, AUTHORS)
        topics = sorted({f"{adjective} {noun}" for adjective in ADJECTIVES for noun in NOUNS})
        topics += sorted({f"{noun} {place}" for noun in NOUNS for place in PLACES})
        topics += sorted({f"{a} and {b}" for a in NOUNS for b in NOUNS if a != b})
        self.tags = rng.sample(topics, TAGS)
        self.tag_weights = list(itertools.accumulate(1 / rank for rank in range(1, TAGS + 1)))
        self.section_weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(SECTIONS))))

    def tag(self, rng: random.Random) -> str:
        return self.tags[bisect.bisect(self.tag_weights, rng.random() * self.tag_weights[-1])]

    def article(self, number: int) -> tuple[str, str]:
        """Path and text of one article."""
        rng = random.Random(self.seed * 1_000_003 + number)
        section = SECTIONS[bisect.bisect(self.section_weights, rng.random() * self.section_weights[-1])]
        minutes = self.minutes
        date = FIRST_DAY + timedelta(minutes=minutes * number, seconds=rng.randrange(minutes * 60))
        changed = date + timedelta(minutes=rng.randrange(5, 3000) if rng.random() < 0.3 else 0)
        tags: list[str] = []
        while len(tags) < 3:
            tag = self.tag(rng)
            if tag not in tags:
                tags.append(tag)
        noun, verb, place = rng.choice(NOUNS), rng.choice(VERBS), rng.choice(PLACES)
        slug = f"{noun}-{verb}-{number:06d}"
        front = {
            "title": headline(rng, noun, verb, place),
            "description": rng.choice(self.phrases).replace("*", "").split("[")[0].strip(),
            "date": date,
            "lastmod": changed,
            "authors": rng.sample(self.authors, 2 if rng.random() < 0.25 else 1),
            "section": section,
            "tags": tags,
            "image": f"/img/{number:06d}.jpg",
            "slug": slug,
        }
        lines = "".join(f"{key} = {toml(value)}\n" for key, value in front.items())
        return f"{section}/{slug}.md", f"+++\n{lines}+++\n\n{self.body(rng, number)}"

    def body(self, rng: random.Random, number: int) -> str:
        def phrases(count: int) -> list[str]:
            return [rng.choice(self.phrases) for _ in range(count)]

        blocks: list[str] = []
        size = 0
        for at in itertools.count():
            if at == 2:
                block = f"![{rng.choice(PLACES)} & the {rng.choice(NOUNS)}](/img/{number:06d}-wide.jpg)"
            elif at in (4, 9):
                block = f"## The {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}"
            elif at == 6:
                block = "> " + " ".join(phrases(2))
            elif at == 8:
                block = "\n".join(f"- {item}" for item in phrases(3))
            else:
                block = " ".join(phrases(rng.randint(3, 5)))
            blocks.append(block)
            size += len(block.encode()) + 2
            if size >= BODY:
                return "\n\n".join(blocks) + "\n"


def phrase(rng: random.Random) -> str:
    """One sentence, of every kind that bodies have."""
    def thing() -> str:
        return f"the {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}"

    person = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"
    subject = rng.choice([thing(), person, f"the {rng.choice(NOUNS)} of {rng.choice(PLACES)}"])
    subject = subject[0].upper() + subject[1:]
    rest = f"{rng.choice(VERBS)} {thing()} {rng.choice(ENDS)}"
    match rng.randrange(12):
        case 0:
            return f"“{subject} {rest},” said {rng.choice(GIVEN)} {rng.choice(FAMILY)}."
        case 1:
            return f"{subject} — the one from {rng.choice(PLACES)} — {rest}."
        case 2:
            target = f"https://gazette.example/{rng.choice(NOUNS)}/{rng.randrange(1000, 99999)}?from=feed&page=2"
            return f"{subject} [{rng.choice(VERBS)} {thing()}]({target}) {rng.choice(ENDS)}."
        case 3:
            return f"**{subject}** {rest}; it ‘had to be’ done."
        case 4:
            return f"{subject} {rest}, at a cost of €{rng.randint(2, 900)},{rng.randint(100, 999)}."
        case 5:
            return f"*{subject}* {rest}…"
        case 6:
            return f"{subject} & {thing()} {rest}, where 3 < 4."
        case _:
            return f"{subject} {rest}, and {thing()} {rng.choice(VERBS)} {thing()}."


def headline(rng: random.Random, noun: str, verb: str, place: str) -> str:
    other = rng.choice(NOUNS)
    match rng.randrange(6):
        case 0:
            return f"“We {verb} the {noun}”: a {other}’s view of {place}"
        case 1:
            return f"{noun.capitalize()} & {other} {verb} — {place}"
        case 2:
            return f"{place}: {rng.choice(ADJECTIVES)} {noun} {verb} by {other}"
        case _:
            return f"{rng.choice(ADJECTIVES).capitalize()} {noun} {verb} the {other} {rng.choice(ENDS)}"


def toml(value) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=int, default=300, help="between two articles; all dates must be past")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    for section in SECTIONS:
        (given.folder / section).mkdir(parents=True, exist_ok=True)
    newsroom = Newsroom(given.seed, given.minutes)
    size = 0
    for number in range(given.articles):
        path, text = newsroom.article(number)
        size += (given.folder / path).write_bytes(text.encode())
    print(f"{given.articles} articles, {size // given.articles} bytes each on average")


if __name__ == "__main__":
    main()
