"use strict";
// The page is complete without this script: it adds sorting, searching, and opening the article that a link leads to.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[ıİ]/g, "i").toLowerCase();
  const fill = (node, values) => {
    node.textContent = Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), node.dataset.text);
  };

  // A table of records: the rows that fit stand in the first table, the others in a second one that is closed until it is wanted.
  const enliven = (input) => {
    const name = input.dataset.filter;
    const first = document.getElementById(`${name}-table`);
    const second = document.getElementById(`${name}-more`);
    const limit = second ? Number(second.dataset.limit) : Infinity;
    const output = document.querySelector(`output[data-shown="${name}"]`);
    const summary = document.querySelector(`summary[data-more="${name}"]`);
    let rows = [...first.tBodies[0].rows, ...(second ? second.tBodies[0].rows : [])];
    let texts; // folded when the first letter is typed: the page opens without it

    const show = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      if (words.length) texts ??= new Map(rows.map((row) => [row, fold(row.textContent)]));
      const fitting = words.length ? rows.filter((row) => words.every((word) => texts.get(row).includes(word))) : rows;
      first.tBodies[0].replaceChildren(...fitting.slice(0, limit));
      if (second) {
        second.tBodies[0].replaceChildren(...fitting.slice(limit));
        summary.parentNode.hidden = fitting.length <= limit;
        fill(summary, { more: fitting.length - limit });
      }
      fill(output, { shown: fitting.length, all: rows.length });
    };

    const sort = (head) => {
      const at = head.cellIndex;
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const keyed = rows.map((row, place) => ({ row, place, key: row.cells[at].dataset.key ?? row.cells[at].textContent.trim() }));
      const order = (a, b) => (a.key === "") - (b.key === "") || (descending ? -1 : 1) * collator.compare(a.key, b.key) || a.place - b.place;
      rows = keyed.sort(order).map((item) => item.row);
      show();
    };

    for (const head of first.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => sort(head));
      head.replaceChildren(button);
    }
    input.closest(".tools").classList.add("live");
    input.addEventListener("input", show);
    fill(output, { shown: rows.length, all: rows.length });
  };
  document.querySelectorAll("input[data-filter]").forEach(enliven);

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
