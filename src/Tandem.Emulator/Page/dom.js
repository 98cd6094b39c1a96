// Makes and keeps elements. Words always go in as text, never as markup.

const svg = "http://www.w3.org/2000/svg";

/** An element. Of the properties `on` holds listeners, `data` data attributes; null and false are left out. */
export function h(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard);
    else if (key === "data") for (const [item, text] of Object.entries(value)) setData(made, item, text);
    else if (key === "text") made.textContent = value;
    else if (key === "value" || key === "checked" || key === "selected") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...real(children));
  return made;
}

function setData(made, item, text) {
  if (text !== null && text !== undefined) made.dataset[item] = text;
}

/** Puts children into an element in place of what is there. */
export function fill(parent, ...children) {
  parent.replaceChildren(...real(children));
  return parent;
}

const real = children =>
  children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false);

/** The same; who was at the third button before is at the third button after it. */
export function redraw(parent, ...children) {
  const place = controlsOf(parent).indexOf(document.activeElement);
  fill(parent, ...children);
  if (place >= 0)
    controlsOf(parent)
      .at(Math.min(place, controlsOf(parent).length - 1))
      ?.focus();
}

const controlsOf = parent => [...parent.querySelectorAll("button, input, select, textarea, a")];

/** Brings a list's elements up to date: what has not changed stays, with focus, scroll and all. */
export function keyed(parent, items, key, mark, draw) {
  const known = new Map();
  for (const node of parent.children) known.set(keys.get(node), node);
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    const look = mark(item);
    let node = known.get(name);
    known.delete(name);
    if (!node || marks.get(node) !== look) {
      const made = draw(item, node);
      keys.set(made, name);
      marks.set(made, look);
      if (node) {
        if (place === node) place = made;
        node.replaceWith(made);
      }
      node = made;
    }
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
  for (const node of known.values()) node.remove();
}

const keys = new WeakMap();
const marks = new WeakMap();

const shapes = {
  phone: "M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm3.5 17h3",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm-6 9c0-3.3 2.7-6 6-6s6 2.7 6 6m1-15.5a3.5 3.5 0 0 1 0 6.5m2 3.6c1.8 1 3 3 3 5.4",
  eye: "M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  globe:
    "M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM2 12h20M12 2c2.8 2.7 4 6 4 10s-1.2 7.3-4 10c-2.8-2.7-4-6-4-10s1.2-7.3 4-10z",
  flag: "M5 22V4m0 0c5-3 9 3 14 0v10c-5 3-9-3-14 0",
  clock: "M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zm0-16v6l4 2",
  check: "M4 12.5l5 5L20 6.5",
  checks: "M2 12.5l4.5 5L15 7m-4 9l1.5 1.5L22 7",
  cross: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  more: "M12 6.2v-.1M12 12v-.1m0 6v-.1",
  send: "M3 11.5L21 3l-6 18-3.2-7.4z",
  clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8L9.4 17a1.7 1.7 0 0 1-2.4-2.4L14.5 7",
  wave: "M3 9.5a13 13 0 0 1 18 0M6.5 13a8 8 0 0 1 11 0M10 16.6a3 3 0 0 1 4 0",
  nowave:
    "M3 3l18 18M3 9.5a13 13 0 0 1 4-2.6m4-1.2a13 13 0 0 1 10 3.8M6.5 13a8 8 0 0 1 4-2.1m5.5 1.2 1.5.9M10 16.6a3 3 0 0 1 4 0",
  bolt: "M13 2L5 13.5h6L10 22l9-12h-6.5z",
  laptop: "M5 5h14v10H5zM2 19h20",
  lock: "M6 11h12v10H6zm2 0V8a4 4 0 0 1 8 0v3",
  search: "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14zm5-2L21 21",
  play: "M7 4l13 8-13 8z",
  ban: "M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM5 5l14 14",
  hidden:
    "M3 3l18 18M10 5.2A10 10 0 0 1 12 5c6.4 0 10 7 10 7a17 17 0 0 1-3 3.8M6 6.8A17 17 0 0 0 2 12s3.6 7 10 7a10 10 0 0 0 5-1.3",
  reply: "M9 6L3 12l6 6M3 12h11a7 7 0 0 1 7 7",
  warn: "M12 3L1.8 20.5h20.4zm0 6.5v5m0 3v.1",
  web: "M3 5h18v14H3zM3 9h18M6 7h.1",
};

/** A drawn sign; `title` says it to those who do not see it. */
export function icon(name, title = null) {
  const made = document.createElementNS(svg, "svg");
  made.setAttribute("viewBox", "0 0 24 24");
  made.setAttribute("class", "icon");
  if (title) {
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", title);
  } else made.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg, "path");
  path.setAttribute("d", shapes[name]);
  made.append(path);
  return made;
}

/** A button with a sign, words or both. */
export function button(words, act, { sign = null, name = null, kind = "", ...rest } = {}) {
  return h(
    "button",
    {
      type: "button",
      class: `button ${kind}`.trim(),
      "aria-label": name,
      title: words ? null : name,
      on: { click: act },
      ...rest,
    },
    sign && icon(sign),
    words && h("span", { text: words }),
  );
}

/** A switch that says what it switches. */
export function toggle(words, on, act, { sign = null } = {}) {
  return h(
    "button",
    { type: "button", class: "toggle", role: "switch", "aria-checked": String(on), on: { click: () => act(!on) } },
    sign && icon(sign),
    h("span", { text: words }),
    h("i", { class: "knob", "aria-hidden": "true" }),
  );
}

/** A choice from a list of [value, words]. */
export function choice(label, options, chosen, act, { shown = false, ...rest } = {}) {
  const list = h(
    "select",
    { "aria-label": shown ? null : label, on: { change: () => act(list.value) }, ...rest },
    options.map(([value, words]) => h("option", { value, text: words, selected: value === chosen })),
  );
  return shown ? h("label", { class: "field" }, h("span", { text: label }), list) : list;
}

/** A choice between a few things, all of them in view. */
export function segments(label, options, chosen, act) {
  return h(
    "div",
    { class: "segments", role: "group", "aria-label": label },
    options.map(([value, words]) =>
      h("button", {
        type: "button",
        text: words,
        "aria-pressed": String(value === chosen),
        on: { click: () => act(value) },
      }),
    ),
  );
}
