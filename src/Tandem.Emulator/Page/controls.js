// The world's controls: whose word it follows, its clock, its faults, its switches, its past.

import { part, post, put, remove } from "./api.js";
import { button, fill, h } from "./dom.js";
import { buildFaults } from "./faults.js";
import { attempt, dialog } from "./menu.js";
import { drawNumber } from "./numbers.js";
import { buildSwitches } from "./switches.js";
import { count, dayOf, exactTime } from "./words.js";
import { now, on, refresh, world } from "./world.js";

const legend = await fetch(new URL("profile.json", import.meta.url)).then(answer => answer.json());
const parts = {};

export function build(panel) {
  for (const name of ["profile", "clock", "number", "past"]) parts[name] = h("div", { class: "part" });
  fill(panel,
    section("Whose word it follows", parts.profile), section("Clock", parts.clock), section("Faults", buildFaults()),
    section("This number", parts.number), section("Snapshots and seed", parts.past),
    section("All switches", buildSwitches()),
    h("p", { class: "quiet" }, "Everything here is a call of the ", h("a", { href: "/openapi/v1.json", text: "control API" }), "."));
  on("profile switches", drawProfile);
  on("clock", drawClock);
  on("number facts phone", () => drawNumber(parts.number));
  on("snapshots seed clock", drawPast);
  setInterval(() => parts.time && (parts.time.textContent = exactTime(now())), 250);
  drawProfile();
  drawClock();
  drawNumber(parts.number);
  drawPast();
}

const section = (title, body) => h("section", { class: "group" }, h("h3", { text: title }), body);

/** A choice between a few things, all of them in view. */
export function segments(label, options, chosen, act) {
  return h("div", { class: "segments", role: "group", "aria-label": label }, options.map(([value, words]) =>
    h("button", { type: "button", text: words, "aria-pressed": String(value === chosen), on: { click: () => act(value) } })));
}

/** The two profiles, for the bar and the panel. */
export function profiles() {
  return segments("Profile", [["documented", "documented"], ["field", "field"]], world.profile,
    profile => attempt(() => put("/profile", { profile })).then(() => refresh("profile", "switches")));
}

function drawProfile() {
  fill(parts.profile, profiles(),
    h("p", {
      class: "quiet",
      text: {
        documented: "Meta's documents: none of these happens.",
        field: "What people report from the field, where it differs from Meta's documents.",
        mixed: "Some of both: switches were set one by one.",
      }[world.profile] ?? "",
    }),
    h("dl", { class: "legend" }, Object.entries(legend).map(([name, words]) => [
      h("dt", { class: isOn(name) ? "on" : "" }, h("code", { text: name }), h("b", { text: shown(world.switches?.[name]) })),
      h("dd", { text: words }),
    ])));
}

const isOn = name => ![null, undefined, false, 0].includes(world.switches?.[name]);
const shown = value => value === null || value === undefined ? "off" : value === true ? "on" : value === false ? "off" : String(value);

function drawClock() {
  const clock = world.clock;
  if (!clock) return;
  const set = change => attempt(() => put("/clock", change)).then(() => refresh("clock"));
  const current = clock.mode === "scaled" ? `scaled ${clock.scale}` : clock.mode;
  const modes = [["real", "real"], ["scaled 10", "×10"], ["scaled 60", "×60"], ["virtual", "stands"]];
  if (!modes.some(([value]) => value === current)) modes.push([current, `×${clock.scale}`]);
  parts.time = h("time", { class: "bigtime", text: exactTime(now()) });
  fill(parts.clock,
    h("div", { class: "row" }, parts.time, h("span", { class: "quiet", text: dayOf(now()) })),
    segments("How time runs", modes, current, value => {
      const [mode, scale] = value.split(" ");
      set(scale ? { mode, scale: Number(scale) } : { mode });
    }),
    clock.mode === "virtual"
      ? h("div", { class: "row wrap" },
        [["+1 min", 60], ["+1 h", 3600], ["+1 day", 86400]].map(([words, by]) =>
          button(words, () => advance({ by }), { kind: "small" })),
        button("until idle", () => advance({ until_idle: true, at_most: 3600 }), { kind: "small" }))
      : h("p", { class: "quiet", text: "Let it stand to move it by hand: minutes, days, or until nothing is under way." }));
}

const advance = by => attempt(() => post("/clock/advance", by)).then(() => refresh("clock", "phone", "people"));

function drawPast() {
  const restore = name => attempt(() => post(`/snapshots/${part(name)}/restore`));
  fill(parts.past,
    world.snapshots.length === 0 && h("p", { class: "quiet", text: "A snapshot is the whole world as it is now. Restoring takes back all that happened since." }),
    h("ul", { class: "plain" }, world.snapshots.map(one => h("li", { class: "row" },
      h("span", { class: "grow" }, h("strong", { text: one.name }), " ",
        h("small", { class: "quiet", text: `${exactTime(one.at)} · ${count(one.ledger_lines, "line")}` })),
      button("Restore", () => restore(one.name), { kind: "small" }),
      button(null, () => attempt(() => remove(`/snapshots/${part(one.name)}`)).then(() => refresh("snapshots")),
        { sign: "cross", name: `Remove snapshot ${one.name}`, kind: "round small" })))),
    h("div", { class: "row wrap" }, button("Take a snapshot", snapshot, { kind: "small" }), button("Begin anew", reset, { kind: "small" })),
    h("p", { class: "quiet" }, "Seed ", h("code", { text: world.seed ?? "…" })));
}

function snapshot() {
  dialog("Take a snapshot", h("label", { class: "field" }, h("span", { text: "Name" }),
    h("input", { name: "name", required: true, value: `at ${exactTime(now())}` })), {
    confirm: "Take it",
    done: ({ name }) => attempt(() => post("/snapshots", { name })).then(() => refresh("snapshots")),
  });
}

function reset() {
  dialog("Begin anew", [
    h("p", { text: "All messages and people are forgotten. A hub that remembers them should begin anew as well." }),
    h("label", { class: "field" }, h("span", { text: "Seed" }), h("input", { name: "seed", value: world.seed ?? "" })),
  ], { confirm: "Begin anew", done: ({ seed }) => attempt(() => post("/reset", seed.trim() ? { seed: seed.trim() } : {})) });
}

