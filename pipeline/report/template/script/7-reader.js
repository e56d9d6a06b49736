// The articles: each is built when it is opened, with its evidence marked, and beside it the fields of every record and the reason for each.
const FIELDS = data.fields;
const passages = (text, marks) => {
  const borders = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.stop])])].filter((at) => at <= text.length).sort((a, b) => a - b);
  const opening = new Map();
  for (const mark of marks) opening.set(mark.start, [...(opening.get(mark.start) ?? []), mark]);
  let covering = [];
  return borders.slice(0, -1).map((start, at) => {
    const stop = borders[at + 1];
    covering = [...covering.filter((mark) => mark.stop > start), ...(opening.get(start) ?? [])];
    return { text: text.slice(start, stop), records: [...new Set(covering.map((mark) => mark.record))], ending: [...new Set(covering.filter((mark) => mark.stop === stop).map((mark) => mark.record))] };
  });
};
const markId = (record, at) => `${record.anchor}-e${at + 1}`;
const showText = (article, list) => {
  const marks = list.flatMap((record) => record.evidence.map(([start, stop]) => ({ start, stop, record })));
  const seen = new Map();
  const tidy = (text) => (article.loose ? text.replace(/\n\n/g, "\n") : text);
  const ending = (record) => {
    const at = seen.get(record) ?? 0;
    seen.set(record, at + 1);
    return el("a", { class: `key ${tone(record)}`, href: `#${record.anchor}`, id: markId(record, at), "aria-label": `${letter(record)}: ${heading(record)}` }, letter(record));
  };
  return passages(article.text, marks).map((passage) => passage.records.length
    ? [el("mark", { class: [...new Set(passage.records.map(tone))].join(" "), "data-of": passage.records.map((record) => record.anchor).join(" ") }, tidy(passage.text)), passage.ending.map(ending)]
    : tidy(passage.text));
};
const link = (record) => el("a", { href: `#${record.anchor}` }, key(record), " ", heading(record));
const fieldRow = (record, field) => {
  const content = record[field];
  const off = record.gold && (field in record.gold || (field === "count" && "count_qualifier" in record.gold));
  const empty = content === null || content === undefined || (Array.isArray(content) && !content.length);
  if (field === "count_qualifier" || (field === "count" && !number(record) && !off) || (empty && !off)) return null;
  const during = field === "during_visit" && content ? ids.get(`${record.article} ${content}`) : null;
  const shown = field === "count" ? number(record) || "1" : during ? link(during) : value(field, content) || "–";
  const raw = field === "date" && content && value(field, content) !== content ? el("code", { class: "soft" }, ` ${content}`) : null;
  const gold = !off ? null : field === "count" ? `${record.gold.count ?? record.count} ${value("count_qualifier", record.gold.count_qualifier ?? record.count_qualifier)}` : value(field, record.gold[field]) || "–";
  return [el("dt", {}, t(`fields.${field}`)), el("dd", { class: off ? "off" : null }, shown, raw, gold ? el("span", { class: "gold" }, `${t("page.gold_says")}: ${gold}`) : null)];
};
const reasons = (record, article) => {
  const places = record.evidence.map(([start, stop, code], at) => [at ? ", " : "", article.text ? el("a", { href: `#${markId(record, at)}` }, `${code} ${start}–${stop}`) : `${code} ${start}–${stop}`]);
  return el("dl", { class: "why" },
    record.rules?.length ? [el("dt", {}, t("page.why")), el("dd", {}, record.rules.map((rule) => el("code", {}, rule)).flatMap((node, at) => (at ? [" ", node] : [node])))] : null,
    Object.entries(record.reasons ?? {}).map(([field, reason]) => [el("dt", {}, lookup(`fields.${field}`) ?? field), el("dd", {}, String(reason))]),
    record.confidence !== null && record.confidence !== undefined ? [el("dt", {}, t("fields.confidence")), el("dd", {}, String(record.confidence))] : null,
    el("dt", {}, t("page.evidence")), el("dd", {}, places));
};
const card = (record, article) => {
  const light = (on) => byId(`a${record.article + 1}`).querySelectorAll("mark").forEach((mark) => mark.classList.toggle("lit", on && mark.dataset.of.split(" ").includes(record.anchor)));
  return el("li", { class: `card ${tone(record)}`, id: record.anchor, tabindex: "-1", on: { pointerenter: () => light(true), pointerleave: () => light(false), focusin: () => light(true), focusout: () => light(false) } },
    el("h3", {}, key(record), " ", heading(record), " ", badge(record.outcome)),
    el("dl", {}, FIELDS[record.kind].map((field) => fieldRow(record, field))),
    article.text ? null : record.evidence.map((item, at) => el("blockquote", { lang: item[2] }, quote(record, at))),
    record.outcome === "missed" ? (record.cause ? el("p", { class: "note" }, `${t("evaluation.cause")}: ${t(`causes.${record.cause}`)}`) : null) : reasons(record, article));
};
const fillArticle = (at) => {
  const details = byId(`a${at + 1}`);
  if (!details || details.dataset.built === language) return;
  const [article, list] = [data.articles[at], ofArticle[at]];
  details.dataset.built = language;
  const body = [...article.rejects.map((reject) => el("p", { class: "reject" }, el("b", {}, reject.code), " ", reject.message, " ", el("span", { class: "soft" }, reject.hint)))];
  if (article.status !== "rejected") {
    const text = article.text
      ? el("div", { class: article.loose ? "text loose" : "text", lang: article.languages[0] ?? "und", role: "region", tabindex: "0", "aria-label": t("page.text") }, showText(article, list))
      : el("div", { class: "text" }, el("p", { class: "note" }, t(article.left_out ? "page.text_left_out" : "page.text_missing")));
    body.push(el("div", { class: "columns" }, text, list.length ? el("ol", { class: "cards" }, list.map((record) => card(record, article))) : el("p", { class: "note" }, t("page.no_records"))));
  }
  details.replaceChildren(details.firstElementChild, ...body);
};
const summaryOf = (article, list) => {
  const number = (kind) => list.filter((record) => record.kind === kind && record.outcome !== "missed").length;
  const missed = list.filter((record) => record.outcome === "missed").length;
  return [el("span", { class: "name" }, article.doc_id), el("span", { class: "soft" }, article.languages.map((code) => lookup(`languages.${code}`) ?? code).join(", ")),
    el("span", { class: "counts" }, article.status === "rejected" ? el("span", { class: "badge missed" }, t("page.rejected"))
      : [["visit", "agreement"].map((kind) => number(kind) ? el("span", { class: `key ${kind}` }, `${t(`sections.${kind}s`)}: ${number(kind)}`) : null), missed ? el("span", { class: "key missed" }, `${t("evaluation.outcome.missed")}: ${missed}`) : null])];
};
const ARTICLES = 60;
let articlesShown = ARTICLES;
const showArticles = () => {
  const words = fold(byId("find-article").value).split(/\s+/).filter(Boolean);
  const fitting = data.articles.map((article, at) => at).filter((at) => words.every((word) => fold(data.articles[at].doc_id).includes(word)));
  put("article-list", fitting.slice(0, articlesShown).map(articleNode));
  const rest = fitting.length - articlesShown;
  put("more-articles", rest > 0 ? button(t("page.more_articles", { more: Math.min(rest, 2 * ARTICLES), rest }), () => { articlesShown += 2 * ARTICLES; showArticles(); }) : null);
};
const articleNode = (at) => {
  const known = byId(`a${at + 1}`);
  if (known && known.dataset.words === language) return known;
  const details = el("details", { class: "article", id: `a${at + 1}`, "data-words": language }, el("summary", {}, summaryOf(data.articles[at], ofArticle[at])));
  if (known?.open) { details.open = true; queueMicrotask(() => fillArticle(at)); }
  details.addEventListener("toggle", () => details.open && fillArticle(at));
  return details;
};
// Follow a link to an article or a record: the article is listed, built and opened first.
const follow = (hash) => {
  const name = decodeURIComponent(hash.slice(1));
  const at = Number(/^a(\d+)/.exec(name)?.[1]) - 1;
  if (!(at in data.articles)) return;
  if (!byId(`a${at + 1}`)) {
    byId("find-article").value = "";
    articlesShown = Math.max(articlesShown, at + 1);
    showArticles();
  }
  byId(`a${at + 1}`).open = true;
  fillArticle(at);
  const target = byId(name);
  target?.scrollIntoView({ block: name.includes("-e") ? "center" : "start" });
  if (byAnchor.has(name)) target.focus({ preventScroll: true });
  const first = name.includes("-e") ? null : target?.closest(".article")?.querySelector(`mark[data-of~="${name}"]`);
  if (first) first.closest(".text").scrollTop = first.offsetTop - 40;
};
