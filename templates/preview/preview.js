"use strict";
// Show the reading that the server has, lead from one side to the other, send rulings one after another.
const KINDS = [
  "narrative", "discussion", "decision", "action", "session", "section", "heading", "title", "date", "venue", "roster", "note", "residue",
];
const at = (id) => document.getElementById(id);
const frame = document.querySelector("iframe");
let view = { lines: [], paragraphs: [], people: [], findings: {} };
let here = null;
let queue = Promise.resolve();

function element(tag, words, attributes = {}) {
  const made = document.createElement(tag);
  made.append(...[words].flat());
  for (const [name, value] of Object.entries(attributes)) if (value !== false && value != null) made.setAttribute(name, value);
  return made;
}

// --- Showing ------------------------------------------------------------------------------------------

const finding = (each) =>
  element("li", [element("b", `${each.severity} ${each.code} `), `${each.message}. `, element("i", each.hint)], { class: each.severity });

function lineOf(line, before) {
  const paragraph = view.paragraphs[line.paragraph] || {};
  const first = !before || before.number !== line.number;
  const words = line.kind === "empty" || (before && before.words === line.words && before.paragraph === line.paragraph) ? "" : line.words;
  const found = first ? view.findings[line.number] || [] : [];
  return element("li", [
    element("span", String(line.number), { class: "number" }),
    element("span", line.text, { class: "text" }),
    element("span", words, { class: "fate" }),
    ...(found.length ? [element("ul", found.map(finding), { class: "findings" })] : []),
  ], {
    class: line.kind, "data-paragraph": line.paragraph, "data-anchor": line.anchor,
    "data-doubtful": paragraph.doubtful && words ? "" : null, "data-ruled": paragraph.ruled && words ? "" : null,
  });
}

function draw() {
  document.title = `${view.name} – preview`;
  at("name").textContent = view.name;
  at("sureness").textContent = view.sureness || "";
  at("lines").replaceChildren(...view.lines.map((line, place) => lineOf(line, view.lines[place - 1])));
  at("general").replaceChildren(...(view.findings[0] || []).map(finding));
  at("people").replaceChildren(...view.people.map((name) => element("option", [], { value: name })));
  const trouble = view.trouble;
  at("trouble").hidden = !trouble;
  if (trouble) {
    const place = [trouble.file, trouble.line].filter(Boolean).join(":");
    at("trouble").replaceChildren(element("b", `${place ? `${place}: ` : ""}${trouble.message}`), trouble.hint ? `${trouble.hint}.` : "", view.lines.length ? " Below is the last good reading." : " The page comes as soon as it can be read.");
  }
  sheets();
  at("undo").disabled = !view.undo;
  at("redo").disabled = !view.redo;
  const doubtful = view.paragraphs.filter((each) => each.doubtful).length;
  at("next").hidden = !doubtful;
  at("next").firstElementChild.textContent = `Next of ${doubtful} doubtful`;
  mark();
}

function sheets() {
  const { sizes = [], sheets: numbers, version, busy } = view.pages || {};
  const pages = at("pages");
  at("making").hidden = !busy;
  if (pages.dataset.version === String(version)) return;
  pages.dataset.version = version;
  while (pages.children.length > sizes.length) pages.lastChild.remove();
  sizes.forEach(([width, height], number) => {
    const made = pages.children[number] || pages.appendChild(element("div", element("img", [], { loading: "lazy" })));
    Object.assign(made.firstChild, { width, height, alt: `Page ${number + 1} of ${sizes.length}` });
    if (made.firstChild.getAttribute("src") !== `pages/${numbers[number]}`) made.firstChild.src = `pages/${numbers[number]}`;
  });
}

const paged = () => document.body.classList.contains("paged");
const standing = () => Object.entries(view.pages.places).sort(([, [page, top]], [, [other, below]]) => page - other || top - below);

function lineOnPage(page, top) {
  const [anchor] = standing().findLast(([, place]) => place[0] < page || (place[0] === page && place[1] <= top)) || [];
  return view.lines.find((each) => each.anchor === anchor);
}

function placed(anchor) {
  const [page, top] = view.pages?.places[anchor] || [];
  const sheet = at("pages").children[page];
  const mark = at("pages").querySelector("span") || element("span", []);
  mark.hidden = !sheet;
  if (!sheet) return null;
  const height = view.pages.sizes[page][1];
  const below = standing().find(([, place]) => place[0] === page && place[1] > top);
  mark.style.top = `${(100 * top) / height}%`;
  mark.style.bottom = below ? `${100 - (100 * below[1][1]) / height}%` : "8%";
  sheet.append(mark);
  return mark;
}

function heightOf(anchor) {
  const [page, top] = view.pages.places[anchor] || [];
  const shown = paged() ? at("pages").children[page] : frame.contentDocument.getElementById(anchor);
  const from = paged() ? at("pages").getBoundingClientRect().top - (top / view.pages.sizes[page]?.[1]) * shown?.offsetHeight : 0;
  return shown ? shown.getBoundingClientRect().top - from : -1;
}

function mark(scroll) {
  document.querySelectorAll("#lines [data-here]").forEach((each) => each.removeAttribute("data-here"));
  const inside = frame.contentDocument;
  inside?.querySelectorAll("[data-here]").forEach((each) => each.removeAttribute("data-here"));
  const paragraph = view.paragraphs[here];
  at("ruling").hidden = !paragraph || view.readOnly;
  if (!paragraph) return;
  const lines = [...document.querySelectorAll(`#lines [data-paragraph="${here}"]`)];
  lines.forEach((each) => each.setAttribute("data-here", ""));
  const shown = lines.map((each) => each.dataset.anchor && inside?.getElementById(each.dataset.anchor)).find(Boolean);
  shown?.setAttribute("data-here", "");
  const sheet = placed(lines.map((each) => each.dataset.anchor).find((each) => view.pages?.places[each]));
  if (scroll === "both") (paged() ? sheet : shown)?.scrollIntoView({ block: "center" });
  const fate = view.lines.find((each) => each.paragraph === here)?.words;
  at("quote").textContent = `Line ${paragraph.line}: “${paragraph.begins} …” ${fate ? `(${fate})` : ""}`;
  const who = paragraph.people.map((name, place) => button(`${place + 1}`, name, { speaker: name }));
  at("who").replaceChildren(...who, button("N", "nobody", { speaker: "nobody" }));
  const what = KINDS.map((kind) => button("", kind === "residue" ? "left out" : kind, { is: kind }));
  at("what").replaceChildren(...what, button("", "joins the one above", { joins: true }));
  about(paragraph);
  if (scroll) lines[0]?.scrollIntoView({ block: scroll === "page" ? "center" : "nearest" });
}

function about(paragraph) {
  const point = paragraph.about;
  at("themes").hidden = !point;
  const held = document.activeElement?.dataset.theme;
  if (point) {
    at("themes").querySelector("legend").textContent = point.point ? `Themes of point ${point.point}` : "Themes of the passage";
    at("themes").querySelector("span").replaceChildren(...view.themes.map(({ id, label }) => {
      const on = point.themes.includes(id);
      const made = element("button", label, { type: "button", "aria-pressed": String(on), "data-theme": id });
      made.addEventListener("click", () => send("theme", { theme: id, begins: point.begins, point: point.point, on: !on }));
      return made;
    }));
    if (held) at("themes").querySelector(`[data-theme="${CSS.escape(held)}"]`)?.focus();
  }
  at("persons").hidden = !paragraph.persons.length;
  const state = JSON.stringify([here, paragraph.persons]);
  if (at("persons").dataset.state === state) return;
  at("persons").dataset.state = state;
  const field = document.activeElement?.closest("#persons") && document.activeElement.name;
  at("persons").querySelectorAll("fieldset").forEach((each) => each.remove());
  at("persons").append(...paragraph.persons.map(personOf));
  if (field != null) at("persons").querySelector(`[name="${field}"]`)?.focus();
}

function personOf(person) {
  const labelled = (words, field) => element("label", [`${words} `, field]);
  const index = element("input", [], { name: "index", value: person.index });
  const sameAs = (value) => element("input", [], { name: "same_as", list: "people", value });
  const same = sameAs("");
  const also = person.also.map((name) => [name, sameAs(person.name)]);
  const role = element("select", view.roles.map((each) => element("option", each, { selected: each === person.role ? "" : null })), { name: "role" });
  if (!person.role) role.prepend(element("option", "none", { value: "", selected: "" }));
  const set = element("button", "Set", { type: "button", name: "set", "aria-label": `Set what is known of ${person.name}` });
  set.addEventListener("click", () => {
    settle(person, index.value.trim(), same.value.trim(), role.value);
    for (const [name, field] of also) if (field.value.trim() !== person.name) send("person", { name, same_as: field.value.trim() });
  });
  return element("fieldset", [
    element("legend", person.name), labelled("Index form", index), labelled("Same as", same), ...also.map(([name, field]) => labelled(`“${name}” is the same as`, field)), labelled("Role in this session", role), set,
  ]);
}

function settle(person, index, same, role) {
  const known = { ...(index !== person.index ? { index } : {}), ...(same ? { same_as: same } : {}) };
  if (Object.keys(known).length) send("person", { name: person.name, ...known });
  const { line, begins } = view.paragraphs[here];
  if (role && role !== person.role) send("rule", { line, begins, role });
}

function button(key, words, ruling) {
  const made = element("button", [...(key ? [element("kbd", key), " "] : []), words], { type: "button", "data-key": key });
  made.addEventListener("click", () => rule(ruling));
  return made;
}

// --- Settling -----------------------------------------------------------------------------------------

function send(action, body = {}) {
  queue = queue.then(async () => {
    const answer = await fetch(action, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const told = await answer.json();
    at("notice").textContent = answer.ok ? "" : [told.message, told.hint].filter(Boolean).join(": ");
  }).catch(() => { at("notice").textContent = "The preview has ended: nothing was written."; });
  return queue;
}

function rule(ruling) {
  const paragraph = view.paragraphs[here];
  if (!paragraph || view.readOnly) return;
  send("rule", { line: paragraph.line, begins: paragraph.begins, ...ruling });
  const doubted = paragraph.doubtful;
  Object.assign(paragraph, { doubtful: false, ruled: true });
  if (doubted && view.paragraphs.some((each) => each.doubtful)) next(1);
}

function select(paragraph, scroll) {
  here = paragraph;
  mark(scroll);
}

function next(step, wanted = (each) => each.doubtful) {
  const count = view.paragraphs.length;
  for (let far = 1; far <= count; far++) {
    const place = ((here ?? (step > 0 ? -1 : 0)) + step * far + 2 * count) % count;
    if (wanted(view.paragraphs[place])) return select(place, "both");
  }
}

function seen() {
  const [line] = view.lines.map((each) => [each, heightOf(each.anchor)]).filter(([each, height]) => each.paragraph != null && height >= 0)
    .reduce((first, each) => (first.length && first[1] <= each[1] ? first : each), []);
  if (line) select(line.paragraph, "page");
}

const KEYS = {
  j: () => next(1), k: () => next(-1), u: () => send("undo"), r: () => send("redo"), g: () => at("paged").click(), l: seen,
  arrowdown: () => next(1, () => true), arrowup: () => next(-1, () => true),
  w: () => { at("other").focus(); }, t: () => unfold("themes", "button"), p: () => unfold("persons", "input"),
};

function unfold(what, first) {
  at(what).open = true;
  at(what).querySelector(first)?.focus();
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.closest("#ruling")) at("source").focus();
  if (event.target.matches("input, select")) return;
  const key = event.key.toLowerCase();
  const chosen = at("ruling").hidden ? null : document.querySelector(`#ruling [data-key="${CSS.escape(key.toUpperCase())}"]`);
  const act = KEYS[key] || (chosen && (() => chosen.click()));
  if (act) { event.preventDefault(); act(); }
}
document.addEventListener("keydown", press);
at("ruling").addEventListener("submit", (event) => {
  event.preventDefault();
  const person = document.activeElement.closest("#persons fieldset");
  if (person) { person.querySelector("button").click(); return; }
  const words = at("splits").value.trim();
  at("splits").value = "";
  if (words) { rule({ splits_at: words }); at("source").focus(); return; }
  const names = at("other").value.split(";").map((each) => each.trim()).filter(Boolean);
  if (names.length) rule({ speaker: names.length > 1 ? names : names[0] });
  at("other").value = "";
  at("source").focus();
});
at("lines").addEventListener("click", (event) => {
  const line = event.target.closest("[data-paragraph]");
  const words = String(getSelection()).trim();
  if (words && !at("ruling").hidden) at("splits").value = words;
  if (line && !words) select(Number(line.dataset.paragraph), "both");
});
for (const each of document.querySelectorAll("details")) each.addEventListener("toggle", () => mark("near"));
at("next").addEventListener("click", () => next(1));
at("undo").addEventListener("click", () => send("undo"));
at("redo").addEventListener("click", () => send("redo"));
at("paged").addEventListener("click", () => {
  const on = document.body.classList.toggle("paged");
  at("paged").setAttribute("aria-pressed", String(on));
  at("pages").hidden = !on;
  frame.hidden = on;
  if (on && !view.pages.wanted) send("pages");
  mark("both");
});
at("pages").addEventListener("click", (event) => {
  const sheet = event.target.closest("#pages > div");
  if (!sheet) return;
  const page = [...at("pages").children].indexOf(sheet), box = sheet.getBoundingClientRect();
  const line = lineOnPage(page, ((event.clientY - box.top) / box.height) * view.pages.sizes[page][1]);
  if (line?.paragraph != null) select(line.paragraph, "page");
});
at("side").addEventListener("click", () => {
  const alone = document.body.classList.toggle("publication");
  at("side").setAttribute("aria-pressed", String(alone));
  at("publication").setAttribute("role", alone ? "main" : "region");
  mark("both");
});

// --- News ---------------------------------------------------------------------------------------------

function listen() {
  frame.contentDocument.addEventListener("keydown", press);
  frame.contentDocument.addEventListener("click", (event) => {
    for (let place = event.target; place; place = place.parentElement) {
      const line = place.id && view.lines.find((each) => each.anchor === place.id);
      if (line && line.paragraph != null && !event.target.closest("a")) {
        return select(line.paragraph, "page");
      }
    }
  });
}

async function refresh() {
  const [told, page] = await Promise.all([fetch("view").then((each) => each.json()), fetch("page").then((each) => each.text())]);
  view = { ...view, ...told };
  const inside = frame.contentDocument;
  const made = new DOMParser().parseFromString(page, "text/html");
  const top = inside.documentElement.scrollTop;
  inside.body.replaceWith(inside.adoptNode(made.body));
  const sheet = inside.querySelector('link[rel="stylesheet"]') || inside.head.appendChild(element("link", [], { rel: "stylesheet" }));
  fetch("page.css").then((each) => each.text()).then((text) => {
    if (sheet.dataset.text !== text) { sheet.dataset.text = text; sheet.href = `page.css?${Date.now()}`; }
  });
  inside.documentElement.scrollTop = top;
  draw();
  document.body.dataset.version = told.undo;
}

function begin() {
  listen();
  let running = Promise.resolve();
  new EventSource("events").addEventListener("message", ({ data }) => {
    at("reading").hidden = data !== "reading";
    if (at("reading").hidden) running = running.then(refresh).catch(() => {});
  });
}
if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL !== "about:blank") begin();
else frame.addEventListener("load", begin, { once: true });
