"""Counts triples with rdflib, in each format, checks that XML and CSV are well-formed, and
that GraphML and GEXF keep the rules of their schemas and are read by networkx."""
import csv
import json
import os
import sys
import xml.etree.ElementTree as xml

import rdflib

try:
    import networkx
except ImportError:
    networkx = None

GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
# What the schemas allow as children of each element, in their order, of those written here.
GEXF_CHILDREN = {"gexf": ["meta", "graph"], "meta": ["creator", "keywords", "description"], "graph": ["attributes", "nodes", "edges"],
                 "attributes": ["attribute"], "attribute": ["default", "options"], "nodes": ["node"], "edges": ["edge"],
                 "node": ["attvalues", "spells"], "edge": ["attvalues", "spells"], "attvalues": ["attvalue"], "spells": ["spell"]}
GRAPHML_CHILDREN = {"graphml": ["desc", "key", "data", "graph"], "key": ["desc", "default"], "graph": ["desc", "data", "node", "edge"],
                    "node": ["desc", "data"], "edge": ["desc", "data"], "data": []}


def outline(root, ns, children):
    """Yields what is wrong with elements, names and references."""
    for e in root.iter():
        if not isinstance(e.tag, str):
            continue
        if not e.tag.startswith(ns):
            yield f"{e.tag} is of another namespace"
            continue
        allowed = children.get(e.tag[len(ns):], [])
        at = 0
        for c in e:
            if not isinstance(c.tag, str):
                continue
            name = c.tag[len(ns):]
            if name not in allowed:
                yield f"{name} within {e.tag}"
            elif allowed.index(name) < at and allowed[0] != "desc":
                yield f"{name} comes too late within {e.tag}"
            else:
                at = allowed.index(name)
    nodes = [n.get("id") for n in root.iter(ns + "node")]
    if len(nodes) != len(set(nodes)) or None in nodes:
        yield "a node without an id of its own"
    known = set(nodes)
    for e in root.iter(ns + "edge"):
        if e.get("source") not in known or e.get("target") not in known:
            yield f"an edge from {e.get('source')} to {e.get('target')}, which are no nodes"
    keys = {k.get("id") for k in root.iter(ns + "key")} | {k.get("id") for k in root.iter(ns + "attribute")}
    for used in [d.get("key") for d in root.iter(ns + "data")] + [d.get("for") for d in root.iter(ns + "attvalue")]:
        if used not in keys:
            yield f"{used} is not declared"


def gexf(path):
    """Reads GEXF with networkx, which may know no version above 1.2: what is written is the same there."""
    old = path + ".1.2"
    with open(path, encoding="utf-8") as f, open(old, "w", encoding="utf-8") as out:
        out.write(f.read().replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"'))
    return networkx.read_gexf(old)


def graph(path, ns, children, read):
    """Returns what is wrong with a file, and with what networkx reads of it."""
    root = xml.parse(path).getroot()
    wrong = list(outline(root, ns, children))
    if networkx is not None:
        g = read(path)
        for what, n, want in (("nodes", g.number_of_nodes(), len(list(root.iter(ns + "node")))), ("edges", g.number_of_edges(), len(list(root.iter(ns + "edge"))))):
            if n != want:
                wrong.append(f"networkx reads {n} {what} of {want}")
    return wrong


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
    elif fmt == "graphml" or fmt == "gexf":
        if fmt == "gexf":
            wrong = graph(path, GEXF, GEXF_CHILDREN, gexf)
        else:
            wrong = graph(path, GRAPHML, GRAPHML_CHILDREN, networkx and networkx.read_graphml)
        for w in wrong[:5]:
            print(f"peers: {path}: {w}", file=sys.stderr)
        bad += len(wrong)
    elif fmt.startswith("csv"):
        rows = list(csv.reader(open(path, newline="", encoding="utf-8"), strict=True))
        if any(len(r) != len(rows[0]) for r in rows):
            print(f"peers: {path}: rows of different lengths", file=sys.stderr)
            bad += 1
for path in ("shapes.ttl", "ontology.ttl"):
    rdflib.Graph().parse(path, format="turtle")
if bad:
    sys.exit(1)
print("peers: rdflib counts the same triples, " + ("networkx reads the same graphs" if networkx else "networkx is not here"))
