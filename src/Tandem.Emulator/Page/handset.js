// The drawing of a phone: case, status bar, and room for what is on the screen.

import { fill, h, icon } from "./dom.js";
import { clockTime } from "./words.js";
import { now } from "./world.js";

/** A phone whose screen holds `parts`. */
export function handset(className, ...parts) {
  const status = h("div", { class: "statusbar", "aria-hidden": "true" });
  const screen = h("div", { class: "screen" }, status, parts);
  return { element: h("div", { class: `handset ${className}` }, screen), screen, status };
}

/** Brings a status bar up to date. */
export function drawStatus(status, { online, battery = null, charging = false }) {
  const look = `${clockTime(now())} ${online} ${Math.round(battery ?? -1)} ${charging}`;
  if (status.dataset.look === look) return;
  status.dataset.look = look;
  fill(
    status,
    h("time", { text: clockTime(now()) }),
    h("i", { class: "island" }),
    h("span", { class: "signs" }, icon(online ? "wave" : "nowave"), battery !== null && cell(battery, charging)),
  );
}

function cell(battery, charging) {
  const level = h("i");
  level.style.setProperty("--level", `${Math.max(4, battery)}%`);
  const low = battery < 15 && !charging;
  return h(
    "span",
    { class: `cell${low ? " low" : ""}${charging ? " charging" : ""}` },
    level,
    charging && icon("bolt"),
  );
}

// Lists of messages, and whether their reader scrolled up to read.
const lists = new Map();

/** Draws a list and keeps it at its end; a reader who scrolled up stays where he is. */
export function stick(list, draw) {
  if (!lists.has(list)) {
    lists.set(list, false);
    list.addEventListener(
      "scroll",
      () => list.clientHeight > 0 && lists.set(list, list.scrollHeight - list.scrollTop - list.clientHeight > 60),
    );
  }
  draw();
  if (!lists.get(list)) list.scrollTop = list.scrollHeight;
}

/** Brings lists to their end that could not be scrolled while they were out of sight. */
export function settle() {
  for (const [list, isRead] of lists) {
    if (!list.isConnected) lists.delete(list);
    else if (!isRead) list.scrollTop = list.scrollHeight;
  }
}

/** The first letters of a name, on a colour of its own. */
export function face(name) {
  const letters = name
    .split(/\s+/)
    .map(word => [...word][0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase();
  const made = h("span", { class: "face", "aria-hidden": "true", text: letters });
  made.style.setProperty(
    "--hue",
    [...name].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 360, 7),
  );
  return made;
}
