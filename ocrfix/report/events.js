// Search, tooltip, filters, keys, and the start of the page. It is loaded last.

// ---------------------------------------------------------------- search

let query = "";

function hits(doc) {
  return doc.original.toLowerCase().includes(query) || doc.text.toLowerCase().includes(query);
}

function hitRows() {
  return rows.filter(({ node }) => node.classList.contains("hit"));
}

function highlight() {
  const ranges = [];
  for (const { node } of rows) {
    let hit = false;
    if (query)
      for (const cell of node.querySelectorAll(".cell")) {
        const found = find(cell);
        hit = hit || found.length > 0;
        ranges.push(...found);
      }
    node.classList.toggle("hit", hit);
  }
  if (globalThis.CSS && CSS.highlights) CSS.highlights.set("search", new Highlight(...ranges));
  if (query) {
    const docs = review.docs.filter((doc) => has(doc)).length;
    const here = shown ? `${number(hitRows().length)} line${hitRows().length === 1 ? "" : "s"} here, ` : "";
    $("found").textContent = `${here}${number(docs)} document${docs === 1 ? "" : "s"}`;
  } else $("found").textContent = "";
}

function find(cell) {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const texts = [];
  let all = "";
  while (walker.nextNode()) {
    texts.push([walker.currentNode, all.length]);
    all += walker.currentNode.data;
  }
  const lower = all.toLowerCase(), ranges = [];
  if (lower.length !== all.length) return lower.includes(query) ? [spanning(texts, 0, all.length)] : [];
  for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, at + query.length))
    ranges.push(spanning(texts, at, at + query.length));
  return ranges;
}

function spanning(texts, start, end) {
  const range = new Range();
  for (const [node, at] of texts) {
    if (at <= start && start <= at + node.length) range.setStart(node, start - at);
    if (at < end && end <= at + node.length) range.setEnd(node, end - at);
  }
  return range;
}

let lastHit = null;

function nextHit(direction) {
  if (!query) return;
  const found = hitRows();
  const at = found.findIndex(({ node }) => node === lastHit);
  let next = found[at + direction];
  if (at < 0) next = direction > 0 ? found[0] : found[found.length - 1];
  if (!next) {
    const docs = review.docs.filter((doc) => has(doc));
    const here = docs.indexOf(shown);
    const doc = docs[(here + direction + docs.length) % docs.length];
    if (!doc) return;
    lastHit = null;
    if (doc !== shown) open(doc);
    next = direction > 0 ? hitRows()[0] : hitRows().pop();
  }
  if (!next) return;
  if (lastHit) lastHit.classList.remove("here");
  lastHit = next.node;
  lastHit.classList.add("here");
  lastHit.scrollIntoView({ block: "center" });
}

// ---------------------------------------------------------------- tooltip

let hiding = 0;

function showTip(node, item) {
  clearTimeout(hiding);
  const tip = $("tip");
  tip.replaceChildren();
  const what = element("p");
  if (item.slot) {
    what.append(reading(item.before), " → ", reading(item.after));
    tip.append(what, element("p", "note", `${item.kind}, ${percent(item.confidence)}, ${VERDICTS[item.verdict]}`), element("p", "", visible(item.reason)));
  } else {
    const meaning = item.fields.find(([name]) => name === "meaning");
    const code = item.fields.find(([name]) => name === "code");
    what.append(`${item.type}${code ? ` ${visible(code[1])}` : ""}`);
    tip.append(what, element("p", "", visible(meaning ? meaning[1] : data.meanings[item.type])));
  }
  tip.hidden = false;
  const at = node.getClientRects()[0] || node.getBoundingClientRect(), size = tip.getBoundingClientRect();
  const below = at.bottom + size.height < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  tip.style.top = `${below ? at.bottom : at.top - size.height}px`;
}

function hideTip() {
  clearTimeout(hiding);
  $("tip").hidden = true;
}

function itemOf(target) {
  const node = target.closest && target.closest(".change, .marker, .box");
  if (!node) return null;
  return { node, item: node.held ? first(node.held) : node.item };
}

// ---------------------------------------------------------------- events

const text = $("text");
text.addEventListener("click", (event) => {
  const found = itemOf(event.target);
  if (found && found.item) choose(found.item, false);
});
text.addEventListener("focusin", (event) => {
  const found = itemOf(event.target);
  if (!dismissing && found && found.item && (found.item.slot || found.item) !== (current && (current.slot || current))) choose(found.item, false);
});
text.addEventListener("mouseover", (event) => {
  const found = itemOf(event.target);
  if (found && found.item) showTip(found.node, found.item);
});
text.addEventListener("mouseout", () => { hiding = setTimeout(hideTip, 150); });
$("tip").addEventListener("mouseover", () => clearTimeout(hiding));
$("tip").addEventListener("mouseout", () => { hiding = setTimeout(hideTip, 150); });

function filterChanged() {
  const number = (id, other) => ($(id).value === "" || Number.isNaN(Number($(id).value)) ? other : Number($(id).value));
  const chosen = (id) => {
    const boxes = [...$(id).querySelectorAll("input")];
    const on = boxes.filter((box) => box.checked);
    return on.length === boxes.length ? null : new Set(on.map((box) => box.value));
  };
  Object.assign(filter, {
    state: $("f-state").value, made: $("f-made").value, name: $("f-name").value.trim(),
    low: number("f-low", 0), high: number("f-high", 100), kinds: chosen("f-kinds"), types: chosen("f-types"),
  });
  redraw();
  drawList();
}

function buildFilters() {
  const kinds = new Set(review.docs.flatMap((doc) => doc.decidable.map((change) => change.kind)));
  const types = new Set(review.docs.flatMap((doc) => doc.markers.map((marker) => marker.type)));
  const add = (id, names) => {
    for (const name of names) {
      const made = element("label", "check"), input = element("input");
      input.type = "checkbox";
      input.value = name;
      input.defaultChecked = true;  // so that "Show all" checks it again
      made.append(input, " ", element("span", `sign ${HUES[name]}`, sign(name)), ` ${name}`);
      made.querySelector(".sign").setAttribute("aria-hidden", "true");
      $(id).append(made);
    }
    $(id).hidden = !$(id).querySelector("input");
  };
  add("f-kinds", data.kinds.filter((kind) => kinds.has(kind)));
  add("f-types", data.types.filter((type) => types.has(type)));
  const form = $("filter");
  form.addEventListener("input", filterChanged);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filterChanged));
}

// Filter by a kind or type selected in the overview, and open the first document that has it.
function pick(name, id) {
  $("filter").reset();
  for (const box of $(id).querySelectorAll("input")) box.checked = box.value === name;
  setTimeout(() => {
    $("filters").open = true;
    filterChanged();
    const wanted = id === "f-types" ? (doc) => doc.markers.some(passesMarker) : (doc) => doc.changes.some(passes);
    const doc = review.docs.find((one) => has(one) && wanted(one));
    if (doc) open(doc);
  });
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  $("theme").textContent = theme === "dark" ? "Light" : "Dark";
  $("theme").setAttribute("aria-label", `Use the ${theme === "dark" ? "light" : "dark"} colors`);
}

const KEYS = {
  j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
  m: () => stepMarker(1), M: () => stepMarker(-1),
  "]": () => { const doc = listed(1); if (doc) go(doc); },
  "[": () => { const doc = listed(-1); if (doc) go(doc); },
  a: () => current && current.slot && decide([current], "accept"),
  r: () => current && current.slot && decide([current], "reject"),
  A: () => current && current.slot && decide(review.like(current), "accept"),
  R: () => current && current.slot && decide(review.like(current), "reject"),
  w: () => current && current.slot && never(current),
  u: undo, s: save, o: () => go(null),
  v: () => flip("beside"), l: stripHere, L: () => flip("strips"), "}": () => turn(1), "{": () => turn(-1),
  "/": () => $("search").focus(),
  "?": () => $("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !$("help").open) {
    if (!$("tip").hidden) hideTip();
    else if (document.activeElement === $("search")) $("search").blur();
    else if (current) dismiss();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (typing || !$("keys").checked) return;
  if ((event.key === "Enter" || event.key === " ") && itemOf(event.target)) {
    event.preventDefault();
    choose(itemOf(event.target).item);
    $("inspector").querySelector("button")?.focus();
    return;
  }
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

$("search").addEventListener("input", () => {
  query = $("search").value.toLowerCase();
  lastHit = null;
  drawList();
  highlight();
});
$("search").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  nextHit(event.shiftKey ? -1 : 1);
});
$("only").addEventListener("change", () => document.body.classList.toggle("only", $("only").checked));
$("undo").addEventListener("click", undo);
$("save").addEventListener("click", save);
$("earlier").addEventListener("click", () => { const doc = listed(-1); if (doc) go(doc); });
$("later").addEventListener("click", () => { const doc = listed(1); if (doc) go(doc); });
$("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
$("help-open").addEventListener("click", () => $("help").showModal());
$("help-close").addEventListener("click", () => $("help").close());
for (const node of document.querySelectorAll("[data-pick]")) node.addEventListener("click", () => pick(node.dataset.pick, node.dataset.filter));
addEventListener("hashchange", route);
addEventListener("popstate", route);
addEventListener("scroll", hideTip, { passive: true });
addEventListener("beforeunload", (event) => { if (unsaved && data.served) event.preventDefault(); });

// From the overview, all documents that pass the filter are printed.
addEventListener("beforeprint", () => {
  if (shown) return;
  const kept = shown;
  for (const doc of review.docs.filter((one) => one !== kept && has(one))) {
    shown = doc;
    const sheet = element("section", "printed");
    sheet.append(element("h2", "", visible(doc.name)), table(doc).made);
    $("main").append(sheet);
  }
  shown = kept;
  redraw();
});
addEventListener("afterprint", () => { for (const node of document.querySelectorAll(".printed")) node.remove(); });

const dark = matchMedia("(prefers-color-scheme: dark)");
setTheme(dark.matches ? "dark" : "light");
dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));
restore();
buildFilters();
scanEvents();
buildList();
if (matchMedia("(min-width: 60rem)").matches) document.body.classList.add("broad");
if (review.docs.length === 1 && !location.hash) location.hash = "d1";
route();
drawList();
