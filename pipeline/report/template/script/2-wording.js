// A record in the words of a reader.
const place = (code) => (code ? own(data.places, code)?.[language] ?? code.replace(/^org:/, "") : "");
const CODES = new Set(["visitor_country", "host_country", "parties"]);
const CLOSED = new Set(["visitor_office", "visit_type", "doc_type", "status", "count_qualifier"]);
const value = (field, content) => {
  if (content === null || content === undefined || content === "" || (Array.isArray(content) && !content.length)) return "";
  if (Array.isArray(content)) return content.map((item) => value(field, item)).join(", ");
  if (CODES.has(field)) return place(content);
  if (field === "visitor_office") return lookup(`offices.${content}`) ?? lookup(`values.${content}`) ?? content;
  if (field === "date") return day(content);
  return CLOSED.has(field) ? lookup(`values.${content}`) ?? content : String(content);
};
const number = (record) => (record.count === 1 && record.count_qualifier === "exact" ? "" : t(`counts.${record.count_qualifier}`, { n: record.count }));

// Dates: EDTF as a reader writes them.
const single = (text) => {
  const [, year, second, third] = /^(-?[\dX]{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) ?? [];
  if (!year) return null;
  const known = year !== "XXXX";
  const shown = /X$/.test(year) && known ? filled(t("dates.decade"), { n: year.replace("X", "0"), ending: lookup(`dates.decades.${year[2]}0`) ?? "" }) : year;
  if (!second) return { year: shown, text: shown };
  const season = Number(second) > 20 ? t(`dates.seasons.${second}`) : null;
  const month = season ?? t(`dates.${third ? "months_of" : "months"}.${second}`);
  const start = third ? `${Number(third)} ${month}` : month;
  return { year: shown, month: second, day: third, name: month, start, known, text: known ? `${start} ${shown}` : t("dates.no_year", { date: start }) };
};
const day = (edtf) => {
  if (!edtf) return "";
  const about = /[~?%]$/.test(edtf);
  const sides = edtf.replace(/[~?%]/g, "").split("/").map((side) => (side === ".." || side === "" ? "" : single(side)));
  if (sides.some((side) => side === null)) return edtf;
  const [first, last] = sides;
  let text = first ? first.text : "";
  if (sides.length === 2) {
    if (!first || !last) text = first ? t("dates.from", { date: first.text }) : t("dates.until", { date: last.text });
    else if (first.day && last.day && first.year === last.year && first.month === last.month) text = last.text.replace(/^\d+/, `${Number(first.day)}–${Number(last.day)}`);
    else if (first.start && last.start && first.year === last.year && first.known) text = `${first.start} – ${last.text}`;
    else text = `${first.text}${first.start || last.start ? " – " : "–"}${last.text}`;
  }
  return about ? t("dates.about", { date: text }) : text;
};

const visitor = (record) => record.visitor_name || value("visitor_office", record.visitor_office) || t("page.somebody");
const heading = (record) => record.kind === "visit"
  ? `${visitor(record)} → ${record.host_place ? `${record.host_place}, ` : ""}${place(record.host_country) || "?"}`
  : spaced([value("doc_type", record.doc_type) + (number(record) ? ` × ${number(record)}` : ""), record.title], ": ").join("");
const kindOf = (record) => (record.kind === "visit" ? (record.visit_type ? t(`visits.${record.visit_type}`) : t("kinds.visit")) : value("doc_type", record.doc_type));
const countries = (record) => (record.kind === "visit" ? [record.visitor_country, record.host_country] : record.parties).filter(Boolean);
const quote = (record, at = 0) => {
  const [start, stop, , text] = record.evidence[at];
  return (text ?? data.articles[record.article].text?.slice(start, stop) ?? "").replace(/\s+/g, " ").trim();
};
const letter = (record) => (record.outcome === "missed" ? `−${record.number}` : `${t(`letters.${record.kind}`)}${record.number}`);
const tone = (record) => (record.outcome === "missed" ? "missed" : record.kind);
const key = (record) => el("span", { class: `key ${tone(record)}` }, letter(record));
const badge = (outcome) => (outcome ? el("span", { class: `badge ${outcome}` }, t(`evaluation.outcome.${outcome}`)) : null);
const docId = (record) => data.articles[record.article].doc_id;
