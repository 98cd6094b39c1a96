// The world as it was: snapshots, the seed, and a new beginning.

import { part, post, remove } from "./api.js";
import { button, h, redraw } from "./dom.js";
import { attempt, dialog } from "./menu.js";
import { count, exactTime } from "./words.js";
import { now, refresh, world } from "./world.js";

/** Draws the snapshots into a part of the panel. */
export function drawPast(list) {
  const restore = name => attempt(() => post(`/snapshots/${part(name)}/restore`));
  redraw(
    list,
    world.snapshots.length === 0 &&
      h("p", {
        class: "quiet",
        text: "A snapshot is the whole world as it is now. Restoring takes back all that happened since.",
      }),
    h(
      "ul",
      { class: "plain" },
      world.snapshots.map(one =>
        h(
          "li",
          { class: "row" },
          h(
            "span",
            { class: "grow" },
            h("strong", { text: one.name }),
            " ",
            h("small", { class: "quiet", text: `${exactTime(one.at)} · ${count(one.ledger_lines, "line")}` }),
          ),
          button("Restore", () => restore(one.name), { kind: "small" }),
          button(null, () => attempt(() => remove(`/snapshots/${part(one.name)}`)).then(() => refresh("snapshots")), {
            sign: "cross",
            name: `Remove snapshot ${one.name}`,
            kind: "round small",
          }),
        ),
      ),
    ),
    h(
      "div",
      { class: "row wrap" },
      button("Take a snapshot", snapshot, { kind: "small" }),
      button("Begin anew", reset, { kind: "small" }),
    ),
    h("p", { class: "quiet" }, "Seed ", h("code", { text: world.seed ?? "…" })),
  );
}

function snapshot() {
  dialog(
    "Take a snapshot",
    h(
      "label",
      { class: "field" },
      h("span", { text: "Name" }),
      h("input", { name: "name", required: true, value: `at ${exactTime(now())}` }),
    ),
    {
      confirm: "Take it",
      done: ({ name }) => attempt(() => post("/snapshots", { name })).then(() => refresh("snapshots")),
    },
  );
}

function reset() {
  dialog(
    "Begin anew",
    [
      h("p", { text: "All messages and people are forgotten. A hub that remembers them should begin anew as well." }),
      h(
        "label",
        { class: "field" },
        h("span", { text: "Seed" }),
        h("input", { name: "seed", value: world.seed ?? "" }),
      ),
    ],
    {
      confirm: "Begin anew",
      done: ({ seed }) => attempt(() => post("/reset", seed.trim() ? { seed: seed.trim() } : {})),
    },
  );
}
