// The pages of a document as scanned, beside its text: changes and markers are boxes on them, and
// the strip of a line can be shown above it. All of a page is cut from one image.

const SVG = "http://www.w3.org/2000/svg";
const boxes = new Map();  // the elements of each slot or marker on the page shown
let leaf = -1;            // the index of the page shown, or -1
let starts = [];          // { index, node }: the first row of each page
const strips = new Set();  // the rows above which their line is shown

function drawing(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// The address of the image of a page, or nothing.
function imageOf(page) {
  if (!page.image) return "";
  if (!page.address) {
    const bytes = Uint8Array.from(atob(page.image), (char) => char.charCodeAt(0));
    page.address = URL.createObjectURL(new Blob([bytes], { type: page.type }));
  }
  return page.address;
}

function placesOf(item) {
  return item ? item.places : [];
}

// ---------------------------------------------------------------- the page

// Whether the document has pages, and the reader wants to see them.
function besides() {
  return Boolean(shown && shown.scan && $("beside").checked);
}

function scanShown() {
  leaf = -1;
  starts = [];
  strips.clear();
  if (!$("scan")) return;
  if (shown && shown.scan) {
    let last = -1;
    for (const { row, node } of rows) {
      const line = shown.scan.lineOf.get(row.line);
      if (line && line.page !== last) starts.push({ index: last = line.page, node });
    }
  }
  arrange();
}

function arrange() {
  const on = besides();
  document.body.classList.toggle("beside", on);
  $("scan").hidden = !on;
  if (!on) return;
  const places = placesOf(current);
  showLeaf(places.length ? places[0].page : Math.max(leaf, 0));
  spot(current);
}

function showLeaf(index) {
  if (!besides() || index === leaf || !shown.scan.pages[index]) return;
  leaf = index;
  const page = shown.scan.pages[index], count = shown.scan.pages.length;
  const sheet = element("div", "leaf"), address = imageOf(page);
  sheet.style.aspectRatio = `${page.width || 1} / ${page.height || 1}`;
  if (address) {
    const image = element("img");
    image.alt = `Page ${page.number} as scanned`;
    image.src = address;
    sheet.append(image);
  }
  sheet.append(drawing("svg", { viewBox: `0 0 ${page.width || 1} ${page.height || 1}`, preserveAspectRatio: "none" }));
  $("sheet").replaceChildren(sheet);
  $("sheet").setAttribute("aria-label", `Page ${page.number}, with its changes and markers`);
  $("sheet").scrollTo(0, 0);
  $("page-name").textContent = `Page ${number(page.number)} of ${number(count)}${address ? "" : ", without its image"}`;
  $("page-earlier").disabled = index === 0;
  $("page-later").disabled = index === count - 1;
  drawBoxes();
}

function drawBoxes() {
  boxes.clear();
  const svg = $("sheet") && $("sheet").querySelector("svg");
  if (!svg || !besides() || leaf < 0) return;
  svg.replaceChildren();
  const add = (key, item, classes, text) => {
    const here = item.places.filter((place) => place.page === leaf);
    if (!here.length) return;
    const group = drawing("g", { class: `box ${classes}`, role: "button", "aria-label": text });
    for (const { corners } of here) group.append(drawing("polygon", { points: corners.join(" ") }));
    group.tabIndex = -1;
    group.item = item;
    if (item.slot) group.held = item.slot;
    svg.append(group);
    boxes.set(key, group);
  };
  for (const marker of shown.markers.filter(passesMarker))
    add(marker, marker, `of-marker ${HUES[marker.type]}`, markerLabel(marker));
  for (const slot of choosable()) {
    const change = first(slot);
    add(slot, change, `${HUES[change.kind]} ${slot.standing().includes(change) ? "stands" : "stands-not"}`, label(change));
  }
  markBox();
}

function markBox() {
  const wanted = current && (current.slot || current);
  for (const [key, group] of boxes) {
    group.classList.toggle("current", key === wanted);
    group.tabIndex = key === wanted ? 0 : -1;
  }
}

// Show where a change or marker is on its page.
function spot(item) {
  if (!$("scan")) return;
  const places = placesOf(item);
  if (besides() && places.length && !places.some((place) => place.page === leaf)) showLeaf(places[0].page);
  markBox();
  const group = item && boxes.get(item.slot || item);
  if (!group) return;
  const box = group.getBoundingClientRect(), frame = $("sheet").getBoundingClientRect();
  $("sheet").scrollBy((box.left + box.right - frame.left - frame.right) / 2, (box.top + box.bottom - frame.top - frame.bottom) / 2);
}

// Turn to another page, and to its text.
function turn(by) {
  if (!besides()) return;
  const index = leaf + by;
  if (!shown.scan.pages[index]) {
    say(by > 0 ? "No further page." : "No earlier page.");
    return;
  }
  showLeaf(index);
  const start = starts.find((one) => one.index === index);
  if (start) start.node.scrollIntoView({ block: "start" });
  turned = scrollY;
}

// The page follows the text, unless the selected change or marker is in sight, or the reader has
// turned to another page and not scrolled since.
let following = false;
let turned = -1;

function follow() {
  following = false;
  if (!besides() || scrollY === turned) return;
  turned = -1;
  const node = current && nodes.get(current.slot || current);
  if (node) {
    const { top, bottom } = node.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight) return;
  }
  const above = starts.filter((start) => start.node.getBoundingClientRect().top < innerHeight * 0.4).pop();
  if (above) showLeaf(above.index);
}

// ---------------------------------------------------------------- strips of lines

// The part of a page image around a line: an element, or null.
function cutOut(line, places, text) {
  const page = line && shown.scan.pages[line.page], address = page && imageOf(page);
  if (!address) return null;
  const height = line.bottom - line.top, pad = height * 0.4;
  const left = Math.max(line.left - pad, 0), right = Math.min(line.right + pad, page.width);
  const top = Math.max(line.top - pad, 0), bottom = Math.min(line.bottom + pad, page.height);
  const wide = right - left, high = bottom - top;
  if (!(wide > 0 && high > 0) || high > page.height / 3) return null;
  const share = (part, whole) => `${whole > 0 ? (100 * part) / whole : 0}%`;
  const strip = element("div", "strip");
  strip.setAttribute("role", "img");
  strip.setAttribute("aria-label", text);
  strip.style.aspectRatio = `${wide} / ${high}`;
  strip.style.maxWidth = `${Math.round((wide / high) * 2.6)}rem`;
  strip.style.backgroundImage = `url(${address})`;
  strip.style.backgroundSize = `${share(page.width, wide)} ${share(page.height, high)}`;
  strip.style.backgroundPosition = `${share(left, page.width - wide)} ${share(top, page.height - high)}`;
  for (const { page: index, corners } of places) {
    if (index !== line.page) continue;
    const xs = corners.map(([x]) => x), ys = corners.map(([, y]) => y);
    const spot = element("span", "spot");
    spot.style.left = share(Math.min(...xs) - left, wide);
    spot.style.top = share(Math.min(...ys) - top, high);
    spot.style.width = share(Math.max(...xs) - Math.min(...xs), wide);
    spot.style.height = share(Math.max(...ys) - Math.min(...ys), high);
    if (Math.max(...ys) > top && Math.min(...ys) < bottom) strip.append(spot);
  }
  return strip;
}

function lineOfRow(row) {
  return shown && shown.scan ? shown.scan.lineOf.get(row.line) : undefined;
}

// The number of a line, which shows and hides its strip.
function lineNumber(row) {
  const line = lineOfRow(row);
  if (!line || !shown.scan.pages[line.page].image) return String(row.line);
  const made = element("button", "", String(row.line));
  made.type = "button";
  made.tabIndex = -1;
  made.title = "As scanned";
  made.setAttribute("aria-label", `Line ${row.line} as scanned`);
  made.setAttribute("aria-expanded", String(isStripOpen(row)));
  return made;
}

function isStripOpen(row, marked = false) {
  return strips.has(row.line) || Boolean(marked && $("strips") && $("strips").checked);
}

function stripOf(entry, marked) {
  const { row } = entry;
  if (!shown || !shown.scan || !isStripOpen(row, marked)) return null;
  const places = row.parts.filter((part) => part.slot && first(part.slot)).flatMap((part) => first(part.slot).places);
  return cutOut(lineOfRow(row), places, `Line ${row.line} as scanned`);
}

function toggleStrip(entry) {
  const { row } = entry;
  if (strips.has(row.line)) strips.delete(row.line);
  else strips.add(row.line);
  drawRow(entry);
}

// Show or hide the strip of the line of the selected change or marker.
function stripHere() {
  const node = current && nodes.get(current.slot || current);
  const entry = node && rows.find((one) => one.node.contains(node));
  if (!entry || !lineOfRow(entry.row)) {
    say("Select a change or marker first.");
    return;
  }
  toggleStrip(entry);
  nodes.get(current.slot || current)?.focus({ preventScroll: true });
}

// The line of a change or marker as scanned, for the inspector.
function glimpse(item) {
  const [place] = placesOf(item);
  if (!place || !shown || !shown.scan) return null;
  const x = (place.corners[0][0] + place.corners[2][0]) / 2, y = (place.corners[0][1] + place.corners[2][1]) / 2;
  const line = shown.scan.lines.find((one) => one.page === place.page
    && one.left <= x && x <= one.right && one.top <= y && y <= one.bottom);
  return cutOut(line, item.places, "The line as scanned");
}

function scanEvents() {
  if (!$("scan")) return;
  $("beside").addEventListener("change", arrange);
  if ($("strips")) $("strips").addEventListener("change", redraw);
  $("page-earlier").addEventListener("click", () => turn(-1));
  $("page-later").addEventListener("click", () => turn(1));
  $("page-size").addEventListener("click", () => {
    const large = $("sheet").classList.toggle("large");
    $("page-size").setAttribute("aria-pressed", String(large));
    spot(current);
  });
  $("sheet").addEventListener("click", (event) => {
    const found = itemOf(event.target);
    if (found && found.item) choose(found.item);
  });
  $("sheet").addEventListener("mouseover", (event) => {
    const found = itemOf(event.target);
    if (found && found.item) showTip(found.node, found.item);
  });
  $("sheet").addEventListener("mouseout", () => { hiding = setTimeout(hideTip, 150); });
  $("text").addEventListener("click", (event) => {
    const made = event.target.closest(".line button");
    const entry = made && rows.find(({ node }) => node.contains(made));
    if (!entry) return;
    toggleStrip(entry);
    entry.node.querySelector(".line button").focus({ preventScroll: true });
  });
  addEventListener("scroll", () => {
    if (!following) requestAnimationFrame(follow);
    following = true;
  }, { passive: true });
}

function flip(id) {
  const box = $(id);
  if (box) box.click();
}
