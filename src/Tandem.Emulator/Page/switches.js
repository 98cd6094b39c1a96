// Every behaviour of the platform by its name.

import { patch } from "./api.js";
import { h, keyed, toggle } from "./dom.js";
import { attempt } from "./menu.js";
import { capital, spaced } from "./words.js";
import { on, refresh, world } from "./world.js";

const parts = {};

export function buildSwitches() {
  parts.find = h("input", {
    type: "search",
    placeholder: "Find a switch",
    "aria-label": "Find a switch",
    on: { input: draw },
  });
  parts.list = h("ul", { class: "plain switches" });
  parts.none = h("p", { class: "quiet", text: "No switch has such a name.", hidden: true });
  on("switches", draw);
  draw();
  return h("div", { class: "part" }, parts.find, parts.none, parts.list);
}

function draw() {
  const asked = parts.find.value.trim().toLowerCase().replaceAll(" ", "_");
  const shown = Object.entries(world.switches ?? {}).filter(([name]) => name.includes(asked));
  parts.none.hidden = shown.length > 0 || !world.switches;
  keyed(
    parts.list,
    shown,
    ([name]) => name,
    entry => JSON.stringify(entry),
    drawSwitch,
  );
}

const change = (name, value) =>
  attempt(() => patch("/switches", { [name]: value })).then(() => refresh("switches", "profile"));

function drawSwitch([name, value]) {
  if (typeof value === "boolean")
    return h(
      "li",
      {},
      toggle(capital(spaced(name)), value, on => change(name, on)),
    );
  // Numbers, words, null and latencies are written as the API has them.
  const box = h("input", { value: typeof value === "string" ? value : JSON.stringify(value), spellcheck: "false" });
  box.addEventListener("change", () => change(name, parse(box.value)));
  return h("li", {}, h("label", { class: "field inline" }, h("span", { text: capital(spaced(name)) }), box));
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
