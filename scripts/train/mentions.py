"""Named entities out of GUM's mentions, in the scheme of CoNLL-2003.

GUM marks every mention, named or not, in the last column (`Entity=(1-person-new-...-coref-Barack_Obama ... 1)`). A
mention whose head is a proper noun holds a name. What the annotation does not tell for certain is marked `?`, and no
loss is taken there: nationalities, titles, proper nouns outside of any named mention.
"""

import re

KINDS = {
    "person": "person",
    "organization": "organisation",
    "place": "location",
    "event": "misc",
    "object": "misc",
    "abstract": "misc",
    "animal": "misc",
}
UNKNOWN = "?"
TITLES = {
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "president", "senator", "sen", "rep", "representative",
    "governor", "gov", "mayor", "minister", "prime", "vice", "secretary", "king", "queen", "prince", "princess", "pope",
    "sir", "lord", "lady", "saint", "st", "general", "gen", "colonel", "captain", "judge", "justice", "chancellor",
    "congressman", "congresswoman", "major", "author", "coach", "reverend", "rev", "emperor", "officer", "sergeant", "lieutenant", "chairman",
    "ambassador", "commissioner", "director", "chief", "speaker", "father", "mother", "uncle", "aunt", "foreign",
}  # fmt: skip
# Words inside of names that are not themselves part of one.
JOINTS = {"of", "the", "and", "for", "&", "'s", "’s", "-", "–", "@", "de", "do", "la", "del", "von", "van"}
# `(12-person-new-...` opens mention 12, `12)` closes it; a one-word mention does both at once.
PARTS = re.compile(r"\((?P<fields>[^()]+)(?P<whole>\))?|(?P<closed>[^()]+)\)")


def mentions(misc):
    """The mentions of a sentence as (first word, end, kind, words of the shortest span), outer before inner."""
    open_mentions, found = {}, []
    for at, column in enumerate(misc):
        entity = next((field[7:] for field in column.split("|") if field.startswith("Entity=")), "")
        for part in PARTS.finditer(entity):
            if part["fields"]:
                fields = part["fields"].split("-")
                if len(fields) < 6:  # a later part of a mention in pieces
                    continue
                span = [at + int(number) - 1 for number in fields[5].split(",") if number.isdigit()]
                open_mentions.setdefault(fields[0], []).append((at, fields[1], span))
            key = part["closed"] or part["fields"].split("-")[0]
            if (part["closed"] or part["whole"]) and open_mentions.get(key):
                first, kind, span = open_mentions[key].pop()
                found.append((first, at + 1, kind, span))
    return sorted(found, key=lambda mention: (mention[0], -mention[1]))


def name_of(mention, inner, words, upos):
    """The words (first, end) of the name in a mention, or None if it holds none."""
    _, _, kind, span = mention
    proper = [at for at in span if upos[at] == "PROPN"]
    if not proper or upos[span[-1]] != "PROPN" != upos[span[0]]:
        return None
    first, end = proper[0], proper[0] + 1
    joints = set() if kind == "person" else JOINTS
    while end <= span[-1] and (upos[end] in ("PROPN", "NUM") or words[end][0].isupper() or words[end] in joints):
        end += 1
    while words[end - 1] in JOINTS:
        end -= 1
    if kind == "person":
        # "US President Barack Obama": the country is a name of its own, the title is none.
        first = max([first] + [other[1] for other in inner if other[0] == first and other[1] < end])
        while first < end and words[first].lower().rstrip(".") in TITLES:
            first += 1
    return (first, end) if first < end else None


def entity_tags(words, xpos, upos, misc):
    """The tag of each word; `?` where the mentions do not tell."""
    tags = [
        UNKNOWN if tag == "PROPN" or (word[0].isupper() and tag in ("ADJ", "NOUN") and (at or tag == "ADJ")) else "O"
        for at, (word, tag) in enumerate(zip(words, upos))
    ]
    taken = [False] * len(words)
    found = mentions(misc)
    for mention in found:  # outer before inner: the longer name wins
        inner = [other for other in found if mention[0] <= other[0] and other[1] <= mention[1] and other != mention]
        name = name_of(mention, inner, words, upos)
        if name is None or any(taken[slice(*name)]):
            continue
        # A name with common words in it ("The UNC Greensboro exhibit") is one for some annotators only.
        doubtful = mention[2] in KINDS and KINDS[mention[2]] == "misc" and name[1] != mention[3][-1] + 1
        if mention[2] == "time":
            tags[slice(*name)] = ["O"] * (name[1] - name[0])
        elif doubtful or (mention[2] == "person" and xpos[name[1] - 1] == "NNPS"):
            tags[slice(*name)] = [UNKNOWN] * (name[1] - name[0])
        elif mention[2] in KINDS:
            kind = KINDS[mention[2]]
            tags[slice(*name)] = [f"B-{kind}"] + [f"I-{kind}"] * (name[1] - name[0] - 1)
        taken[slice(*name)] = [True] * (name[1] - name[0])
    return blur(tags)


def blur(tags):
    """Takes back names that touch a doubtful word: they may be longer ("European" before "Union")."""
    blurred, at = list(tags), 0
    while at < len(tags):
        end = at + 1
        if tags[at][0] == "B":
            while end < len(tags) and tags[end][0] == "I":
                end += 1
            before = at > 0 and tags[at - 1] == UNKNOWN and tags[at] != "B-person"
            if before or (end < len(tags) and tags[end] == UNKNOWN):
                blurred[at:end] = [UNKNOWN] * (end - at)
        at = end
    return blurred
