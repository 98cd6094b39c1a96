// The bar: which number, what time, whose word, what is wrong.

import { profiles } from "./controls.js";
import { button, choice, fill, h, icon, redraw } from "./dom.js";
import { between, count, exactTime, span } from "./words.js";
import { chooseNumber, now, on, world } from "./world.js";

const parts = {};

/** Builds the bar. `open` opens a panel, `turn` opens or closes one. Gives back the buttons of the panels. */
export function build(bar, open, turn) {
  parts.number = h("div", { class: "number" });
  parts.clock = button(null, () => open("world"), { kind: "quiet clock" });
  drawTime("clock");
  parts.faults = h("span", {});
  parts.live = h("span", { class: "live", role: "status" });
  parts.tour = button("Tour", () => turn("tour"), { sign: "flag", kind: "main", "aria-pressed": "false" });
  parts.world = button("World", () => turn("world"), { sign: "globe", "aria-pressed": "false" });
  parts.profile = h("div", { class: "wide" });
  fill(
    bar,
    h("div", { class: "brand" }, mark(), h("h1", {}, "Tandem ", h("span", { text: "emulator" }))),
    parts.number,
    h("div", { class: "grow" }),
    parts.live,
    parts.faults,
    parts.clock,
    parts.profile,
    h("div", { class: "row wide" }, parts.world, parts.tour),
  );
  on("accounts number", drawNumber);
  on("profile", () => redraw(parts.profile, profiles()));
  on("faults", () => drawFaults(open));
  on("live", drawLive);
  setInterval(drawClock, 250);
  drawLive();
  return { tour: parts.tour, world: parts.world };
}

function mark() {
  const made = icon("phone");
  made.classList.add("mark");
  return made;
}

function drawNumber() {
  if (!world.number) return;
  // Numbers of the tour come and go; only the one at hand is shown.
  const numbers = world.accounts
    .flatMap(account => account.numbers.map(number => ({ account, number })))
    .filter(one => !one.account.access_token.startsWith("TOUR") || one.number === world.number);
  const words = number => `${number.verified_name} · ${number.display_phone_number}`;
  fill(
    parts.number,
    numbers.length > 1
      ? choice(
          "Business number",
          numbers.map(one => [one.number.phone_number_id, words(one.number)]),
          world.number.phone_number_id,
          chooseNumber,
        )
      : h("span", { text: words(world.number) }),
  );
}

function drawClock() {
  const { clock } = world;
  if (!clock) return;
  const ahead = between(new Date(), now());
  const mode =
    clock.mode === "real"
      ? Math.abs(ahead) > 90
        ? `${span(ahead)} ahead`
        : ""
      : clock.mode === "scaled"
        ? `×${clock.scale}`
        : "stands";
  const look = `${exactTime(now())} ${mode}`;
  if (parts.clock.dataset.look === look) return;
  parts.clock.dataset.look = look;
  drawTime(exactTime(now()), mode);
}

// Also before the time is known, by its name then: a button without words is nothing to who cannot see it.
function drawTime(time, mode) {
  fill(parts.clock, icon("clock", "Platform time"), h("time", { text: time }), mode && h("small", { text: mode }));
}

function drawFaults(open) {
  const number = world.faults.length;
  fill(
    parts.faults,
    number > 0 && button(count(number, "fault"), () => open("world"), { sign: "warn", kind: "small warn" }),
  );
}

function drawLive() {
  parts.live.classList.toggle("off", !world.live);
  parts.live.textContent = world.live ? "live" : world.began ? "connecting again" : "connecting";
}
