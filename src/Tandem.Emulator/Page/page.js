// Puts the page together: bar, columns, rail, tabs.

import { unlock } from "./api.js";
import { lightUp } from "./bubble.js";
import * as controls from "./controls.js";
import * as customers from "./customers.js";
import { button, choice, fill, h, icon } from "./dom.js";
import { attempt } from "./menu.js";
import { settle } from "./handset.js";
import * as phone from "./phone.js";
import * as seen from "./seen.js";
import * as tour from "./tour.js";
import { whenLocked } from "./api.js";
import { between, count, exactTime, span } from "./words.js";
import { begin, chooseNumber, now, on, world } from "./world.js";

const at = id => document.getElementById(id);
const narrow = matchMedia("(max-width: 1099px)");
const views = [["phone", "Phone", "phone"], ["customers", "Customer", "people"], ["seen", "API", "eye"],
  ["world", "World", "globe"], ["tour", "Tour", "flag"]];
const state = { rail: null, view: "phone", seenBefore: 0 };
const panels = { tour: h("div", { class: "panel", id: "tour" }), world: h("div", { class: "panel", id: "world" }) };
const parts = {};

function buildBar() {
  parts.number = h("div", { class: "number" });
  parts.clock = button(null, () => open("world"), { kind: "quiet clock", name: "Clock and world" });
  parts.faults = h("span", {});
  parts.live = h("span", { class: "live", role: "status" });
  parts.tour = button("Tour", () => turn("tour"), { sign: "flag", kind: "main", "aria-pressed": "false" });
  parts.world = button("World", () => turn("world"), { sign: "globe", "aria-pressed": "false" });
  parts.profile = h("div", { class: "wide" });
  fill(at("bar"), h("div", { class: "brand" }, mark(), h("h1", {}, "Tandem ", h("span", { text: "emulator" }))),
    parts.number, h("div", { class: "grow" }), parts.live, parts.faults, parts.clock, parts.profile,
    h("div", { class: "row wide" }, parts.world, parts.tour));
  on("accounts number", drawNumber);
  on("profile", () => fill(parts.profile, controls.profiles()));
  on("faults", drawFaults);
  on("live", drawLive);
  setInterval(drawClock, 250);
  drawLive();
}

function mark() {
  const made = icon("phone");
  made.classList.add("mark");
  return made;
}

function drawNumber() {
  if (!world.number) return;
  // Numbers of the tour come and go; only the one at hand is shown.
  const numbers = world.accounts.flatMap(account => account.numbers.map(number => ({ account, number })))
    .filter(one => !one.account.access_token.startsWith("TOUR") || one.number === world.number);
  const words = number => `${number.verified_name} · ${number.display_phone_number}`;
  fill(parts.number, numbers.length > 1
    ? choice("Business number", numbers.map(one => [one.number.phone_number_id, words(one.number)]), world.number.phone_number_id, chooseNumber)
    : h("span", { text: words(world.number) }));
}

function drawClock() {
  const { clock } = world;
  if (!clock) return;
  const ahead = between(new Date(), now());
  const mode = clock.mode === "real" ? Math.abs(ahead) > 90 ? `${span(ahead)} ahead` : "" : clock.mode === "scaled" ? `×${clock.scale}` : "stands";
  const look = `${exactTime(now())} ${mode}`;
  if (parts.clock.dataset.look === look) return;
  parts.clock.dataset.look = look;
  fill(parts.clock, icon("clock"), h("time", { text: exactTime(now()) }), mode && h("small", { text: mode }));
}

function drawFaults() {
  const number = world.faults.length;
  fill(parts.faults, number > 0 && button(count(number, "fault"), () => open("world"), { sign: "warn", kind: "small warn" }));
  drawTabs();
}

function drawLive() {
  parts.live.classList.toggle("off", !world.live);
  parts.live.textContent = world.live ? "live" : world.began ? "connecting again" : "connecting";
}

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
  const rail = narrow.matches ? ["world", "tour"].includes(state.view) ? state.view : null : state.rail;
  document.body.dataset.view = state.view;
  document.body.classList.toggle("railed", Boolean(rail));
  at("rail").hidden = !rail;
  for (const [name, panel] of Object.entries(panels)) panel.hidden = name !== rail;
  parts.tour.setAttribute("aria-pressed", String(state.rail === "tour"));
  parts.world.setAttribute("aria-pressed", String(state.rail === "world"));
  at("strip").classList.toggle("off", state.view === "tour" || !narrow.matches);
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
    phone: world.phone?.inbox || null, world: world.faults.length || null,
    seen: state.view === "seen" ? null : Math.min(99, unseen()) || null,
    tour: tour.progress().done ? `${tour.progress().done}/${tour.progress().all}` : null,
  };
  const look = JSON.stringify([badges, state.view]);
  if (at("tabs").dataset.look === look) return;
  at("tabs").dataset.look = look;
  const held = at("tabs").contains(document.activeElement) && document.activeElement.dataset.view;
  fill(at("tabs"), views.map(([id, words, sign]) => h("button", {
    type: "button", "aria-current": id === state.view ? "page" : null, data: { view: id }, on: { click: () => show(id) },
  }, icon(sign), h("span", { text: words }), badges[id] && h("b", { text: badges[id] }))));
  if (held) at("tabs").querySelector(`[data-view="${held}"]`).focus();
}

/** Turns the reader to a column of the tour's. */
function watch(column) {
  for (const id of ["phone", "customers", "seen", "rail"]) at(id).classList.toggle("watched", id === column);
  const view = column === "controls" ? "world" : column;
  if (column && narrow.matches && view !== "world") show(view);
}

function askForKey() {
  const key = h("input", { type: "password", "aria-label": "Control key", autocomplete: "current-password", required: true });
  const form = h("form", { class: "locked" }, icon("lock"), h("h2", { text: "This emulator wants its control key" }), key,
    h("button", { class: "button main", text: "Open" }));
  form.addEventListener("submit", event => {
    event.preventDefault();
    unlock(key.value);
  });
  fill(at("stage"), form);
  key.focus();
}

whenLocked(askForKey);
buildBar();
phone.build(at("phone"));
customers.build(at("customers"));
seen.build(at("seen"));
controls.build(panels.world);
fill(at("rail"), panels.tour, panels.world,
  button(null, close, { sign: "cross", name: "Close this panel", kind: "round small closer" }));
lightUp(at("stage"));
on("deliveries phone tour number", drawTabs);
on("began", countSeen);
narrow.addEventListener("change", drawFrame);
addEventListener("keydown", event => event.key === "Escape" && state.rail && !narrow.matches
  && !event.target.closest("dialog, [popover], input, textarea, select") && close());
await tour.build(panels.tour, at("strip"), watch);
drawFrame();
await tour.tidyUp();
begin();
