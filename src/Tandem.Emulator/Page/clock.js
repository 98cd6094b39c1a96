// The platform's clock: how it runs, and how it is moved.

import { post, put } from "./api.js";
import { button, h, redraw, segments } from "./dom.js";
import { attempt } from "./menu.js";
import { dayOf, exactTime } from "./words.js";
import { now, refresh, world } from "./world.js";

/** Draws the clock into a part of the panel. */
export function drawClock(list) {
  const clock = world.clock;
  if (!clock) return;
  const set = change => attempt(() => put("/clock", change)).then(() => refresh("clock"));
  const current = clock.mode === "scaled" ? `scaled ${clock.scale}` : clock.mode;
  const modes = [
    ["real", "real"],
    ["scaled 10", "×10"],
    ["scaled 60", "×60"],
    ["virtual", "stands"],
  ];
  if (!modes.some(([value]) => value === current)) modes.push([current, `×${clock.scale}`]);
  redraw(
    list,
    h("div", { class: "row" }, h("time", { class: "bigtime" }), h("span", { class: "quiet" })),
    segments("How time runs", modes, current, value => {
      const [mode, scale] = value.split(" ");
      set(scale ? { mode, scale: Number(scale) } : { mode });
    }),
    clock.mode === "virtual"
      ? h(
          "div",
          { class: "row wrap" },
          [
            ["+1 min", 60],
            ["+1 h", 3600],
            ["+1 day", 86400],
          ].map(([words, by]) => button(words, () => advance({ by }), { kind: "small" })),
          button("until idle", () => advance({ until_idle: true, at_most: 3600 }), { kind: "small" }),
        )
      : h("p", {
          class: "quiet",
          text: "Let it stand to move it by hand: minutes, days, or until nothing is under way.",
        }),
  );
  tick(list);
}

/** Lets the clock of the panel go on. */
export function tick(list) {
  if (!list.firstElementChild) return;
  const [time, day] = list.firstElementChild.children;
  time.textContent = exactTime(now());
  day.textContent = dayOf(now());
}

const advance = by => attempt(() => post("/clock/advance", by)).then(() => refresh("clock", "phone", "people"));
