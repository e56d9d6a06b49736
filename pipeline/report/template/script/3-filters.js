// The filters: one state for the charts and the list. A chart sets it, a chip takes it back.
const EMPTY = { words: "", kind: "", country: "", from: "", to: "", type: "", status: "", language: "", since: "", until: "", outcome: "" };
const state = { ...EMPTY };
const listeners = [];
const onChange = (listener) => listeners.push(listener);
const change = (part) => {
  Object.assign(state, part);
  showFilters();
  for (const listener of listeners) listener(filtered());
};

const searchable = new Map();
const textOf = (record) => {
  if (!searchable.has(record)) {
    const parts = [visitor(record), record.host_place, record.title, record.place, record.occasion, ...(record.signatories ?? []), docId(record),
      ...countries(record).flatMap((code) => [code, ...Object.values(own(data.places, code) ?? {})]), ...record.evidence.map((_, at) => quote(record, at))];
    searchable.set(record, fold(parts.filter(Boolean).join(" ")));
  }
  return searchable.get(record);
};
const TESTS = {
  kind: (record, wanted) => record.kind === wanted,
  country: (record, wanted) => countries(record).includes(wanted),
  from: (record, wanted) => record.visitor_country === wanted,
  to: (record, wanted) => record.host_country === wanted,
  type: (record, wanted) => (record.kind === "visit" ? `visit ${record.visit_type ?? ""}` : `agreement ${record.doc_type}`) === wanted,
  status: (record, wanted) => record.status === wanted,
  language: (record, wanted) => record.evidence.some((item) => item[2] === wanted),
  since: (record, wanted) => record.date_end && Number(record.date_end.slice(0, 4)) >= Number(wanted),
  until: (record, wanted) => record.year !== null && record.year <= Number(wanted),
  outcome: (record, wanted) => record.outcome === wanted,
};
const filtered = () => {
  const active = Object.keys(TESTS).filter((name) => state[name]);
  const words = fold(state.words).split(/\s+/).filter(Boolean);
  return found.filter((record) => active.every((name) => TESTS[name](record, state[name])) && words.every((word) => textOf(record).includes(word)));
};

const options = (name, pairs) => {
  const select = byId(`filter-${name}`);
  if (!select) return;
  select.replaceChildren(el("option", { value: "" }, t("filters.any")), ...pairs.map(([code, text]) => el("option", { value: code }, text)));
  select.value = state[name];
};
const wordedType = (code) => {
  const [kind, type] = code.split(" ");
  return kind === "visit" ? t(`visits.${type || "unsaid"}`) : t(`values.${type}`);
};
const buildFilters = () => {
  const compare = collator().compare;
  const named = (counts, name) => [...counts.keys()].map((code) => [code, name(code)]).sort((a, b) => compare(a[1], b[1]));
  options("kind", ["visit", "agreement"].map((kind) => [kind, t(`sections.${kind}s`)]));
  options("country", named(count(found, countries), place));
  options("type", ranked(count(found, (r) => (r.kind === "visit" ? `visit ${r.visit_type ?? ""}` : `agreement ${r.doc_type}`))).map(([code]) => [code, wordedType(code)]));
  options("status", ranked(count(found, (record) => record.status)).map(([code]) => [code, t(`values.${code}`)]));
  options("language", named(count(found, (record) => record.evidence.map((item) => item[2])), (code) => t(`languages.${code}`)));
  options("outcome", ranked(count(found, (record) => record.outcome)).map(([code]) => [code, t(`evaluation.outcome.${code}`)]));
  const years = [...new Set(found.map((record) => record.year).filter((year) => year !== null))].sort((a, b) => a - b).map((year) => [String(year), String(year)]);
  options("since", years);
  options("until", years);
  byId("filter-words").value = state.words;
  showFilters();
};
const worded = (name) => {
  const chosen = state[name];
  if (name === "kind") return t(`sections.${chosen}s`);
  if (name === "country") return place(chosen);
  if (name === "from" || name === "to") return `${t(`filters.${name}`)}: ${place(chosen)}`;
  if (name === "type") return wordedType(chosen);
  if (name === "status") return t(`values.${chosen}`);
  if (name === "language") return t(`languages.${chosen}`);
  if (name === "outcome") return t(`evaluation.outcome.${chosen}`);
  return name === "words" ? `“${chosen}”` : t(`filters.${name}_year`, { year: chosen });
};
const showFilters = () => {
  const active = Object.keys(EMPTY).filter((name) => state[name]);
  for (const select of document.querySelectorAll("#filters select")) select.value = state[select.name];
  put("chips",
    active.map((name) => button([worded(name), el("span", { "aria-hidden": "true" }, " ×")], () => { if (name === "words") byId("filter-words").value = ""; change({ [name]: "" }); },
      { class: "chip", "aria-label": t("filters.remove", { filter: worded(name) }) })),
    active.length > 1 ? button(t("filters.clear"), () => { byId("filter-words").value = ""; change(EMPTY); }, { class: "plain" }) : null);
};
const listenToFilters = () => {
  for (const select of document.querySelectorAll("#filters select")) select.addEventListener("change", () => change({ [select.name]: select.value }));
  let waiting;
  byId("filter-words").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ words: event.target.value }), 120);
  });
};
