// The page: showing the documents, moving in them, deciding. Needs model.js before it.

const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const review = new Review(data);
const HUES = Object.fromEntries([
  ...data.kinds.map((kind, index) => [kind, `h${Math.min(index, 13)}`]),
  ...data.types.map((type, index) => [type, `t${index}`]),
]);
const sign = (name) => data.signs[name] || name.slice(0, 2);
const VERDICTS = { "": "open", accept: "accepted", reject: "rejected" };
const number = (count) => count.toLocaleString("en");
// What is not certain is not said to be.
const percent = (share) => `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;

// ---------------------------------------------------------------- text that stays text

// What would steer the page, turn the line round, or not be seen at all, is written out.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

function codepoint(text) {
  return `U+${text.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function visible(text) {
  return text.replace(UNSEEN, codepoint).replace(/[\n\t]/g, " ");
}

function put(parent, text) {
  let at = 0;
  for (const found of text.matchAll(UNSEEN)) {
    if (found[0] === "\r" || found[0] === "\f" || found[0] === "\v") continue;
    parent.append(text.slice(at, found.index), element("span", "unseen", codepoint(found[0])));
    at = found.index + found[0].length;
  }
  parent.append(text.slice(at));
}

function element(name, classes = "", text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}

function say(text) {
  $("said").textContent = text;
}

// ---------------------------------------------------------------- what is shown

let shown = null;       // the document on the page, or null for the overview
let current = null;     // the chosen change or marker
let rows = [];          // { row, node } of the document on the page
const nodes = new Map();  // the element of a slot or a marker

const filter = { state: "", made: "", low: 0, high: 100, name: "", kinds: null, types: null };

function passes(change) {
  const sure = change.confidence * 100;
  return change.how !== FIXED
    && (!filter.kinds || filter.kinds.has(change.kind))
    && (!filter.made || (change.how === MADE) === (filter.made === "made"))
    && (!filter.state || (change.verdict || "open") === filter.state)
    && sure >= filter.low && sure <= filter.high;
}

function passesMarker(marker) {
  const sure = marker.confidence * 100;
  return (!filter.types || filter.types.has(marker.type)) && sure >= filter.low && sure <= filter.high;
}

const plainFilter = () => !filter.kinds && !filter.types && !filter.made && !filter.state
  && filter.low <= 0 && filter.high >= 100;

// The change of a slot that is spoken of first: an open one before a decided one.
function first(slot) {
  const wanted = slot.changes.filter(passes);
  return wanted.find((change) => !change.verdict) || wanted[0];
}

function label(change) {
  const how = change.how === MADE ? "changed" : "suggested";
  const before = visible(change.before) || "nothing", after = visible(change.after) || "nothing";
  return `${change.kind}, ${how}: ${before} to ${after}, ${percent(change.confidence)}, ${change.reason}, ${VERDICTS[change.verdict]}`;
}

function markerLabel(marker) {
  const told = marker.told.map(([name, value]) => `${name} ${visible(value)}`).join(", ");
  return `marker, ${marker.type}: ${told || data.meanings[marker.type]}, ${percent(marker.confidence)}`;
}

function drawSlot(node, slot) {
  const change = first(slot);
  const text = slot.text(shown);
  node.replaceChildren();
  node.className = "plain";
  for (const name of ["role", "tabindex", "aria-label", "data-sign"]) node.removeAttribute(name);
  if (!change) {
    put(node, text);
    return;
  }
  const standing = slot.standing().includes(change);
  node.className = `change ${HUES[change.kind]} ${standing ? "stands" : "stands-not"} ${change.verdict}`;
  if (change.how === SUGGESTED && !standing) node.classList.add("suggested");
  if (!text) node.classList.add("gone");
  if (current && current.slot === slot) node.classList.add("current");
  node.dataset.sign = sign(change.kind) + ({ accept: "\u00a0✓", reject: "\u00a0✕" }[change.verdict] || "");
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", label(change));
  node.tabIndex = current && current.slot === slot ? 0 : -1;
  put(node, text);
}

function drawBefore(slot) {
  const before = shown.original.slice(slot.start, slot.end);
  const change = first(slot);
  const node = element("span", change ? `before ${HUES[change.kind]}` : "plain");
  if (change && slot.standing().includes(change)) node.classList.add("replaced");
  if (change && !before) node.classList.add("gone");
  put(node, before);
  return node;
}

// One cell of clean text: its slots, and its markers around them.
function drawClean(cell, row, markers) {
  let open = null, box = cell;
  const into = (marker) => {
    if (marker === open) return;
    open = marker;
    box = cell;
    if (marker) {
      box = element("span", `marker ${HUES[marker.type]}`);
      box.dataset.sign = sign(marker.type);
      box.setAttribute("role", "group");  // changes may stand in it
      box.setAttribute("aria-label", markerLabel(marker));
      box.tabIndex = -1;
      box.item = marker;
      if (marker === current) box.classList.add("current");
      if (!nodes.has(marker)) nodes.set(marker, box);
      cell.append(box);
    }
  };
  for (const part of row.parts) {
    if (part.slot) {
      const over = markers.find((m) => m.start < part.to && part.from < m.end);
      into(over || (open && open.end > part.from ? open : null));
      const node = element("span");
      node.held = part.slot;
      nodes.set(part.slot, node);
      drawSlot(node, part.slot);
      box.append(node);
      continue;
    }
    let at = part.from;
    while (at < part.to) {
      const over = markers.find((m) => m.start <= at && at < m.end);
      const next = over ? over.end : Math.min(...markers.map((m) => m.start).filter((s) => s > at), part.to);
      const to = Math.min(next, part.to);
      into(over || null);
      put(box, part.text.slice(at - part.from, to - part.from));
      at = to;
    }
  }
}

function drawRow(entry) {
  const { row, node } = entry;
  const slots = row.parts.filter((part) => part.slot).map((part) => part.slot);
  const markers = entry.markers.filter(passesMarker);
  const marked = slots.some(first) || markers.length > 0;
  node.className = `row${row.page ? " page" : ""}${slots.some(first) ? " changed" : ""}${marked ? " marked" : ""}`;
  const place = element("span", "line", String(row.line));
  place.setAttribute("role", "rowheader");
  place.setAttribute("aria-label", `Line ${row.line}${row.page ? ", a new page" : ""}`);
  const original = element("span", "cell original"), clean = element("span", "cell clean");
  for (const cell of [original, clean]) {
    cell.setAttribute("role", "cell");
    cell.dir = "auto";
  }
  for (const part of row.parts) {
    if (part.slot) original.append(drawBefore(part.slot));
    else put(original, part.text);
  }
  drawClean(clean, row, markers);
  node.replaceChildren(place, original, clean);
}

function markersOf(row) {
  const from = row.parts.length ? row.parts[0].from : 0;
  const to = row.parts.length ? row.parts[row.parts.length - 1].to : 0;
  return shown.markers.filter((marker) => marker.start < to && from < marker.end);
}

const CHUNK = 60;  // lines that the browser lays out together, when they come into view

function table(doc) {
  const made = element("div", "lines");
  made.setAttribute("role", "table");
  made.setAttribute("aria-label", `${visible(doc.name)}: original and clean text, line by line`);
  const head = element("div", "row heads");
  head.setAttribute("role", "row");
  for (const name of ["Line", "Original", "Clean text"]) {
    const cell = element("span", { Line: "line", Original: "cell original" }[name] || "cell", name);
    cell.setAttribute("role", "columnheader");
    head.append(cell);
  }
  made.append(head);
  const entries = [];
  let group = null;
  for (const row of doc.rows()) {
    if (entries.length % CHUNK === 0) {
      group = element("div", "chunk");
      group.setAttribute("role", "rowgroup");
      made.append(group);
    }
    const node = element("div");
    node.setAttribute("role", "row");
    const entry = { row, node, markers: markersOf(row) };
    drawRow(entry);
    entries.push(entry);
    group.append(node);
  }
  return { made, entries };
}

function show(doc) {
  hideTip();
  shown = doc;
  nodes.clear();
  rows = [];
  current = null;
  $("overview").hidden = Boolean(doc);
  $("reading").hidden = !doc;
  $("text").replaceChildren();
  if (doc) {
    $("reading-title").textContent = visible(doc.name);
    $("about").textContent = doc.about.map(visible).join(" · ");
    const { made, entries } = table(doc);
    rows = entries;
    $("text").append(made);
    $("earlier").disabled = !listed(-1);
    $("later").disabled = !listed(1);
    const change = choosable()[0];
    if (change) nodes.get(change).tabIndex = 0;
  }
  inspect();
  drawList();
  highlight();
  window.scrollTo(0, 0);
}

function redraw() {
  const kept = current;
  nodes.clear();
  for (const entry of rows) drawRow(entry);
  current = kept;
  if (!current && shown) {
    const change = choosable()[0];
    if (change) nodes.get(change).tabIndex = 0;
  }
  highlight();
}

// The changed places of the document that pass the filter, in order.
function choosable() {
  return shown ? shown.slots.filter((slot) => first(slot)) : [];
}

// ---------------------------------------------------------------- the list, the counts

const listNodes = new Map();

// The folder that all documents share says nothing in a list of them.
function shared() {
  const folders = review.docs.map((doc) => doc.name.slice(0, doc.name.lastIndexOf("/") + 1));
  let common = folders[0] || "";
  while (common && !folders.every((folder) => folder.startsWith(common))) {
    common = common.slice(0, -1); // before it is sought: the root is nothing but a stroke
    common = common.slice(0, common.lastIndexOf("/") + 1);
  }
  return common.length;
}

function buildList() {
  const from = shared();
  for (const doc of review.docs) {
    const item = element("li"), link = element("a");
    link.href = `#d${doc.number}`;
    link.append(element("bdi", "", visible(doc.name.slice(from))), element("span", "count"));
    item.append(link);
    $("list").append(item);
    listNodes.set(doc, item);
  }
}

function has(doc) {
  if (filter.name && !doc.name.toLowerCase().includes(filter.name.toLowerCase())) return false;
  if (query && !hits(doc)) return false;
  if (plainFilter()) return true;
  return doc.changes.some(passes) || (filter.types && doc.markers.some(passesMarker));
}

function drawList() {
  let count = 0;
  for (const [doc, item] of listNodes) {
    item.hidden = !has(doc);
    if (!item.hidden) count += 1;
    const open = doc.decidable.filter((change) => !change.verdict && passes(change)).length;
    const link = item.firstChild;
    link.lastChild.textContent = open ? number(open) : "";
    link.lastChild.title = open ? `${number(open)} open` : "";
    if (doc === shown) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const overview = $("list").querySelector("a");
  if (shown) overview.removeAttribute("aria-current");
  else overview.setAttribute("aria-current", "page");
  const all = review.docs.length;
  $("listed").textContent = count === all ? number(all) : `${number(count)} of ${number(all)}`;
  $("filtered").textContent = plainFilter() && !filter.name ? "" : "in use";
  const counts = review.counts();
  $("tally").textContent = `${number(counts.open)} open · ${number(counts.accept)} accepted · ${number(counts.reject)} rejected`
    + (review.words.size ? ` · ${number(review.words.size)} word${review.words.size > 1 ? "s" : ""} never touched` : "");
  $("undo").disabled = !review.history.length;
}

function listed(step) {
  const docs = review.docs.filter((doc) => has(doc) || doc === shown);
  return docs[docs.indexOf(shown) + step] || null;
}

function go(doc) {
  location.hash = doc ? `d${doc.number}` : "overview";
}

function route() {
  if (location.hash && !/^#(d\d+|overview)$/.test(location.hash)) return;  // such as #main
  const found = /^#d(\d+)$/.exec(location.hash);
  const doc = found && review.docs[Number(found[1]) - 1];
  if (doc !== shown || !doc) show(doc || null);
}

// Show a document at once, where the next step is taken in it.
function open(doc) {
  history.pushState(null, "", `#d${doc.number}`);
  show(doc);
}

// ---------------------------------------------------------------- choosing

function choose(item, focus = true) {
  hideTip();
  const old = current;
  current = item;
  for (const one of [old, item]) {
    if (!one) continue;
    const key = one.slot || one, node = nodes.get(key);
    if (!node) continue;
    node.classList.toggle("current", one === item);
    node.tabIndex = one === item ? 0 : -1;
  }
  inspect();
  const node = item && nodes.get(item.slot || item);
  if (node && focus) {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center" });
  }
}

// Let the chosen one go, and leave the focus where it stands.
let dismissing = false;

function dismiss() {
  const node = current && nodes.get(current.slot || current);
  choose(null);
  if (!node) return;
  node.tabIndex = 0;
  dismissing = true;
  node.focus({ preventScroll: true });
  dismissing = false;
}

function step(direction) {
  const slots = choosable();
  const at = current && current.slot ? slots.indexOf(current.slot) : -1;
  let next = slots[at + direction];
  if (at < 0) next = direction > 0 ? slots[0] : slots[slots.length - 1];
  if (at < 0 && current && shown) {
    // From a marker, or a change that the filter has let go, on from where it stands.
    const here = nodes.get(current.slot || current);
    const after = (slot) => here && here.compareDocumentPosition(nodes.get(slot)) & 4;
    next = direction > 0 ? slots.find(after) : slots.filter((slot) => !after(slot)).pop();
  }
  if (next) {
    choose(first(next));
    return;
  }
  let docs = review.docs.slice(shown ? shown.number - 1 + (direction > 0 ? 1 : 0) : 0);
  if (direction < 0) docs = shown ? review.docs.slice(0, shown.number - 1).reverse() : [];
  const doc = docs.find((one) => has(one) && one.changes.some(passes));
  if (!doc) {
    say(direction > 0 ? "No further change." : "No earlier change.");
    return;
  }
  open(doc);
  const there = choosable();
  choose(first(direction > 0 ? there[0] : there[there.length - 1]));
}

function stepMarker(direction) {
  const markers = shown ? shown.markers.filter((marker) => nodes.has(marker)) : [];
  const at = markers.indexOf(current);
  let next = markers[at + direction];
  if (at < 0) next = direction > 0 ? markers[0] : markers[markers.length - 1];
  if (next) choose(next);
  else say("No further marker in this document.");
}

// ---------------------------------------------------------------- the chosen one, told

function field(list, name, value, classes = "") {
  const group = element("div");
  group.append(element("dt", "", name));
  const told = element("dd", classes);
  told.append(element("bdi", "", value));
  group.append(told);
  list.append(group);
}

function reading(text) {
  const node = element("bdi", "reading");
  if (!text) node.append(element("span", "nothing", "nothing"));
  else if (!text.trim()) node.append(element("span", "nothing", text.includes("\n") ? "a line end" : "a blank"));
  else put(node, text);
  return node;
}

function button(text, key, act, pressed) {
  const made = element("button", "", text);
  made.type = "button";
  if (key) made.append(" ", element("kbd", "", key));
  if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
  made.addEventListener("click", act);
  return made;
}

function inspect() {
  const box = $("inspector");
  box.hidden = !current;
  document.body.classList.toggle("inspecting", Boolean(current));
  if (!current) return;
  box.replaceChildren();
  if (!current.slot) {
    inspectMarker(box, current);
  } else {
    const others = current.slot.changes.filter((change) => change !== current && passes(change));
    inspectChange(box, current);
    for (const change of others)
      box.append(button(`Other reading: ${visible(change.after)} (${percent(change.confidence)})`, "", () => choose(change)));
  }
  const close = button("Close", "Esc", dismiss);
  close.className = "close";
  box.append(close);
}

function inspectChange(box, change) {
  const title = element("p", "what");
  title.append(reading(change.before), element("span", "arrow", " → "), reading(change.after));
  title.querySelector(".arrow").setAttribute("aria-label", "to");
  const list = element("dl");
  const kind = element("div");
  kind.append(element("dt", "", "Kind"), element("dd"));
  kind.lastChild.append(element("span", `sign ${HUES[change.kind]}`, sign(change.kind)), ` ${change.kind}, ${change.how === MADE ? "changed" : "suggested"}`);
  list.append(kind);
  field(list, "Confidence", percent(change.confidence));
  field(list, "Why", visible(change.reason));
  field(list, "Decided", VERDICTS[change.verdict], "state");
  const acts = element("p", "acts");
  const alike = review.like(change).length;
  acts.append(
    button("Accept", "a", () => decide([change], "accept"), change.verdict === "accept"),
    button("Reject", "r", () => decide([change], "reject"), change.verdict === "reject"),
  );
  if (alike > 1)
    acts.append(
      button(`Accept all ${number(alike)} like it`, "A", () => decide(review.like(change), "accept")),
      button(`Reject all ${number(alike)} like it`, "R", () => decide(review.like(change), "reject")),
    );
  if (change.verdict) acts.append(button("Leave open", "", () => decide([change], "")));
  const word = wordOf(change);
  if (word) acts.append(button(`Never touch “${visible(word)}”`, "w", () => never(change)));
  box.append(title, list, acts);
}

function inspectMarker(box, marker) {
  const title = element("p", "what");
  title.append(element("span", `sign ${HUES[marker.type]}`, sign(marker.type)), " ", element("span", "", marker.type));
  const list = element("dl");
  field(list, "Says", data.meanings[marker.type]);
  for (const [name, value] of marker.told) field(list, name.replace(/_/g, " "), visible(value));
  field(list, "Confidence", percent(marker.confidence));
  box.append(title, list);
}

// ---------------------------------------------------------------- deciding

function wordOf(change) {
  const word = change.before.trim().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  return /\p{L}/u.test(word) && word.length > 1 && !/\s/.test(word) ? word : "";
}

function decide(changes, verdict, word = "") {
  const wanted = changes.filter((change) => change.verdict !== verdict);
  if (!wanted.length && (!word || review.words.has(word))) return;
  review.decide(wanted, verdict, word);
  say(`${number(wanted.length)} ${VERDICTS[verdict]}.`);
  decisionsChanged(wanted);
}

function never(change) {
  const word = wordOf(change);
  if (word) decide(review.changes.filter((other) => wordOf(other) === word), "reject", word);
}

function undo() {
  const changes = review.undo();
  if (!changes.length && !review.history.length && $("undo").disabled) return;
  say("Taken back.");
  decisionsChanged(changes);
}

function decisionsChanged(changes) {
  const slots = new Set(changes.map((change) => change.slot));
  for (const entry of rows)
    if (entry.row.parts.some((part) => slots.has(part.slot))) {
      const held = entry.node.contains(document.activeElement);
      drawRow(entry);
      if (held && current) nodes.get(current.slot || current)?.focus({ preventScroll: true });
    }
  const acting = $("inspector").contains(document.activeElement) && document.activeElement.textContent;
  inspect();
  if (acting) {
    // The buttons are made anew; the focus stays on the same one, or on the change.
    const same = [...$("inspector").querySelectorAll("button")].find((one) => one.textContent === acting);
    if (same) same.focus();
    else if (current) nodes.get(current.slot || current)?.focus({ preventScroll: true });
  }
  drawList();
  highlight();
  keep();
}

// ---------------------------------------------------------------- keeping the decisions

// Between visits the browser keeps them, for a page of the same documents and the same changes.
const STORE = `ocrfix:${data.id}`;
let unsaved = false;
let saving = Promise.resolve();

function keep() {
  unsaved = true;
  if (data.served) {
    save();
    return;
  }
  try {
    const verdicts = review.docs.map((doc) => doc.changes.filter((c) => c.verdict).map((c) => [c.number, c.verdict]));
    localStorage.setItem(STORE, JSON.stringify({ verdicts, words: [...review.words] }));
  } catch { /* a browser that keeps nothing: the file does */ }
}

function restore() {
  if (data.served) return;
  try {
    const kept = JSON.parse(localStorage.getItem(STORE));
    if (!kept) return;
    for (const [index, verdicts] of kept.verdicts.entries())
      for (const [change, verdict] of verdicts) review.docs[index].changes[change].verdict = verdict;
    for (const word of kept.words) review.words.add(word);
  } catch { /* nothing kept, or not by this page */ }
}

function save() {
  const text = JSON.stringify(review.decisions(), null, 2) + "\n";
  if (!data.served) {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
    say("Decisions saved as decisions.json.");
    return;
  }
  // One after the other, so that the last decision is the last one written.
  saving = saving.then(async () => {
    try {
      const answer = await fetch("decisions", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: text,
      });
      if (!answer.ok) throw new Error(await answer.text());
      unsaved = false;
      $("save").textContent = "Saved";
    } catch (error) {
      $("save").textContent = "Not saved: try again";
      say(`Not saved: ${error.message}`);
    }
  });
}

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

// ---------------------------------------------------------------- the short word on hover

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
    const meaning = item.told.find(([name]) => name === "meaning");
    const code = item.told.find(([name]) => name === "code");
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
  const node = target.closest && target.closest(".change, .marker");
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

// A kind or type of the overview, picked: that one alone, in the first document that has it.
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
  $("theme").setAttribute("aria-label", `Use the ${theme === "dark" ? "light" : "dark"} colours`);
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

// From the overview, all documents that pass the filter go to the printer, one after the other.
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
buildList();
if (matchMedia("(min-width: 60rem)").matches) document.body.classList.add("broad");
if (review.docs.length === 1 && !location.hash) location.hash = "d1";
route();
drawList();
