"""Counts triples with rdflib, in each format, and checks that XML and CSV are well-formed."""
import csv
import json
import os
import sys
import xml.etree.ElementTree as xml

import rdflib

NAMES = {"nquads": "nquads", "ntriples": "nt", "trig": "trig", "turtle": "turtle", "jsonld": "json-ld", "rdfxml": "xml"}
os.chdir(sys.argv[1])
bad = 0
for e in json.load(open("list.json")):
    path, fmt = e["File"], e["Format"]
    if fmt in NAMES:
        g = rdflib.ConjunctiveGraph() if e["Graphs"] else rdflib.Graph()
        g.parse(path, format=NAMES[fmt])
        n = len(list(g.quads((None, None, None, None)))) if e["Graphs"] else len(g)
        if n != e["Quads"]:
            print(f"peers: rdflib: {path}: {n} triples, want {e['Quads']}", file=sys.stderr)
            bad += 1
    elif fmt in ("graphml", "gexf"):
        xml.parse(path)
    elif fmt.startswith("csv"):
        rows = list(csv.reader(open(path, newline="", encoding="utf-8"), strict=True))
        if any(len(r) != len(rows[0]) for r in rows):
            print(f"peers: {path}: rows of different lengths", file=sys.stderr)
            bad += 1
for path in ("shapes.ttl", "ontology.ttl"):
    rdflib.Graph().parse(path, format="turtle")
if bad:
    sys.exit(1)
print("peers: rdflib counts the same triples")
