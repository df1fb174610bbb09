"""Fills a workload with docxtpl: python3 peers.py DIR W1|W2

Prints one line of JSON: seconds for a document (the median), peak resident memory in MB.
"""
import io
import json
import resource
import sys
import time

from docxtpl import DocxTemplate

folder, work = sys.argv[1:]
with open(f"{folder}/{work}.jinja.docx", "rb") as f:
    template = f.read()
with open(f"{folder}/{work}.json", encoding="utf-8") as f:
    data = json.load(f)

times = []
rounds = 100 if work == "W1" else 3
for i in range(rounds + 1):
    begin, worked = time.perf_counter(), time.process_time()
    doc = DocxTemplate(io.BytesIO(template))
    doc.render(data, autoescape=True)
    out = io.BytesIO()
    doc.save(out)
    if i > 0:
        times.append(min(time.perf_counter() - begin, time.process_time() - worked))
    if out.tell() < 3000:
        sys.exit("the document is empty")
times.sort()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(json.dumps({"engine": "docxtpl", "work": work, "seconds": times[rounds // 2], "peak": peak}))
