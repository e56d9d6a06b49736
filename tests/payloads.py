"""A hundred texts that would do harm in a page that took them for markup, and a run that holds them in every field."""

from __future__ import annotations

from itertools import cycle
from typing import Any

from pipeline.evaluation.comparison import FIELDS
from pipeline.storage.runs import Run
from tests.test_scoring import agreement, visit

SINGLE = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "' onmouseover='alert(1)",
    "javascript:alert(1)", "</style><script>alert(1)</script>", "</title><script>alert(1)</script>", "<!--<script>", "]]><script>", "{{ 7*7 }}",
    "{% raw %}", "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>", "&lt;script&gt;", "\u2028<script>\u2029", "<base href=//x>",
    "<meta http-equiv=refresh content=0>", "</mark><script>alert(1)</script>", "<details ontoggle=alert(1) open>", "\x00<script>", "＜script＞", "`<b>`",
    "<math><mi//xlink:href='data:x,<script>'>", "${alert(1)}", "#{alert(1)}", "<%= 7 %>", "\\u003cscript\\u003e", "\\x3cscript\\x3e", "--><script>alert(1)</script>",
    "__proto__", "constructor", "toString", "<style>*{display:none}</style>", "<link rel=stylesheet href=//x>", "<object data=x>", "<embed src=x>", "<form action=//x>",
    "<input autofocus onfocus=alert(1)>", "<video><source onerror=alert(1)>", "<marquee onstart=alert(1)>", "<body onload=alert(1)>", "<svg><animate onbegin=alert(1)>",
    "<svg><use href='data:image/svg+xml,<svg onload=alert(1)>'>", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "\t<script\n>alert(1)</script >",
    "<SCRIPT SRC=//x></SCRIPT>", "<scr<script>ipt>alert(1)</script>", "<<script>alert(1)//<</script>", "%3Cscript%3E", "&#60;script&#62;", "&#x3c;script&#x3e;",
    "+ADw-script+AD4-", "\ufeff<script>", "\u202e<script>", "<p style='background:url(//x)'>", "expression(alert(1))", "@import '//x';", "*/alert(1)/*", "//]]>",
    "'-alert(1)-'", '"-alert(1)-"', "\\'-alert(1)//", "</textarea><script>", "</noscript><script>", "<template><script>", "<slot onslotchange=alert(1)>", "$& $1 $`",
    "{articles}", "{n}", "constructor.constructor('alert(1)')()", "<xmp><script>", "<plaintext>", "<frameset onload=alert(1)>", "<isindex action=javascript:alert(1)>",
    "<keygen autofocus onfocus=alert(1)>", "<portal src=//x>", "<dialog open onclose=alert(1)>", "<audio src onerror=alert(1)>", "<table background=javascript:alert(1)>",
    "<div onpointerenter=alert(1)>", "<select autofocus onfocus=alert(1)>", "<button popovertarget=x onbeforetoggle=alert(1)>", "<img src=`x`onerror=alert(1)>",
    "<a id=data>", "<img name=getElementById>", "<form id=filters>", "x' autofocus onfocus='alert(1)", "x\" accesskey=\"x\" onclick=\"alert(1)", "😀<script>", "İ<script>", "é<script>",
    "\x1b[31m<script>", "\x7f<script>", "<!DOCTYPE html><script>", "<?xml version='1.0'?><script>", "<![CDATA[<script>]]>", "=1+1<script>", "../../<script>",
]  # fmt: skip
PAYLOADS = list(dict.fromkeys(SINGLE))
TEXT_FIELDS = ("visitor_name", "visitor_country", "host_country", "host_place", "visit_type", "occasion", "date", "doc_type", "title", "place", "status", "count_qualifier")


def hostile_records(doc_id: str, payload: str) -> list[dict[str, Any]]:
    """A visit and an agreement whose every text is a payload, also where the contract knows a closed list: the page must not rely on it."""
    evidence = [{"start": 0, "end": len(payload), "language": payload, "text": payload}]
    records = []
    for make in (visit, agreement):
        record = make(doc_id=doc_id)
        record |= {name: payload for name in TEXT_FIELDS if name in FIELDS[record["kind"]]}
        record |= {"record_id": f"{record['kind']} {payload}", "evidence": evidence, "rules": [payload], "confidence": payload, "date_start": None, "date_end": None}
        if record["kind"] == "visit":
            record["visitor_office"] = payload
        else:
            record |= {"parties": [payload], "signatories": [payload], "during_visit": f"visit {payload}"}
        records.append(record)
    return records


def hostile_run() -> Run:
    """A run of one document for each payload, which is its name, its text, and all that is said of it; and one reject each."""
    names = {payload: f"{at} {payload}" for at, payload in enumerate(PAYLOADS)}
    records = [record for payload, name in names.items() for record in hostile_records(name, payload)]
    documents = [{"doc_id": name, "status": "partial", "languages": payload, "text": f"{payload} {payload}"} for payload, name in names.items()]
    documents.append({"doc_id": PAYLOADS[0], "status": "rejected", "languages": ""})
    rejects = [{"doc_id": doc_id, "code": payload, "message": payload, "hint": payload} for doc_id, payload in zip(names.values(), PAYLOADS, strict=True)]
    return Run(records, documents, rejects)


def hostile_manifest() -> dict[str, Any]:
    """A description of a run whose every text is a payload."""
    payload = cycle(PAYLOADS)
    inputs = [{"doc_id": text, "status": text, "encoding": text, "bytes": 1, "sha256": text} for text in PAYLOADS]
    return {
        "elchi": next(payload), "python": next(payload), "libraries": {text: text for text in PAYLOADS}, "configuration": {"input": {text: [text] for text in PAYLOADS}},
        "configuration_hash": next(payload), "timings": {"finished": next(payload)}, "inputs": inputs,
    }  # fmt: skip
