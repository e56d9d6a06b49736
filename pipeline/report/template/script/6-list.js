// The chronicle: all records that pass the filters, in the order of time or of any column; laid out a hundred at a time.
const CHUNK = 100;
const ORDERS = {
  date: (record) => record.date_start ?? "9999",
  event: (record) => (record.kind === "visit" ? visitor(record) : record.title ?? value("doc_type", record.doc_type)),
  kind: (record) => `${record.kind} ${kindOf(record)}`,
  status: (record) => value("status", record.status),
  source: (record) => docId(record),
};
const listing = { order: "date", down: false, shown: CHUNK, records: [] };

const event = (record) => {
  if (record.kind === "visit") {
    const who = spaced([value("visitor_office", record.visitor_office), place(record.visitor_country)], ", ");
    const where = record.host_place ? [el("b", {}, record.host_place), `, ${place(record.host_country)}`] : el("b", {}, place(record.host_country) || "?");
    return [el("p", { class: "event" }, el("b", {}, visitor(record)), record.visitor_name && who.length ? el("span", { class: "soft" }, ` (${who.join("")})`) : null, el("span", { class: "arrow", "aria-label": t("overview.to") }, " → "), where),
      record.occasion ? el("p", { class: "soft" }, record.occasion) : null];
  }
  const parties = value("parties", record.parties);
  return [el("p", { class: "event" }, el("b", {}, record.title ?? value("doc_type", record.doc_type)), parties ? el("span", { class: "soft" }, ` — ${parties}`) : null),
    record.place || record.signatories?.length ? el("p", { class: "soft" }, spaced([record.place, (record.signatories ?? []).join(", ")])) : null];
};
const row = (record) => {
  const [, , code] = record.evidence[0];
  return el("tr", { class: record.kind },
    el("td", { class: "date", title: record.date }, day(record.date) || "–"),
    el("td", {}, event(record), el("p", { class: "quote", lang: code }, quote(record))),
    el("td", {}, el("span", { class: `sort ${record.kind}` }, kindOf(record)), number(record) ? el("span", { class: "soft" }, ` × ${number(record)}`) : null),
    el("td", {}, value("status", record.status)),
    el("td", {}, el("a", { href: `#${record.anchor}` }, docId(record), " ", key(record)), record.outcome && record.outcome !== "right" ? [" ", badge(record.outcome)] : null));
};
const sorted = (list) => {
  const compare = collator().compare;
  const keys = new Map(list.map((record) => [record, ORDERS[listing.order](record) || "\uffff"]));
  const sign = listing.down ? -1 : 1;
  const plain = listing.order === "date" ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : compare;
  return [...list].sort((a, b) => sign * plain(keys.get(a), keys.get(b)) || a.at - b.at);
};
const showRows = () => {
  put("rows", listing.records.slice(0, listing.shown).map(row));
  put("shown", t("page.shown", { shown: listing.records.length, all: found.length }));
  const rest = listing.records.length - listing.shown;
  put("more", rest > 0 ? button(t("page.more", { more: Math.min(rest, 2 * CHUNK), rest }), () => {
    const first = listing.shown;
    listing.shown += 2 * CHUNK;
    showRows();
    byId("rows").rows[first]?.querySelector("a")?.focus({ preventScroll: true });
  }) : listing.records.length ? null : el("p", { class: "note" }, t("page.nothing_fits")));
};
const showList = (list, keep = false) => {
  if (!keep) listing.shown = CHUNK;
  listing.records = sorted(list);
  const columns = ["date", "event", "kind", "status", "source"];
  put("columns", columns.map((name) => el("th", { scope: "col", "aria-sort": listing.order === name ? (listing.down ? "descending" : "ascending") : null },
    button(t(`columns.${name}`), () => { Object.assign(listing, { down: listing.order === name && !listing.down, order: name }); showList(list, true); byId("columns").children[columns.indexOf(name)].firstChild.focus(); }))));
  showRows();
};
