// The evaluation: scores with their intervals, causes of errors, and every error with the record it belongs to.
const whisker = (row) => {
  if (row.f1 === null) return null;
  const [low, high] = row.interval ?? [row.f1, row.f1];
  return draw("svg", { viewBox: "0 0 104 14", class: "whisker", "aria-hidden": "true" }, draw("line", { class: "rail", x1: 2, x2: 102, y1: 7, y2: 7 }), draw("line", { class: "reach", x1: 2 + low * 100, x2: 2 + high * 100, y1: 7, y2: 7 }), draw("circle", { cx: 2 + row.f1 * 100, cy: 7, r: 3.4 }));
};
const range = (row) => (row.interval ? row.interval.map(percent).join("–") : "");
const scoreCells = (row) => [el("td", { class: "number strong" }, percent(row.f1)), el("td", { class: "number soft" }, range(row)), el("td", { class: "plot" }, whisker(row))];
const scoreRow = (name, { detection, strict }) => el("tr", {}, el("th", { scope: "row" }, name),
  ["gold", "found", "right"].map((field) => el("td", { class: "number" }, String(detection[field]))), ["precision", "recall"].map((field) => el("td", { class: "number" }, percent(detection[field]))), scoreCells(detection), scoreCells(strict));
const wordedGroup = (name) => name.split(" ").map((part) => lookup(`kinds.${part}`) ?? lookup(`languages.${part}`) ?? part).join(", ");
const head = (names) => el("thead", {}, el("tr", {}, names.map(([name, span]) => el("th", { scope: "col", class: span === undefined ? null : span > 1 ? "over" : "number", colspan: span > 1 ? span : null }, t(`evaluation.${name}`)))));
const SCORES = [["group"], ["gold", 1], ["found", 1], ["right", 1], ["precision", 1], ["recall", 1], ["f1", 3], ["strict", 3]];
const region = (label, ...content) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, content);

const showScores = () => {
  const { summary } = data;
  const groups = ["by_kind", "by_language", "by_kind_and_language", "by_genre"].filter((axis) => Object.keys(summary[axis] ?? {}).some((name) => name !== "unknown"));
  put("scores", el("p", { class: "note wide" }, t("evaluation.note", { documents: summary.documents })),
    region(t("sections.evaluation"), el("table", { class: "small scores" }, head(SCORES), el("tbody", {}, scoreRow(t("evaluation.all"), summary.overall)),
      groups.map((axis) => el("tbody", {}, el("tr", { class: "group" }, el("th", { colspan: 12, scope: "rowgroup" }, t(`evaluation.${axis}`))), Object.entries(summary[axis]).map(([name, row]) => scoreRow(axis === "by_genre" ? name : wordedGroup(name), row)))))),
    el("details", { class: "aside" }, el("summary", {}, t("evaluation.by_document")), region(t("evaluation.by_document"), el("table", { class: "small scores" }, head(SCORES), el("tbody", {}, Object.entries(summary.by_document).map(([name, row]) => scoreRow(name, row)))))),
    el("h3", {}, t("evaluation.fields")),
    el("div", { class: "pair" }, Object.entries(summary.fields).map(([kind, rows]) => region(t("evaluation.fields"), el("table", { class: "small" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t(`sections.${kind}s`)), ["precision", "recall"].map((name) => el("th", { scope: "col", class: "number" }, t(`evaluation.${name}`))), el("th", { scope: "col", class: "over", colspan: 3 }, t("evaluation.f1")))),
      el("tbody", {}, Object.entries(rows).map(([field, row]) => el("tr", {}, el("th", { scope: "row" }, t(`fields.${field}`), data.core[kind].includes(field) ? " *" : ""), ["precision", "recall"].map((name) => el("td", { class: "number" }, percent(row[name]))), scoreCells(row)))))))),
    el("p", { class: "note" }, t("evaluation.core_note")));
};

const browsing = { what: "", cause: "", kind: "", language: "", shown: 50 };
const fits = (problem) => ["what", "kind", "language"].every((name) => !browsing[name] || problem[name] === browsing[name]) && (!browsing.cause || problem.causes.includes(browsing.cause));
const browse = (part) => { Object.assign(browsing, { shown: 50 }, part); showErrors(); };
const showCauses = () => {
  const whats = ["missed", "false", "wrong"];
  const cell = (cause, what, n) => el("td", { class: "number" }, n ? button(String(n), () => { browse({ what, cause }); byId("error-count").scrollIntoView({ block: "nearest" }); }, { class: "plain", "aria-label": `${t(`evaluation.outcome.${what}`)}, ${t(`causes.${cause}`)}: ${n}` }) : "");
  put("causes", el("table", { class: "small causes" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("evaluation.cause")), whats.map((what) => el("th", { scope: "col", class: "number" }, t(`evaluation.outcome.${what}`))))),
    el("tbody", {}, Object.entries(data.causes).map(([cause, counts]) => el("tr", {}, el("th", { scope: "row" }, t(`causes.${cause}`)), whats.map((what) => cell(cause, what, counts[what])))))));
};
const errorItem = (problem) => {
  const record = records[problem.record];
  return el("li", {}, badge(problem.what),
    el("div", {}, el("p", {}, heading(record), el("span", { class: "soft" }, ` ${day(record.date)}`)),
      problem.fields.map((field) => el("p", { class: "soft" }, `${t(`fields.${field.name}`)}${field.core ? " *" : ""}: ${value(field.name, field.found) || "–"} `, el("span", { class: "gold" }, `${t("page.gold_says")}: ${value(field.name, field.gold) || "–"}`))),
      el("p", { class: "quote", lang: record.evidence[0][2] }, quote(record)),
      el("p", { class: "soft" }, problem.causes.map((cause) => t(`causes.${cause}`)).join(", "), record.rules?.length ? [" · ", record.rules.map((rule) => [el("code", {}, rule), " "])] : null)),
    el("a", { href: `#${record.anchor}` }, docId(record), " ", key(record)));
};
const errorFilter = (name, codes, word) => el("label", {}, t(`evaluation.${name}`), " ", finish(document.createElement("select"), { name, on: { change: (event) => browse({ [name]: event.target.value }) } },
  [el("option", { value: "" }, t("filters.any")), codes.map((code) => el("option", { value: code, selected: browsing[name] === code }, word(code)))]));
const showErrors = () => {
  const fitting = data.problems.filter(fits);
  put("error-tools",
    errorFilter("what", ["missed", "false", "wrong"], (code) => t(`evaluation.outcome.${code}`)), errorFilter("cause", Object.keys(data.causes), (code) => t(`causes.${code}`)),
    errorFilter("kind", ["visit", "agreement"], (code) => t(`sections.${code}s`)), errorFilter("language", Object.keys(data.summary.by_language), (code) => t(`languages.${code}`)));
  put("error-count", t("page.shown", { shown: fitting.length, all: data.problems.length }));
  put("errors", fitting.slice(0, browsing.shown).map(errorItem));
  const rest = fitting.length - browsing.shown;
  put("more-errors", rest > 0 ? button(t("page.more", { more: Math.min(rest, 100), rest }), () => { browsing.shown += 100; showErrors(); }) : null);
};
const showEvaluation = () => {
  if (!data.summary) return;
  showScores();
  showCauses();
  showErrors();
};
