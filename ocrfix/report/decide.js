// Selecting changes and markers, deciding on them, and saving the decisions.

// ---------------------------------------------------------------- selection

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
  spot(item);
  const node = item && nodes.get(item.slot || item);
  if (node && focus) {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center" });
  }
}

// Clear the selection, and leave the focus where it is.
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
    // From a marker, or a change that the filter hides, continue from its position.
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

// ---------------------------------------------------------------- inspector

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
  else if (!text.trim()) node.append(element("span", "nothing", text.includes("\n") ? "a line end" : "a space"));
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
      box.append(button(`Alternative: ${visible(change.after)} (${percent(change.confidence)})`, "", () => choose(change)));
  }
  const line = glimpse(current);
  if (line) box.querySelector(".what").after(line);
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
  field(list, "Reason", visible(change.reason));
  field(list, "Decision", VERDICTS[change.verdict], "state");
  const acts = element("p", "acts");
  const alike = review.like(change).length;
  acts.append(
    button("Accept", "a", () => decide([change], "accept"), change.verdict === "accept"),
    button("Reject", "r", () => decide([change], "reject"), change.verdict === "reject"),
  );
  if (alike > 1)
    acts.append(
      button(`Accept all ${number(alike)} equal ones`, "A", () => decide(review.like(change), "accept")),
      button(`Reject all ${number(alike)} equal ones`, "R", () => decide(review.like(change), "reject")),
    );
  if (change.verdict) acts.append(button("Leave open", "", () => decide([change], "")));
  const word = wordOf(change);
  if (word) acts.append(button(`Never change “${visible(word)}”`, "w", () => never(change)));
  box.append(title, list, acts);
}

function inspectMarker(box, marker) {
  const title = element("p", "what");
  title.append(element("span", `sign ${HUES[marker.type]}`, sign(marker.type)), " ", element("span", "", marker.type));
  const list = element("dl");
  field(list, "Meaning", data.meanings[marker.type]);
  for (const [name, value] of marker.fields) field(list, name.replace(/_/g, " "), visible(value));
  field(list, "Confidence", percent(marker.confidence));
  box.append(title, list);
}

// ---------------------------------------------------------------- decisions

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
  say("Undone.");
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
  drawBoxes();
  const acting = $("inspector").contains(document.activeElement) && document.activeElement.textContent;
  inspect();
  if (acting) {
    // The buttons are new; the focus stays on the same one, or on the change.
    const same = [...$("inspector").querySelectorAll("button")].find((one) => one.textContent === acting);
    if (same) same.focus();
    else if (current) nodes.get(current.slot || current)?.focus({ preventScroll: true });
  }
  drawList();
  highlight();
  keep();
}

// ---------------------------------------------------------------- saving

// The browser stores decisions for the next visit of a page with the same documents and changes.
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
  } catch { /* the browser stores nothing; the file can be saved */ }
}

function restore() {
  if (data.served) return;
  try {
    const kept = JSON.parse(localStorage.getItem(STORE));
    if (!kept) return;
    for (const [index, verdicts] of kept.verdicts.entries())
      for (const [change, verdict] of verdicts) review.docs[index].changes[change].verdict = verdict;
    for (const word of kept.words) review.words.add(word);
  } catch { /* nothing stored, or not by this page */ }
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
  // One at a time, so that the last decision is written last.
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
