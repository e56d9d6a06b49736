"use strict";
// The page is complete without this script: it adds sorting, searching, and opening the article that a link leads to.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const keyOf = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.key ?? cell.textContent.trim();
  };
  const sort = (table, head, at) => {
    const descending = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, place) => ({ row, place, key: keyOf(row, at) }));
    const order = (a, b) => (a.key === "") - (b.key === "") || (descending ? -1 : 1) * collator.compare(a.key, b.key) || a.place - b.place;
    body.append(...rows.sort(order).map((item) => item.row));
  };
  for (const head of document.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => sort(head.closest("table"), head, head.cellIndex));
  }
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[ıİ]/g, "i").toLowerCase();
  for (const input of document.querySelectorAll("input[data-filter]")) {
    const rows = [...document.getElementById(input.dataset.filter).tBodies[0].rows].map((row) => ({ row, text: fold(row.textContent) }));
    const output = document.querySelector(`output[data-shown="${input.dataset.filter}"]`);
    const show = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        shown += !row.hidden;
      }
      output.textContent = output.dataset.text.replace("{shown}", shown).replace("{all}", rows.length);
    };
    input.closest(".tools").classList.add("live");
    input.addEventListener("input", show);
    show();
  }
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target?.closest("details");
    if (!details) return;
    details.open = true;
    target.scrollIntoView({ block: "start" });
    if (target.tabIndex === -1) target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", openTarget);
  openTarget();
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
})();
