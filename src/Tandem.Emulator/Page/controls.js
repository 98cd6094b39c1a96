// The world's controls: whose word it follows, its clock, its faults, its switches, its past.

import { put } from "./api.js";
import { drawClock, tick } from "./clock.js";
import { fill, h, redraw, segments } from "./dom.js";
import { buildFaults } from "./faults.js";
import { attempt } from "./menu.js";
import { drawNumber } from "./numbers.js";
import { drawPast } from "./past.js";
import { buildSwitches } from "./switches.js";
import { on, refresh, world } from "./world.js";

const legend = await fetch(new URL("profile.json", import.meta.url)).then(answer => answer.json());
const parts = {};

export function build(panel) {
  for (const name of ["profile", "clock", "number", "past"]) parts[name] = h("div", { class: "part" });
  fill(
    panel,
    h("h2", { text: "World" }),
    section("Whose word it follows", parts.profile),
    section("Clock", parts.clock),
    section("Faults", buildFaults()),
    section("This number", parts.number),
    section("Snapshots and seed", parts.past),
    section("All switches", buildSwitches()),
    h(
      "p",
      { class: "quiet" },
      "Everything here is a call of the ",
      h("a", { href: "/openapi/v1.json", text: "control API" }),
      ".",
    ),
  );
  on("profile switches", drawProfile);
  on("clock", () => drawClock(parts.clock));
  on("number facts phone", () => drawNumber(parts.number));
  on("snapshots seed", () => drawPast(parts.past));
  setInterval(() => tick(parts.clock), 250);
  drawProfile();
  drawNumber(parts.number);
  drawPast(parts.past);
}

const section = (title, body) => h("section", { class: "group" }, h("h3", { text: title }), body);

/** The two profiles, for the bar and the panel. */
export function profiles() {
  return segments(
    "Profile",
    [
      ["documented", "documented"],
      ["field", "field"],
    ],
    world.profile,
    profile => attempt(() => put("/profile", { profile })).then(() => refresh("profile", "switches")),
  );
}

function drawProfile() {
  redraw(
    parts.profile,
    profiles(),
    h("p", {
      class: "quiet",
      text:
        {
          documented: "Meta's documents: none of these happens.",
          field: "What people report from the field, where it differs from Meta's documents.",
          mixed: "Some of both: switches were set one by one.",
        }[world.profile] ?? "",
    }),
    h(
      "dl",
      { class: "legend" },
      Object.entries(legend).map(([name, words]) => [
        h(
          "dt",
          { class: isOn(name) ? "on" : "" },
          h("code", { text: name }),
          h("b", { text: shown(world.switches?.[name]) }),
        ),
        h("dd", { text: words }),
      ]),
    ),
  );
}

const isOn = name => ![null, undefined, false, 0].includes(world.switches?.[name]);
const shown = value =>
  value === null || value === undefined ? "off" : value === true ? "on" : value === false ? "off" : String(value);
