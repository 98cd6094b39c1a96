// Puts the page together: bar, columns, rail, tabs.

import { unlock, whenLocked } from "./api.js";
import * as bar from "./bar.js";
import { lightUp } from "./bubble.js";
import * as controls from "./controls.js";
import * as customers from "./customers.js";
import { button, fill, h, icon, redraw } from "./dom.js";
import { settle } from "./handset.js";
import { attempt } from "./menu.js";
import * as phone from "./phone.js";
import * as seen from "./seen.js";
import * as tour from "./tour.js";
import { begin, on, world } from "./world.js";

const at = id => document.getElementById(id);
const narrow = matchMedia("(max-width: 1099px)");
const views = [
  ["phone", "Phone", "phone"],
  ["customers", "Customer", "people"],
  ["seen", "API", "eye"],
  ["world", "World", "globe"],
  ["tour", "Tour", "flag"],
];
const state = { rail: null, view: "phone", seenBefore: 0 };
const panels = { tour: h("div", { class: "panel", id: "tour" }), world: h("div", { class: "panel", id: "world" }) };
/** Opens a panel in the rail, or, on a narrow screen, as the view. */
function open(name) {
  state.rail = name;
  if (narrow.matches) state.view = name;
  drawFrame();
}

function turn(name) {
  if (state.rail === name && !narrow.matches) return close();
  open(name);
}

function close() {
  if (state.rail === "tour") attempt(() => tour.leave());
  state.rail = null;
  drawFrame();
}

function drawFrame() {
  const rail = narrow.matches ? (["world", "tour"].includes(state.view) ? state.view : null) : state.rail;
  document.body.dataset.view = state.view;
  document.body.classList.toggle("railed", Boolean(rail));
  at("rail").hidden = !rail;
  for (const [name, panel] of Object.entries(panels)) panel.hidden = name !== rail;
  buttons.tour.setAttribute("aria-pressed", String(state.rail === "tour"));
  buttons.world.setAttribute("aria-pressed", String(state.rail === "world"));
  at("strip").classList.toggle("off", rail === "tour");
  drawTabs();
}

function show(view) {
  state.view = view;
  if (view === "world" || view === "tour") state.rail = view;
  if (view === "seen") countSeen();
  drawFrame();
  settle();
}

// Cards that came since one looked at them last; what was there at the beginning is not new.
const countSeen = () => (state.seenBefore = Math.max(0, ...world.deliveries.keys()));
const unseen = () => [...world.deliveries.keys()].filter(id => id > state.seenBefore).length;

function drawTabs() {
  const badges = {
    phone: world.phone?.inbox || null,
    world: world.faults.length || null,
    seen: state.view === "seen" ? null : Math.min(99, unseen()) || null,
    tour: tour.progress().done ? `${tour.progress().done}/${tour.progress().all}` : null,
  };
  const look = JSON.stringify([badges, state.view]);
  if (at("tabs").dataset.look === look) return;
  at("tabs").dataset.look = look;
  redraw(
    at("tabs"),
    views.map(([id, words, sign]) =>
      h(
        "button",
        {
          type: "button",
          "aria-current": id === state.view ? "page" : null,
          data: { view: id },
          on: { click: () => show(id) },
        },
        icon(sign),
        h("span", { text: words }),
        badges[id] && h("b", { text: badges[id] }),
      ),
    ),
  );
}

/** Turns the reader to a column of the tour's. */
function watch(column) {
  for (const id of ["phone", "customers", "seen", "rail"]) at(id).classList.toggle("watched", id === column);
  const view = column === "controls" ? "world" : column;
  if (column && narrow.matches && view !== "world") show(view);
}

function askForKey() {
  const key = h("input", {
    type: "password",
    "aria-label": "Control key",
    autocomplete: "current-password",
    required: true,
  });
  const form = h(
    "form",
    { class: "locked" },
    icon("lock"),
    h("h2", { text: "This emulator wants its control key" }),
    key,
    h("button", { class: "button main", text: "Open" }),
  );
  form.addEventListener("submit", event => {
    event.preventDefault();
    unlock(key.value);
  });
  fill(at("stage"), form);
  key.focus();
}

whenLocked(askForKey);
const buttons = bar.build(at("bar"), open, turn);
phone.build(at("phone"));
customers.build(at("customers"));
seen.build(at("seen"));
controls.build(panels.world);
fill(
  at("rail"),
  panels.tour,
  panels.world,
  button(null, close, { sign: "cross", name: "Close this panel", kind: "round small closer" }),
);
lightUp(at("stage"));
on("deliveries phone faults tour number", drawTabs);
on("began", countSeen);
narrow.addEventListener("change", drawFrame);
addEventListener(
  "keydown",
  event =>
    event.key === "Escape" &&
    state.rail &&
    !narrow.matches &&
    !event.target.closest("dialog, [popover], input, textarea, select") &&
    close(),
);
await tour.build(panels.tour, at("strip"), watch);
drawFrame();
await tour.tidyUp();
begin();
