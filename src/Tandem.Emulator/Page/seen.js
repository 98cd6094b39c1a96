// What the API saw, the newest first, and the life of the message that is followed.

import { follow, mark, onFollow } from "./bubble.js";
import { drawEntry } from "./cards.js";
import { fill, h, icon, keyed } from "./dom.js";
import { life } from "./life.js";
import { entries } from "./stream.js";
import { between, span } from "./words.js";
import { lineOf, nameOf, now, on, world } from "./world.js";

const filters = [
  ["all", "All", () => true],
  ["messages", "Messages", entry => entry.type === "webhook" && entry.items.some(item => item.field === "messages")],
  [
    "echoes",
    "Echoes",
    entry => entry.type === "webhook" && entry.items.some(item => item.field === "smb_message_echoes"),
  ],
  ["sent", "Sent", entry => entry.type === "sent" || entry.type === "refused"],
  ["never", "Never arrived", entry => entry.type === "never"],
];

const state = { filter: "all", open: new Set() };
const parts = {};

export function build(section) {
  parts.filters = h(
    "div",
    { class: "filters", role: "group", "aria-label": "What to show" },
    filters.map(([id, words]) =>
      h("button", {
        type: "button",
        text: words,
        "aria-pressed": String(id === state.filter),
        data: { id },
        on: { click: () => choose(id) },
      }),
    ),
  );
  parts.life = h("div", { class: "life", hidden: true });
  parts.list = h("ol", { class: "stream", "aria-label": "What the API saw, the newest first", tabindex: "0" });
  parts.target = h("p", { class: "target" });
  fill(
    section,
    h("div", { class: "columnhead" }, h("h2", { id: "seen-title", text: "What the API saw" }), parts.target),
    parts.filters,
    parts.life,
    parts.list,
  );
  on("ledger deliveries number people chat", draw);
  on("followed number ledger", drawLife);
  on("number accounts", drawTarget);
  onFollow(drawLife);
  setInterval(age, 1000);
}

function choose(id) {
  state.filter = id;
  for (const one of parts.filters.children) one.setAttribute("aria-pressed", String(one.dataset.id === id));
  draw();
}

function drawTarget() {
  const url = world.account?.callback_url;
  parts.target.textContent = !url
    ? ""
    : url.endsWith("/_emulator/inbox")
      ? "the emulator’s own inbox"
      : url.replace(/^https?:\/\//, "");
  parts.target.title = url ?? "";
}

function drawLife() {
  parts.life.hidden = !world.followed;
  if (world.followed)
    fill(
      parts.life,
      life(world.followed, () => follow(world.followed)),
    );
}

function draw() {
  const fits = filters.find(([id]) => id === state.filter)[2];
  const shown = entries().filter(fits);
  parts.list.querySelector(".empty")?.remove();
  keyed(
    parts.list,
    shown,
    entry => entry.key,
    lookOf,
    entry => drawEntry(entry, state.open.has(entry.key), () => turn(entry)),
  );
  if (shown.length === 0) parts.list.append(nothing());
  if (world.followed) mark("followed", world.followed);
  age();
}

function turn(entry) {
  if (!state.open.delete(entry.key)) state.open.add(entry.key);
  draw();
}

function nothing() {
  return h(
    "li",
    { class: "empty" },
    icon("eye"),
    h("p", {
      text:
        state.filter === "all"
          ? "Nothing yet. Write something on a phone, and watch what of it becomes a webhook."
          : "Nothing of this kind yet.",
    }),
  );
}

const lookOf = entry =>
  JSON.stringify([
    entry.delivery?.state,
    entry.delivery?.attempts,
    entry.delivery?.last_status,
    entry.items?.length,
    entry.name,
    entry.statuses?.map(one => [one.status, one.untold, one.delivery?.state, one.delivery?.attempts]),
    state.open.has(entry.key),
    Boolean(entry.wamid && lineOf(entry.wamid)),
    entry.line && nameOf(entry.line.customer),
  ]);

function age() {
  const at = now();
  for (const node of parts.list.querySelectorAll(".age")) node.textContent = ageWords(between(node.dataset.at, at));
}

const ageWords = seconds =>
  seconds < 1 ? "now" : `${span(seconds < 60 ? Math.floor(seconds) : seconds).replace(/ min .*/, " min")}`;
