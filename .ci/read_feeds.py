"""Reads every feed below a folder with expat and feedparser; fails on the first fault."""

import json
import pathlib
import sys
import xml.dom.minidom

import feedparser

root, read = pathlib.Path(sys.argv[1]), 0
for path in sorted(root.rglob("*")):
    if path.suffix == ".json":
        feed = json.loads(path.read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1", path
        assert all(item["id"] and item["url"] for item in feed["items"]), path
    elif path.is_file():
        xml.dom.minidom.parseString(path.read_bytes())
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.feed.title and feed.feed.link, path
        for entry in feed.entries:
            assert entry.id and entry.link and entry.title, path
            assert entry.published_parsed or entry.updated_parsed, path
    else:
        continue
    read += 1
assert read, f"no feed below {root}"
print(f"{read} feeds read")
