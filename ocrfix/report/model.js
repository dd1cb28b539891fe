"use strict";
// The documents and the decisions on them, independent of the page.

const SUGGESTED = 0, MADE = 1, FIXED = 2;
const LINE_END = /\r\n|[\r\n\f\v]/g;

// A change or suggestion; its offsets are UTF-16 units of the original.
class Change {
  constructor(doc, number, [start, end, after, kind, confidence, reason, how], data) {
    Object.assign(this, { doc, number, start, end, after, confidence, how });
    this.before = doc.original.slice(start, end);
    this.kind = data.kinds[kind];
    this.reason = data.reasons[reason];
    this.verdict = "";
    this.places = [];
  }

  // Whether it is applied in the text now.
  get stands() {
    return this.how === FIXED || (this.how === MADE ? this.verdict !== "reject" : this.verdict === "accept");
  }

  like(other) {
    return this.before === other.before && this.after === other.after && this.how !== FIXED;
  }
}

function clash(one, other) {
  if (one.start === one.end && other.start === other.end) return one.start === other.start;
  return one.start < other.end && other.start < one.end;
}

// Overlapping changes: one, or alternatives of which at most one is applied.
class Slot {
  constructor(change) {
    this.start = change.start;
    this.end = change.end;
    this.changes = [change];
  }

  takes(change) {
    const empty = this.start === this.end;
    return change.start < this.end || (change.start === this.start && change.end === this.end && empty);
  }

  add(change) {
    this.changes.push(change);
    this.end = Math.max(this.end, change.end);
  }

  // Accepted changes take precedence over those that ocrfix made.
  standing(stands = (change) => change.stands) {
    const rank = (change) => (change.how === FIXED ? 0 : change.verdict === "accept" ? 1 : 2);
    const chosen = [];
    for (const change of this.changes.filter(stands).sort((a, b) => rank(a) - rank(b)))
      if (!chosen.some((other) => clash(change, other))) chosen.push(change);
    return chosen.sort((a, b) => a.start - b.start);
  }

  text(doc, changes = this.standing()) {
    let text = "", at = this.start;
    for (const change of changes) {
      text += doc.original.slice(at, change.start) + change.after;
      at = change.end;
    }
    return text + doc.original.slice(at, this.end);
  }
}

// The pages of a document, with the places of its lines, changes and markers.
class Scan {
  constructor(raw, doc) {
    this.pages = raw.pages;
    this.lines = raw.lines.map(([line, page, left, top, right, bottom]) => ({ line, page, left, top, right, bottom }));
    this.lineOf = new Map(this.lines.map((line) => [line.line, line]));
    const places = (found) => found.map(([page, ...at]) => (
      { page, corners: [0, 2, 4, 6].map((k) => [at[k], at[k + 1]]) }));
    raw.changes.forEach((found, index) => { doc.changes[index].places = places(found); });
    raw.markers.forEach((found, index) => { doc.markers[index].places = places(found); });
  }
}

class Doc {
  constructor(raw, number, data) {
    Object.assign(this, { name: raw.name, sha256: raw.sha256, about: raw.about, original: raw.original });
    this.number = number;
    this.retained = raw.retained;
    this.changes = raw.changes.map((change, index) => new Change(this, index, change, data));
    for (const [index, verdict] of raw.verdicts) this.changes[index].verdict = verdict;
    this.markers = raw.markers.map(([start, end, type, fields, confidence], index) => (
      { doc: this, number: index, start, end, type: data.types[type], fields, confidence, places: [] }));
    this.scan = raw.scan ? new Scan(raw.scan, this) : null;
    this.slots = [];
    const order = (a, b) => a.start - b.start || a.end - b.end || b.how - a.how || a.number - b.number;
    for (const change of [...this.changes].sort(order)) {
      const last = this.slots[this.slots.length - 1];
      if (last && last.takes(change)) last.add(change);
      else this.slots.push(new Slot(change));
    }
    for (const slot of this.slots) for (const change of slot.changes) change.slot = slot;
  }

  get decidable() {
    return this.changes.filter((change) => change.how !== FIXED);
  }

  get text() {
    let text = "", at = 0;
    for (const slot of this.slots) {
      text += this.original.slice(at, slot.start) + slot.text(this);
      at = slot.end;
    }
    return text + this.original.slice(at);
  }

  // Rows of parts: a part is a piece of the original, or a slot. Each has its offsets in the clean
  // text as ocrfix made it, to which the offsets of markers refer. A line end inside a slot does not
  // end the row, so both sides of a row always belong together.
  rows() {
    const rows = [];
    let row = { parts: [], line: 1, page: false }, line = 1, clean = 0;
    const close = (end) => {
      rows.push(row);
      line += 1;
      row = { parts: [], line, page: end === "\f" };
    };
    const plain = (start, end) => {
      const text = this.original.slice(start, end);
      let at = 0;
      const part = (to) => {
        if (to > at) row.parts.push({ text: text.slice(at, to), from: clean + at, to: clean + to });
      };
      for (const found of text.matchAll(LINE_END)) {
        part(found.index);
        at = found.index + found[0].length;
        close(found[0]);
      }
      part(text.length);
      clean += text.length;
    };
    let at = 0;
    for (const slot of this.slots) {
      plain(at, slot.start);
      const made = slot.text(this, slot.standing((change) => change.how !== SUGGESTED));
      row.parts.push({ slot, from: clean, to: clean + made.length });
      clean += made.length;
      line += (this.original.slice(slot.start, slot.end).match(LINE_END) || []).length;
      at = slot.end;
    }
    plain(at, this.original.length);
    if (row.parts.length) rows.push(row);
    return rows;
  }
}

// The words around a position; ocrfix/review/context.py does the same in Python.
const SPACES = /[ \t\r\n\f\v\u00a0]+/g, WORDS = 5, MAX_CHARS = 120;

function around(text, start, end) {
  const before = text.slice(Math.max(0, start - MAX_CHARS), start).replace(SPACES, " ").split(" ");
  const after = text.slice(end, end + MAX_CHARS).replace(SPACES, " ").split(" ");
  return {
    left: before.slice(-WORDS - 1).join(" ").replace(/^ +/, ""),
    right: after.slice(0, WORDS + 1).join(" ").replace(/ +$/, ""),
  };
}

class Review {
  constructor(data) {
    this.docs = data.documents.map((raw, index) => new Doc(raw, index + 1, data));
    this.others = data.others;
    this.words = new Set(data.words);
    this.history = [];
  }

  get changes() {
    return this.docs.flatMap((doc) => doc.decidable);
  }

  counts() {
    const counts = { open: 0, accept: 0, reject: 0 };
    for (const change of this.changes) counts[change.verdict || "open"] += 1;
    return counts;
  }

  // Decide on some changes together; the previous verdicts are saved for undo().
  decide(changes, verdict, word = "") {
    const step = { was: changes.map((change) => [change, change.verdict]), word: "" };
    for (const change of changes) change.verdict = verdict;
    if (word && !this.words.has(word)) {
      this.words.add(word);
      step.word = word;
    }
    this.history.push(step);
  }

  // Undo the last decision, and return its changes.
  undo() {
    const step = this.history.pop();
    if (!step) return [];
    for (const [change, verdict] of step.was) change.verdict = verdict;
    if (step.word) this.words.delete(step.word);
    return step.was.map(([change]) => change);
  }

  like(change) {
    return this.changes.filter((other) => other.like(change));
  }

  // The decisions file; its schema is ocrfix/schemas/decisions-1.schema.json.
  decisions() {
    const documents = [];
    for (const doc of this.docs) {
      const decisions = decided(doc).concat(doc.retained);
      if (decisions.length) documents.push({ name: doc.name, sha256: doc.sha256, decisions });
    }
    return { schema: 1, documents: documents.concat(this.others), words: [...this.words] };
  }
}

function decided(doc) {
  if (!doc.changes.some((change) => change.verdict)) return [];
  const decisions = [], alike = new Map();
  let line = 1, at = 0;
  for (const change of doc.decidable) {
    const { left, right } = around(doc.original, change.start, change.end);
    const key = JSON.stringify([change.before, change.after, left, right]);
    const nth = (alike.get(key) || 0) + 1;
    alike.set(key, nth);
    line += (doc.original.slice(at, change.start).match(LINE_END) || []).length;
    at = change.start;
    if (!change.verdict) continue;
    decisions.push({
      verdict: change.verdict, was: change.how === MADE ? "change" : "suggestion",
      before: change.before, after: change.after, kind: change.kind, left, right, nth, line,
    });
  }
  return decisions;
}
