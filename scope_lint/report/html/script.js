"use strict";
// Without this script the page is whole: it adds the search, and shows the source of one file at a time beside what is said.
const every = (selector, root = document) => [...root.querySelectorAll(selector)];
const files = every(".file");
const query = document.getElementById("query");
const wide = matchMedia("(min-width: 1000px)"); // two columns, as in the style
const matches = document.getElementById("matches");

// Source: the file of the place that was asked for.
function show(file) {
  for (const other of files) other.hidden = other !== file;
}

function go(hash) {
  const goal = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!goal) return;
  const file = goal.closest(".file");
  if (file) show(file);
  for (let above = goal; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
  every(".line.target").forEach((line) => line.classList.remove("target"));
  if (goal.classList.contains("line")) goal.classList.add("target");
  goal.scrollIntoView({ block: file ? "center" : "start" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  every(".here").forEach((item) => item.classList.remove("here"));
  link.closest(".variable, .step, .finding li")?.classList.add("here");
  go(link.hash);
});
addEventListener("hashchange", () => go(location.hash));

// Search: a finding or a variable is shown where all words occur in it; a scope where something below it is.
const findings = every(".finding").map((element) => ({ element, text: element.textContent.toLowerCase(), severity: element.dataset.severity }));
const variables = every(".variable").map((element) => ({ element, text: `${element.title} ${element.textContent}`.toLowerCase() }));
const scopes = every(".scope");
const models = every(".model");
const boxes = every('input[name="severity"]');

function search() {
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const wanted = (text) => words.every((word) => text.includes(word));
  let found = 0, seen = 0;
  for (const { element, text, severity } of findings) {
    element.hidden = !wanted(text) || (boxes.length > 0 && !severities.has(severity));
    found += !element.hidden;
  }
  const around = new Set(); // what has something to show
  for (const { element, text } of variables) {
    element.hidden = !wanted(text);
    if (element.hidden) continue;
    seen++;
    for (let above = element.parentElement; above && !around.has(above); above = above.parentElement) around.add(above);
  }
  for (const scope of scopes) {
    scope.hidden = !around.has(scope);
    if (words.length && !scope.hidden) scope.firstElementChild.open = true;
  }
  for (const model of models) model.hidden = words.length > 0 && !around.has(model);
  const parts = [];
  if (findings.length) parts.push(`${found} of ${findings.length} findings`);
  if (variables.length) parts.push(`${seen} of ${variables.length} variables`);
  document.querySelector(".said-column").scrollTop = 0;
  matches.textContent = words.length || found < findings.length ? parts.join(", ") : "";
  matches.ariaBusy = "false";
}

// At each letter; where that takes long, once the typing pauses.
let long = false, pause;
query.addEventListener("input", () => {
  clearTimeout(pause);
  matches.ariaBusy = "true";
  pause = setTimeout(() => {
    const start = performance.now();
    search();
    long = performance.now() - start > 50;
  }, long ? 200 : 0);
});
boxes.forEach((box) => box.addEventListener("change", search));
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
    event.preventDefault();
    query.focus();
  } else if (event.key === "Escape" && event.target === query && query.value) {
    query.value = "";
    search();
  }
});

document.body.classList.add("live");
document.getElementById("search").hidden = false;
if (files.length) show(files[0]);
const first = document.querySelector(".finding .where a.place");
if (location.hash) go(location.hash);
else if (first && wide.matches) go(first.hash);
else if (first) show(document.getElementById(first.hash.slice(1)).closest(".file"));
