// Overview: figures, records by year, who visited whom, kinds by year. Each is drawn anew from the records that pass the filters.
const figure = (name, content, tone, small) => el("div", { class: tone }, el("dt", {}, t(`figures.${name}`), small ? el("small", {}, small) : null), el("dd", {}, content));
const showFigures = (list) => {
  const visits = list.filter((record) => record.kind === "visit");
  const years = list.map((record) => record.year).filter((year) => year !== null);
  const [first, last] = [years.reduce((a, b) => Math.min(a, b), Infinity), years.reduce((a, b) => Math.max(a, b), -Infinity)];
  const overall = list.length === found.length ? data.summary?.overall : null; // the scores are those of the whole run
  const bounds = (row) => (row.interval ? row.interval.map(percent).join("–") : "");
  put("figures",
    figure("articles", new Set(list.map((record) => record.article)).size || (list === found ? data.articles.length : 0)),
    figure("visits", visits.length, "visit"), figure("agreements", list.length - visits.length, "agreement"),
    figure("visitors", new Set(visits.map((record) => record.person).filter(Boolean)).size),
    figure("codes", count(list, countries).size),
    figure("years", years.length ? (first === last ? first : `${first}–${last}`) : "–"),
    overall ? figure("detection", percent(overall.detection.f1), "score", bounds(overall.detection)) : null,
    overall ? figure("strict", percent(overall.strict.f1), "score", bounds(overall.strict)) : null);
};

const HEIGHT = 78;
const FEW = 0.03; // of the records, before a long gap: they share one bar, or they would squeeze all others
const GAP = 10;
const startOf = (years) => {
  const order = [...years].sort((a, b) => a - b);
  for (let at = Math.floor(order.length * FEW); at > 0; at -= 1) if (order[at] - order[at - 1] > GAP) return order[at];
  return order[0];
};
const showTimeline = (list) => {
  const dated = list.filter((record) => record.year !== null);
  const all = found.map((record) => record.year).filter((year) => year !== null);
  if (!all.length) return put("timeline", el("p", { class: "note" }, t("overview.no_dates")));
  const [start, last] = [startOf(all), all.reduce((a, b) => Math.max(a, b))];
  const earlier = all.some((year) => year < start);
  const first = earlier ? start - 1 : start; // the bar before the start stands for all earlier years
  const bar = (record) => Math.max(record.year, first);
  const counts = { visit: count(dated.filter((r) => r.kind === "visit"), bar), agreement: count(dated.filter((r) => r.kind === "agreement"), bar) };
  const most = Math.max(1, ...counts.visit.values(), ...counts.agreement.values());
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const step = Math.max(years.length > 70 ? 9 : 19, Math.floor((byId("timeline").clientWidth || 1160) / Math.max(years.length, 12)));
  const every = years.length <= 16 ? 1 : years.length <= 80 ? 5 : years.length <= 160 ? 10 : 25;
  const wide = Math.min(26, Math.round(step * 0.62));
  const named = (year) => (earlier && year === first ? t("overview.before", { year: start }) : String(year));
  const chosen = (year) => (earlier && year === first ? { since: "", until: String(all.filter((one) => one < start).reduce((a, b) => Math.max(a, b))) } : { since: String(year), until: String(year) });
  const toggle = (year) => change(state.since === chosen(year).since && state.until === chosen(year).until ? { since: "", until: "" } : chosen(year));
  const bars = years.map((year, at) => {
    const x = at * step + (step - wide) / 2;
    const [up, down] = [counts.visit.get(year) ?? 0, counts.agreement.get(year) ?? 0];
    const high = (n) => Math.max(n ? 2 : 0, Math.round((n / most) * HEIGHT));
    return draw("g", { class: "year", on: { click: () => toggle(year) } },
      draw("title", {}, `${named(year)}: ${t("figures.visits")} ${up}, ${t("figures.agreements")} ${down}`),
      draw("rect", { class: "hit", x: at * step, y: 0, width: step, height: 2 * HEIGHT + 46 }),
      draw("rect", { class: "visit", x, y: HEIGHT + 14 - high(up), width: wide, height: high(up), rx: 1.5 }),
      draw("rect", { class: "agreement", x, y: HEIGHT + 34, width: wide, height: high(down), rx: 1.5 }),
      step >= 19 && up ? draw("text", { x: x + wide / 2, y: HEIGHT + 10 - high(up) }, String(up)) : null,
      step >= 19 && down ? draw("text", { x: x + wide / 2, y: HEIGHT + 46 + high(down) }, String(down)) : null,
      earlier && year === first ? draw("text", { x: at * step + step / 2, y: HEIGHT + 28 }, "…") : year % every === 0 ? draw("text", { class: "tick", x: at * step + step / 2, y: HEIGHT + 28 }, String(year)) : null);
  });
  const label = t("overview.by_year");
  const table = el("table", { class: "small" }, el("thead", {}, el("tr", {}, ["year", "visits", "agreements"].map((name) => el("th", { scope: "col", class: name === "year" ? null : "number" }, t(`figures.${name}`))))),
    el("tbody", {}, years.filter((year) => counts.visit.has(year) || counts.agreement.has(year)).map((year) =>
      el("tr", {}, el("th", { scope: "row" }, named(year)), ["visit", "agreement"].map((kind) => el("td", { class: "number" }, String(counts[kind].get(year) ?? 0)))))));
  put("timeline",
    el("div", { class: "scroll" }, draw("svg", { viewBox: `0 0 ${years.length * step} ${2 * HEIGHT + 48}`, width: years.length * step, role: "img", "aria-label": label, class: "bars" }, bars)),
    el("p", { class: "note" }, t("overview.by_year_note", { undated: list.length - dated.length })),
    el("details", { class: "aside" }, el("summary", {}, t("overview.as_table")), table));
};

const shade = (n, most) => (n ? `h${Math.max(1, Math.ceil((n / most) * 5))}` : "h0");
const SIDE = 16;
const OTHERS = "others";
const showMatrix = (list) => {
  const visits = list.filter((record) => record.kind === "visit" && record.visitor_country && record.host_country);
  if (!visits.length) return put("matrix", el("p", { class: "note" }, t("page.none")));
  const named = ranked(count(visits, countries)).map(([code]) => code);
  const shown = named.length > SIDE + 1 ? named.slice(0, SIDE) : named;
  const sides = shown.length < named.length ? [...shown, OTHERS] : shown;
  const group = (code) => (shown.includes(code) ? code : OTHERS);
  const pairs = count(visits, (record) => `${group(record.visitor_country)} ${group(record.host_country)}`);
  const most = Math.max(1, ...[...pairs].filter(([pair]) => !pair.includes(OTHERS)).map(([, n]) => n));
  const name = (code) => (code === OTHERS ? t("overview.others") : place(code));
  const cell = (from, to) => {
    const n = pairs.get(`${from} ${to}`) ?? 0;
    const label = t("overview.direction", { from: name(from), to: name(to), n });
    if (from === OTHERS || to === OTHERS) return el("td", { class: "sum" }, n ? String(n) : "");
    return el("td", { class: shade(n, most) }, n ? button(String(n), () => change({ kind: "visit", from, to }), { title: label, "aria-label": label }) : null);
  };
  const sums = { from: count(visits, (record) => group(record.visitor_country)), to: count(visits, (record) => group(record.host_country)) };
  const sum = (side, code) => el("td", { class: "sum" }, String(sums[side].get(code) ?? 0));
  put("matrix",
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("overview.journeys") },
      el("table", { class: "matrix" },
        el("thead", {}, el("tr", {}, el("td", { class: "corner" }, `${t("overview.from")} ↓ ${t("overview.to")} →`),
          sides.map((code) => el("th", { scope: "col" }, el("span", {}, name(code)))), el("th", { scope: "col" }, el("span", {}, t("overview.total"))))),
        el("tbody", {}, sides.map((from) => el("tr", {}, el("th", { scope: "row" }, name(from)), sides.map((to) => cell(from, to)), sum("from", from))),
          el("tr", {}, el("th", { scope: "row" }, t("overview.total")), sides.map((to) => sum("to", to)), el("td", { class: "sum" }, String(visits.length)))))),
    el("p", { class: "note" }, t("overview.journeys_note")));
};

// Kinds by year: many years are gathered into periods, so that a table fits a page.
const PERIODS = 16;
const periods = (years) => {
  const [earliest, first, last] = [Math.min(...years), startOf(years), Math.max(...years)];
  const width = [1, 2, 5, 10, 20, 50, 100].find((size) => Math.floor(last / size) - Math.floor(first / size) < PERIODS) ?? 200;
  const start = Math.floor(first / width) * width;
  const spans = Array.from({ length: Math.floor((last - start) / width) + 1 }, (_, at) => [start + at * width, start + (at + 1) * width - 1]);
  return earliest < start ? [[earliest, start - 1], ...spans] : spans;
};
const showKinds = (list) => {
  for (const [kind, field] of [["visit", "visit_type"], ["agreement", "doc_type"]]) {
    const dated = list.filter((record) => record.kind === kind && record.year !== null);
    if (!dated.length) { put(`kinds-${kind}`, el("p", { class: "note" }, t("page.none"))); continue; }
    const spans = periods(dated.map((record) => record.year));
    const names = ranked(count(dated, (record) => record[field] ?? "-")).map(([name]) => name);
    const cells = count(dated, (record) => `${record[field] ?? "-"} ${spans.findIndex(([, end]) => record.year <= end)}`);
    const most = Math.max(1, ...cells.values());
    const type = (name) => (name === "-" ? "" : name);
    const cell = (name, at) => {
      const n = cells.get(`${name} ${at}`) ?? 0;
      const [since, until] = spans[at].map(String);
      return el("td", { class: shade(n, most) }, n ? button(String(n), () => change({ type: `${kind} ${type(name)}`, since, until }), { "aria-label": `${wordedType(`${kind} ${type(name)}`)}, ${since}–${until}: ${n}` }) : null);
    };
    const usual = spans.at(-1)[1] - spans.at(-1)[0];
    const head = ([start, end]) => (end - start > usual ? `–${end}` : start === end ? String(start) : `${start}–${String(end).slice(-2)}`);
    put(`kinds-${kind}`, el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t(`overview.kinds_${kind}`) }, el("table", { class: `heat ${kind}` },
      el("thead", {}, el("tr", {}, el("td"), spans.map((span) => el("th", { scope: "col" }, head(span))))),
      el("tbody", {}, names.map((name) => el("tr", {}, el("th", { scope: "row" }, wordedType(`${kind} ${type(name)}`)), spans.map((_, at) => cell(name, at))))))));
  }
};
