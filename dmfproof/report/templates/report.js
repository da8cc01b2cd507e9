"use strict";
// Sort by a column, filter by what the selects say, and let long formulas shrink to the width of the page.
function value(cell) { return cell.dataset.sort !== undefined ? Number(cell.dataset.sort) : cell.textContent.trim().toLowerCase(); }
function sortBy(head) {
  const table = head.closest("table"), body = table.tBodies[0], column = [...head.parentNode.children].indexOf(head);
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const rows = [...body.rows].map((row, place) => ({ row, place, key: value(row.cells[column]) }));
  rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (down ? -1 : 1) || a.place - b.place);
  body.append(...rows.map((entry) => entry.row));
}
function filter() {
  const wanted = [...document.querySelectorAll("[data-filter]")].map((input) => [input.dataset.filter, input.value.toLowerCase()]);
  let shown = 0;
  const rows = document.querySelectorAll("#claims tbody tr");
  for (const row of rows) {
    row.hidden = !wanted.every(([key, text]) => !text || (key === "text" ? row.textContent.toLowerCase().includes(text) : row.dataset[key].split("|").includes(text)));
    shown += row.hidden ? 0 : 1;
  }
  document.getElementById("shown").textContent = shown + " of " + rows.length + " claims shown";
}
let printing = false, opened = [];
function fit(root) {
  // All reads between the writes, so that the page is laid out three times and not once for each formula.
  const boxes = [...root.querySelectorAll(".formula, .given li")];
  for (const box of boxes) box.style.fontSize = "";
  const over = boxes.map((box) => (box.clientWidth ? box.scrollWidth / box.clientWidth : 1));
  boxes.forEach((box, i) => { if (over[i] > 1.001) box.style.fontSize = Math.max(printing ? 0.25 : 0.5, 0.93 / over[i]) + "em"; });
  const still = boxes.map((box, i) => over[i] > 1.001 && box.scrollWidth > box.clientWidth + 1);
  boxes.forEach((box, i) => { if (still[i]) box.tabIndex = 0; else box.removeAttribute("tabindex"); });
}
for (const head of document.querySelectorAll("table.sortable th")) head.querySelector("button").addEventListener("click", () => sortBy(head));
for (const input of document.querySelectorAll("[data-filter]")) input.addEventListener("input", filter);
for (const part of document.querySelectorAll("details")) part.addEventListener("toggle", () => { if (part.open && !printing) fit(part); });
addEventListener("beforeprint", () => {
  printing = true;
  opened = [...document.querySelectorAll("details:not([open]):not(.noprint)")];
  for (const part of opened) part.open = true;
  fit(document);
});
addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
  setTimeout(() => { printing = false; fit(document); }, 1000);
});
addEventListener("resize", () => fit(document));
document.fonts.ready.then(() => fit(document));
if (document.getElementById("claims")) filter();
