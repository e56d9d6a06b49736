// The run itself, the language of the page, and what happens when the page opens, is linked into, or is printed.
const showProvenance = () => {
  const { run } = data;
  if (!run.elchi) return put("run", el("p", { class: "note" }, t("provenance.nothing")));
  const listed = (values) => Object.entries(values).map(([name, content]) => `${name} ${content}`).join(", ");
  const settings = Object.entries(run.configuration ?? {}).flatMap(([section, values]) => Object.entries(values).map(([name, content]) => el("code", {}, `${section}.${name}: ${[content].flat().join(", ")}`)));
  const columns = ["document", "status", "encoding", "bytes", "hash"];
  put("run", el("dl", { class: "facts" },
    el("dt", {}, t("provenance.versions")), el("dd", {}, `elchi ${run.elchi}, Python ${run.python}, ${listed(run.libraries ?? {})}`),
    el("dt", {}, t("provenance.settings_hash")), el("dd", {}, el("code", {}, run.configuration_hash)),
    el("dt", {}, t("provenance.settings")), el("dd", {}, settings.flatMap((node) => [node, " "]))),
    el("details", { class: "aside" }, el("summary", {}, `${t("provenance.inputs")} (${run.inputs.length})`), region(t("provenance.inputs"), el("table", { class: "small" },
      el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, t(`provenance.${name}`))))),
      el("tbody", {}, run.inputs.map((one) => el("tr", {}, el("td", {}, one.doc_id), el("td", {}, lookup(`values.${one.status}`) ?? one.status), el("td", {}, one.encoding ?? ""), el("td", { class: "number" }, String(one.bytes ?? "")), el("td", {}, el("code", {}, (one.sha256 ?? "").slice(0, 16))))))))),
    el("p", { class: "note" }, t("page.made_by", { version: run.elchi, finished: run.timings?.finished ?? "" })));
};

const translate = () => {
  document.documentElement.lang = language;
  document.title = `${t("page.title")} · elchi`;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t, { articles: data.articles.length });
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  put("languages", data.languages.map((code) => button(code.toUpperCase(), () => speak(code), { "aria-pressed": String(code === language), title: data.words[code].own_name, lang: code })));
};
const showCharts = (list) => {
  showFigures(list);
  showTimeline(list);
  showMap(list);
  showMatrix(list);
  showKinds(list);
};
const speak = (code) => {
  language = code;
  translate();
  buildFilters();
  const list = filtered();
  showCharts(list);
  showList(list);
  showArticles();
  showEvaluation();
  showProvenance();
  byId("languages").querySelector("[aria-pressed=true]").focus();
};

const PRINTED = 60; // articles that are laid out for paper; of more, those that are open
const prepareForPaper = () => {
  listing.shown = Math.max(listing.shown, 2000);
  showRows();
  if (data.articles.length <= PRINTED) for (const details of document.querySelectorAll("details.article")) details.open = true;
  for (const details of document.querySelectorAll("details.article[open]")) fillArticle(Number(details.id.slice(1)) - 1);
};

translate();
buildFilters();
listenToFilters();
onChange(showCharts);
onChange((list) => showList(list));
showCharts(found);
showList(found);
byId("find-article").addEventListener("input", showArticles);
showArticles();
showProvenance();
if (data.articles.length <= 2) for (const at of data.articles.keys()) byId(`a${at + 1}`).open = true;
addEventListener("hashchange", () => follow(location.hash));
document.addEventListener("click", (event) => { // a second click on the same link changes no hash, and must lead there all the same
  const anchor = event.target.closest?.("a[href^='#a']");
  if (anchor && anchor.getAttribute("href") === location.hash) follow(location.hash);
});
addEventListener("beforeprint", prepareForPaper);
let width = innerWidth;
addEventListener("resize", () => { if (Math.abs(innerWidth - width) > 80) { width = innerWidth; showTimeline(filtered()); showMap(filtered()); } });
if (data.summary) { // the evaluation is far down the page: it is built when the rest stands
  const later = window.requestIdleCallback ?? ((task) => setTimeout(task, 1));
  later(() => { showEvaluation(); document.documentElement.dataset.ready = "all"; });
} else document.documentElement.dataset.ready = "all";
if (location.hash) follow(location.hash);
