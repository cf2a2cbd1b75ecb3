"use strict";
// Filters and counts; without it the page is whole. Print shows all, whatever is filtered.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});
const form = document.getElementById("filter");
if (form) {
  const said = form.querySelector("output");
  const rows = Array.from(document.querySelectorAll("[data-level]"), (node) => {
    const group = node.closest(".group");
    const fold = node.closest(".document");
    const texts = [fold && fold.querySelector("h3"), group && group.querySelector("h5"), node];
    return {
      node,
      level: node.dataset.level,
      rule: group ? group.dataset.rule : node.dataset.rule,
      document: fold ? fold.id : node.dataset.document,
      count: Number(node.dataset.count || 1),
      text: texts.map((each) => (each ? each.textContent : "")).join("\n").toLowerCase(),
    };
  });
  const boxes = document.querySelectorAll(".group, .level, .document, .unread");
  const all = rows.reduce((sum, row) => sum + row.count, 0);

  function wanted() {
    const levels = new Set(Array.from(form.querySelectorAll(":checked[name=level]"), (box) => box.value));
    const { rule, document: name, text } = form.elements;
    const words = text.value.toLowerCase().split(/\s+/);
    return (row) =>
      levels.has(row.level) &&
      (!rule.value || rule.value === row.rule) &&
      (!name.value || name.value === row.document) &&
      words.every((word) => row.text.includes(word));
  }

  function apply() {
    const wants = wanted();
    let shown = 0;
    for (const row of rows) {
      const is = wants(row);
      row.node.classList.toggle("out", !is);
      shown += is ? row.count : 0;
    }
    for (const box of boxes) {
      box.classList.toggle("out", !box.querySelector("[data-level]:not(.out)"));
    }
    const told = said.dataset.words;
    said.textContent = told.replace("#", String(shown)).replace("#", String(all - shown));
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
}
