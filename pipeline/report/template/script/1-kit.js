// What every part uses: the data, the words of the chosen language, and safe building of elements (all text becomes text, never markup).
const data = JSON.parse(document.getElementById("data").textContent);
let language = data.language;

const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined); // a country named "constructor" is no function
const lookup = (path) => {
  const found = path.split(".").reduce((node, name) => (typeof node === "object" ? own(node, name) : undefined), data.words[language]);
  return typeof found === "string" ? found : undefined;
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
const t = (path, values = {}) => filled(lookup(path) ?? path, values);

const SVG = "http://www.w3.org/2000/svg";
const finish = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
};
const el = (tag, attributes = {}, ...children) => finish(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) => finish(document.createElementNS(SVG, tag), attributes, children);
const byId = (id) => document.getElementById(id);
const put = (id, ...children) => byId(id)?.replaceChildren(...children.flat(Infinity).filter(Boolean));
const button = (text, onClick, attributes = {}) => el("button", { type: "button", on: { click: onClick }, ...attributes }, text);
const spaced = (parts, separator = " · ") => parts.filter(Boolean).flatMap((part, at) => (at ? [separator, part] : [part]));

// Letters that are typed in many ways: no case, no marks, one i.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[ıİ]/g, "i").toLowerCase().replace(/ə/g, "e").replace(/ё/g, "е");
const collator = () => new Intl.Collator(language, { numeric: true });
const count = (items, key) => {
  const counts = new Map();
  for (const item of items) for (const name of [key(item)].flat()) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};
const ranked = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
const percent = (value) => (value === null || value === undefined ? "–" : (value * 100).toFixed(1));

// Records come as rows of a table, to keep the page small.
const records = Object.entries(data.records).flatMap(([kind, table]) =>
  table.rows.map((row) => Object.fromEntries([["kind", kind], ...table.columns.map((column, at) => [column, row[at]])])));
records.forEach((record, at) => { record.at = at; record.year = record.date_start ? Number(record.date_start.slice(0, 4)) : null; });
const ids = new Map(records.filter((record) => record.record_id).map((record) => [`${record.article} ${record.record_id}`, record]));
const found = records.filter((record) => record.outcome !== "missed");
const ofArticle = data.articles.map(() => []);
for (const record of records) ofArticle[record.article].push(record);
for (const list of ofArticle) {
  list.sort((a, b) => (a.outcome === "missed") - (b.outcome === "missed") || a.evidence[0][0] - b.evidence[0][0] || (a.kind === "visit" ? -1 : 1));
  const numbers = {};
  for (const record of list) {
    const letter = record.outcome === "missed" ? "missed" : record.kind;
    record.number = numbers[letter] = (numbers[letter] ?? 0) + 1;
    record.anchor = `a${record.article + 1}-${letter === "missed" ? "m" : record.kind[0]}${record.number}`;
  }
}
const byAnchor = new Map(records.map((record) => [record.anchor, record]));
