#!/usr/bin/env bash
# Counts triples with rapper, in each format that it reads.
set -euo pipefail
cd "$1"
python3 -c '
import json
for e in json.load(open("list.json")):
    if e["Format"] in ("nquads", "ntriples", "trig", "turtle", "rdfxml"):
        print(e["File"], e["Format"], e["Quads"])' | while read -r file format want; do
  got=$(rapper -q -i "$format" -o nquads -- "./$file" | grep -c .)
  [ "$got" = "$want" ] || { printf 'peers: rapper: %s: %s triples, want %s\n' "$file" "$got" "$want" >&2; exit 1; }
done
echo "peers: rapper counts the same triples"
