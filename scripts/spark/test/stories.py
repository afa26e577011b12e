#!/usr/bin/env python3
"""Short made-up stories as JSON Lines, always the same ones.

usage: stories.py COUNT

One or two sentences each, no two stories alike, with meetings, purchases and figures. One in 500 is no story: its text is
missing, blank or holds NUL; one in 500 is in French.
"""

import json
import random
import sys

FIRST = "Anna Boris Carla David Elena Felix Greta Henry Irina Jonas Karen Louis Maria Nadia Oscar Paula Quentin Rosa".split()
LAST = "Adler Brandt Castro Dubois Eriksen Fischer Garcia Haddad Ivanov Jensen Kowalski Lopez Moreau Novak Okafor Petrov".split()
TITLES = ["President", "Prime Minister", "Foreign Minister", "Finance Minister", "Chief Executive"]
TOWNS = "Paris Berlin Madrid Vienna Oslo Lisbon Prague Warsaw Athens Dublin Cairo Nairobi Jakarta Lima Ottawa Tokyo".split()
NAMES = "Nord Alpha Vento Kestrel Meridian Borealis Lumen Castor Delta Orion Quarto Sierra Titan Umbra Vela Zephyr".split()
TRADES = ["Energy", "Foods", "Steel", "Airlines", "Software", "Shipping", "Motors", "Chemicals", "Bank", "Mining"]
FORMS = ["Corp.", "Ltd.", "Inc.", "Group", "AG", "Holdings"]
GOODS = ["wheat", "natural gas", "copper", "patrol boats", "vaccines", "railway carriages", "solar panels", "coffee"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
FRENCH = (
    "Les deux dirigeants se sont rencontrés mardi à Pékin et ont signé plusieurs accords sur le commerce et l'énergie. "
    "Ils se reverront au mois de septembre, a déclaré le porte-parole du gouvernement devant la presse réunie à Paris."
)


def person(draw):
    return f"{draw.choice(FIRST)} {draw.choice(LAST)}"


def company(draw):
    return f"{draw.choice(NAMES)} {draw.choice(TRADES)} {draw.choice(FORMS)}"


def sentences(draw):
    day, town = draw.choice(DAYS), draw.choice(TOWNS)
    yield draw.choice([
        f"{draw.choice(TITLES)} {person(draw)} met {draw.choice(TITLES)} {person(draw)} in {town} on {day}.",
        f"{company(draw)} bought a {draw.randint(2, 98)} percent stake in {company(draw)} for ${draw.randint(2, 999)} million on {day}.",
        f"{company(draw)} agreed to sell {draw.choice(GOODS)} worth {draw.randint(2, 99)}.{draw.randint(1, 9)} billion euros to {company(draw)}.",
        f"{company(draw)} and {company(draw)} signed a contract over {draw.randint(11, 9999)} tonnes of {draw.choice(GOODS)} in {town}.",
    ])
    if draw.random() < 0.5:
        yield draw.choice([
            f"The talks lasted {draw.randint(2, 9)} hours, said {person(draw)}, who spoke for the ministry in {draw.choice(TOWNS)}.",
            f"Shares of {company(draw)} rose {draw.randint(1, 19)}.{draw.randint(1, 9)} percent after {person(draw)} confirmed the plan.",
            f"{person(draw)} will meet {person(draw)} again in {draw.choice(TOWNS)} in {draw.randint(2022, 2031)}.",
            f"{company(draw)} paid {draw.randint(3, 999)} million dollars to {company(draw)} in {draw.randint(2001, 2020)}.",
        ])


def story(number):
    draw = random.Random(number)
    text = " ".join(sentences(draw))
    if number % 500 == 250:
        text = draw.choice([None, " \n", f"NUL \0 in story {number}"])
    elif number % 500 == 400:
        text = f"{FRENCH} {number}"
    published = f"2021-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return {"id": f"story-{number:06}", "text": text, "published": published, "url": f"https://example.org/{number}"}


if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        print(json.dumps(story(number), ensure_ascii=False))
