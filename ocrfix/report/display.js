// The display of documents. It is loaded after model.js.

const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const review = new Review(data);
const HUES = data.hues;
const sign = (name) => data.abbreviations[name] || name.slice(0, 2);
const VERDICTS = { "": "open", accept: "accepted", reject: "rejected" };
const number = (count) => count.toLocaleString("en");
// Only certainty is shown as 100 %.
const percent = (share) => `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;

// ---------------------------------------------------------------- text and elements

// Control characters, characters that change the direction, and invisible ones are written out.
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

// ---------------------------------------------------------------- display

let shown = null;       // the document on the page, or null for the overview
let current = null;     // the chosen change or marker
let rows = [];          // { row, node } of the document on the page
const nodes = new Map();  // the element of each slot or marker

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

// The change of a slot that is shown first: an open one before a decided one.
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
  const fields = marker.fields.map(([name, value]) => `${name} ${visible(value)}`).join(", ");
  return `marker, ${marker.type}: ${fields || data.meanings[marker.type]}, ${percent(marker.confidence)}`;
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

// Fills a cell of clean text with its slots, and the markers around them.
function drawClean(cell, row, markers) {
  let open = null, box = cell;
  const into = (marker) => {
    if (marker === open) return;
    open = marker;
    box = cell;
    if (marker) {
      box = element("span", `marker ${HUES[marker.type]}`);
      box.dataset.sign = sign(marker.type);
      box.setAttribute("role", "group");  // it may contain changes
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
  const place = element("span", "line");
  place.append(lineNumber(row));
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
  const strip = stripOf(entry, marked);
  if (strip) {
    const cell = element("span", "scanned");
    cell.setAttribute("role", "cell");
    cell.append(strip);
    place.after(cell);
  }
}

function markersOf(row) {
  const from = row.parts.length ? row.parts[0].from : 0;
  const to = row.parts.length ? row.parts[row.parts.length - 1].to : 0;
  return shown.markers.filter((marker) => marker.start < to && from < marker.end);
}

const CHUNK = 60;  // lines that the browser lays out together, when they become visible

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
  scanShown();
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
  drawBoxes();
  highlight();
}

// The slots of the document with changes that pass the filter, in order.
function choosable() {
  return shown ? shown.slots.filter((slot) => first(slot)) : [];
}

// ---------------------------------------------------------------- list and counts

const listNodes = new Map();

// The length of the folder that all documents share, which the list omits.
function shared() {
  const folders = review.docs.map((doc) => doc.name.slice(0, doc.name.lastIndexOf("/") + 1));
  let common = folders[0] || "";
  while (common && !folders.every((folder) => folder.startsWith(common))) {
    common = common.slice(0, -1); // the last character first: the root is only a slash
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
    + (review.words.size ? ` · ${number(review.words.size)} word${review.words.size > 1 ? "s" : ""} never changed` : "");
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

// Show a document immediately, for the next step in it.
function open(doc) {
  history.pushState(null, "", `#d${doc.number}`);
  show(doc);
}
