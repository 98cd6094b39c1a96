// What the API saw: a card for each webhook, what was sent and refused, and in grey what never arrived, with its reason.

import { follow, onFollow, mark } from "./bubble.js";
import { button, fill, h, icon, keyed } from "./dom.js";
import { life } from "./life.js";
import { entries } from "./stream.js";
import {
  between, brief, capital, codeWords, companionWords, exactTime, fieldWords, kindWords, reasonWords, said, span, spaced, statusWords,
} from "./words.js";
import { lineOf, nameOf, now, on, world } from "./world.js";

const filters = [
  ["all", "All", () => true],
  ["messages", "Messages", entry => entry.type === "webhook" && entry.items.some(item => item.field === "messages")],
  ["echoes", "Echoes", entry => entry.type === "webhook" && entry.items.some(item => item.field === "smb_message_echoes")],
  ["sent", "Sent", entry => entry.type === "sent" || entry.type === "refused"],
  ["never", "Never arrived", entry => entry.type === "never"],
];

const state = { filter: "all", open: new Set() };
const parts = {};

export function build(section) {
  parts.filters = h("div", { class: "filters", role: "group", "aria-label": "What to show" }, filters.map(([id, words]) =>
    h("button", { type: "button", text: words, "aria-pressed": String(id === state.filter), data: { id }, on: { click: () => choose(id) } })));
  parts.life = h("div", { class: "life", hidden: true });
  parts.list = h("ol", { class: "stream", "aria-label": "What the API saw, the newest first", tabindex: "0" });
  parts.target = h("p", { class: "target" });
  fill(section,
    h("div", { class: "columnhead" }, h("h2", { id: "seen-title", text: "What the API saw" }), parts.target),
    parts.filters, parts.life, parts.list);
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
  parts.target.textContent = !url ? "" : url.endsWith("/_emulator/inbox") ? "the emulator’s own inbox" : url.replace(/^https?:\/\//, "");
  parts.target.title = url ?? "";
}

function drawLife() {
  parts.life.hidden = !world.followed;
  if (world.followed) fill(parts.life, life(world.followed, () => follow(world.followed)));
}

function draw() {
  const fits = filters.find(([id]) => id === state.filter)[2];
  const shown = entries().filter(fits);
  parts.list.querySelector(".empty")?.remove();
  keyed(parts.list, shown, entry => entry.key, lookOf, drawEntry);
  if (shown.length === 0) parts.list.append(nothing());
  if (world.followed) mark("followed", world.followed);
  age();
}

function nothing() {
  return h("li", { class: "empty" }, icon("eye"), h("p", {
    text: state.filter === "all"
      ? "Nothing yet. Write something on a phone, and watch what of it becomes a webhook."
      : "Nothing of this kind yet.",
  }));
}

const lookOf = entry => JSON.stringify([
  entry.delivery?.state, entry.delivery?.attempts, entry.delivery?.last_status, entry.items?.length, entry.name,
  entry.statuses?.map(one => [one.status, one.untold, one.delivery?.state, one.delivery?.attempts]),
  state.open.has(entry.key), Boolean(entry.wamid && lineOf(entry.wamid)), entry.line && nameOf(entry.line.customer),
]);

const drawings = { webhook: drawWebhook, sent: drawSent, refused: drawRefused, never: drawNever, event: drawEvent };
const drawEntry = entry => drawings[entry.type](entry);

function card(entry, className, head, ...body) {
  return h("li", {
    class: `card ${className}`, data: { wamid: entry.wamid },
    on: { click: event => entry.wamid && !event.target.closest("button, pre, a") && follow(entry.wamid) },
  }, h("div", { class: "cardhead" }, head, h("span", { class: "grow" }),
    h("span", { class: "age", data: { at: entry.at } }), h("time", { datetime: entry.at, text: exactTime(entry.at) })), body);
}

const label = (className, words) => h("span", { class: `label ${className}`, text: words });

function drawWebhook(entry) {
  const { delivery, items } = entry;
  const field = items[0].field;
  return card(entry, `webhook ${field}`, [label(field, fieldWords(field)), fate(delivery), turn(entry)],
    items.slice(0, 6).map(item => h("p", { class: "item", data: { wamid: items.length > 1 ? item.wamid : null } },
      wayOf(item), item.error && h("b", { class: "code", text: item.error }),
      h("span", { text: wordsOf(item), dir: "auto" }))),
    items.length > 6 && h("p", { class: "quiet", text: `and ${items.length - 6} more` }),
    bytes(entry, [delivery]));
}

function wayOf(item) {
  if (!item.party) return null;
  const name = item.name ?? nameOf(item.party);
  return h("b", { text: item.field === "smb_message_echoes" ? `app → ${name}` : item.kind === "status" ? `to ${name}` : name, dir: "auto" });
}

function wordsOf(item) {
  if (item.error && item.kind !== "status") return codeWords(item.error);
  if (item.kind === "status") return item.status + (item.error ? `: ${codeWords(item.error)}` : "");
  if (item.kind === "revoke") return "deleted a message";
  if (item.kind === "edit") return `edited: ${item.item.edit?.message?.text?.body ?? "a message"}`;
  if (item.kind === "event") return item.words ? capital(spaced(item.words.toLowerCase())) : "an event";
  return brief(item) || kindWords(item.kind);
}

/** How a webhook fared at its endpoint. */
function fate(delivery) {
  const words = {
    delivered: `${delivery.last_status}`, dropped: "given up", posted: "on its way",
    waiting: delivery.last_status ? `${delivery.last_status}, again soon` : "no answer, again soon",
  }[delivery.state];
  return [
    label(`fate ${delivery.state}`, words),
    delivery.attempts > 1 && h("span", { class: "quiet", text: `attempt ${delivery.attempts}` }),
  ];
}

function drawSent(entry) {
  const { line, statuses } = entry;
  const steps = [...statuses].sort((a, b) => rank(a.status) - rank(b.status));
  const failed = steps.find(step => step.status === "failed");
  const shown = lineOf(line.wamid);
  return card(entry, "sent", [label("api", "sent by API"), label("fate delivered", "200"), steps.length > 0 && turn(entry)],
    h("p", { class: "item" }, h("b", { text: `API → ${nameOf(line.customer)}`, dir: "auto" }),
      h("span", { text: shown ? brief(said(shown)) : kindWords(line.evidence.type), dir: "auto" })),
    h("ol", { class: "steps", "aria-label": "Statuses" },
      steps.length === 0 && h("li", { class: "quiet", text: "no status yet" }),
      steps.map(step => h("li", { class: `step ${step.status} ${step.untold ? "untold" : ""}` },
        h("span", { text: statusWords(step.status) }),
        h("small", { text: step.untold ? "no webhook" : after(entry.at, step.delivery.first_posted_at) })))),
    failed?.error && h("p", { class: "item" }, h("b", { class: "code", text: failed.error }), h("span", { text: codeWords(failed.error) })),
    bytes(entry, steps.map(step => step.delivery).filter(Boolean)));
}

const order = ["accepted", "sent", "delivered", "read", "failed"];
const rank = status => order.indexOf(status);
const after = (from, to) => `+${span(Math.max(0, between(from, to)))}`;

function drawRefused(entry) {
  const { line } = entry;
  const code = line.evidence.code;
  return card(entry, "refused", [label("bad", "API refused"), label("fate bad", line.evidence.http_status ?? "error")],
    h("p", { class: "item" }, h("b", { class: "code", text: code }),
      h("span", { text: `${line.customer ? `to ${nameOf(line.customer)}: ` : ""}${codeWords(code)}`, dir: "auto" })));
}

function drawNever(entry) {
  const { line } = entry;
  const device = line.evidence.device && companionWords[line.evidence.device];
  const who = line.kind === "customer_message" ? nameOf(line.customer) : device ? `Owner, on ${device}` : "Owner";
  const shown = entry.wamid && lineOf(entry.wamid);
  return card(entry, "never", label("grey", "never arrived"),
    h("p", { class: "item" }, h("b", { text: who, dir: "auto" }),
      h("span", { text: shown ? brief(said(shown)) : kindWords(line.evidence.type), dir: "auto" })),
    h("p", { class: "why" }, `${capital(reasonWords(line.evidence.reason))}. `, h("code", { text: line.evidence.reason })));
}

const events = {
  device_offline: line => `The ${deviceOf(line)} lost its connection`,
  device_online: line => `The ${deviceOf(line)} is back`,
  backlog_full: () => "So much waits for the phone that the API takes no more",
  backlog_cleared: () => "The phone has caught up; the API takes messages again",
  owner_waits: line => `Written on the ${deviceOf(line)} without a connection: it waits there`,
  customer_waits: line => `${nameOf(line.customer)} wrote without a connection: it waits there`,
  answer_lost: () => "The API took a message, and its caller never heard of it",
  webhook_dropped: () => "A webhook was given up after a week",
};

const deviceOf = line => companionWords[line.evidence.device] ?? "phone";

function drawEvent(entry) {
  const { line } = entry;
  const { status, reason, type } = line.evidence;
  const words = events[line.kind]?.(line)
    ?? [capital(spaced(line.kind)), type, status, reason].filter(Boolean).map(spaced).join(" · ");
  return h("li", { class: "event", data: { wamid: entry.wamid } }, h("span", { text: words, dir: "auto" }),
    h("time", { datetime: entry.at, text: exactTime(entry.at) }));
}

/** A button that shows and hides the bytes as they were signed. */
function turn(entry) {
  const open = state.open.has(entry.key);
  return button("JSON", () => {
    if (open) state.open.delete(entry.key);
    else state.open.add(entry.key);
    draw();
  }, { kind: "small json", "aria-expanded": String(open) });
}

const bytes = (entry, deliveries) => state.open.has(entry.key)
  && deliveries.map(delivery => h("pre", { tabindex: "0", text: JSON.stringify(delivery.body, null, 2) }));

function age() {
  const at = now();
  for (const node of parts.list.querySelectorAll(".age")) node.textContent = agoWords(between(node.dataset.at, at));
}

const agoWords = seconds => seconds < 1 ? "now" : `${span(seconds < 60 ? Math.floor(seconds) : seconds).replace(/ min .*/, " min")} ago`;
