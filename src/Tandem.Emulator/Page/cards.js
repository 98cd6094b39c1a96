// The cards of what the API saw: a webhook, what was sent and refused, and in grey what never arrived, with its reason.

import { follow } from "./bubble.js";
import { button, h } from "./dom.js";
import {
  between,
  brief,
  capital,
  codeWords,
  companionWords,
  exactTime,
  fieldWords,
  kindWords,
  reasonWords,
  said,
  span,
  spaced,
  statusWords,
} from "./words.js";
import { lineOf, nameOf } from "./world.js";

const mostItems = 6;

const drawings = { webhook: drawWebhook, sent: drawSent, refused: drawRefused, never: drawNever, event: drawEvent };

/** Draws an entry; `turn` shows or hides the bytes of its webhooks. */
export const drawEntry = (entry, open, turn) => drawings[entry.type](entry, open, json(open, turn));

function card(entry, className, head, ...body) {
  return h(
    "li",
    {
      class: `card ${className}`,
      data: { wamid: entry.wamid },
      on: { click: event => entry.wamid && !event.target.closest("button, pre, a") && follow(entry.wamid) },
    },
    h(
      "div",
      { class: "cardhead" },
      head,
      h("span", { class: "grow" }),
      h("time", { datetime: entry.at, text: exactTime(entry.at) }),
      h("span", { class: "age", data: { at: entry.at } }),
    ),
    body,
  );
}

const label = (className, words) => h("span", { class: `label ${className}`, text: words });

function drawWebhook(entry, open, button) {
  const { delivery, items } = entry;
  const fields = [...new Set(items.map(item => item.field))];
  return card(
    entry,
    `webhook ${fields[0]}`,
    [fields.map(field => label(field, fieldWords(field))), fate(delivery), button],
    items
      .slice(0, mostItems)
      .map(item =>
        h(
          "p",
          { class: "item", data: { wamid: items.length > 1 ? item.wamid : null } },
          wayOf(item),
          item.error && h("b", { class: "code", text: item.error }),
          h("span", { text: wordsOf(item), dir: "auto" }),
        ),
      ),
    items.length > mostItems && h("p", { class: "quiet", text: `and ${items.length - mostItems} more` }),
    open && bytes([delivery]),
  );
}

function wayOf(item) {
  if (!item.party) return null;
  const name = item.name ?? nameOf(item.party);
  return h("b", {
    text: item.field === "smb_message_echoes" ? `app → ${name}` : item.kind === "status" ? `to ${name}` : name,
    dir: "auto",
  });
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
    delivered: `${delivery.last_status}`,
    dropped: "given up",
    posted: "on its way",
    waiting: delivery.last_status ? `${delivery.last_status}, again soon` : "no answer, again soon",
  }[delivery.state];
  return [
    label(`fate ${delivery.state}`, words),
    delivery.attempts > 1 && h("span", { class: "quiet", text: `attempt ${delivery.attempts}` }),
  ];
}

function drawSent(entry, open, button) {
  const { line, statuses } = entry;
  const steps = [...statuses].sort((a, b) => rank(a.status) - rank(b.status));
  const failed = steps.find(step => step.status === "failed");
  const shown = lineOf(line.wamid);
  return card(
    entry,
    "sent",
    [label("api", "sent by API"), label("fate delivered", "200"), steps.length > 0 && button],
    h(
      "p",
      { class: "item" },
      h("b", { text: `API → ${nameOf(line.customer)}`, dir: "auto" }),
      h("span", { text: shown ? brief(said(shown)) : kindWords(line.evidence.type), dir: "auto" }),
    ),
    h(
      "ol",
      { class: "steps", "aria-label": "Statuses" },
      steps.length === 0 && h("li", { class: "quiet", text: "no status yet" }),
      steps.map(step =>
        h(
          "li",
          { class: `step ${step.status} ${step.untold ? "untold" : ""}` },
          h("span", { text: statusWords(step.status) }),
          h("small", { text: step.untold ? "no webhook" : after(entry.at, step.delivery.first_posted_at) }),
        ),
      ),
    ),
    failed?.error &&
      h(
        "p",
        { class: "item" },
        h("b", { class: "code", text: failed.error }),
        h("span", { text: codeWords(failed.error) }),
      ),
    open && bytes(steps.map(step => step.delivery).filter(Boolean)),
  );
}

const order = ["accepted", "sent", "delivered", "read", "failed"];
const rank = status => order.indexOf(status);
const after = (from, to) => `+${span(Math.max(0, between(from, to)))}`;

function drawRefused(entry) {
  const { line } = entry;
  const code = line.evidence.code;
  return card(
    entry,
    "refused",
    [label("bad", "API refused"), label("fate bad", line.evidence.http_status ?? "error")],
    h(
      "p",
      { class: "item" },
      h("b", { class: "code", text: code }),
      h("span", { text: `${line.customer ? `to ${nameOf(line.customer)}: ` : ""}${codeWords(code)}`, dir: "auto" }),
    ),
  );
}

function drawNever(entry) {
  const { line } = entry;
  const device = line.evidence.device && companionWords[line.evidence.device];
  const who = line.kind === "customer_message" ? nameOf(line.customer) : device ? `Owner, on ${device}` : "Owner";
  const shown = entry.wamid && lineOf(entry.wamid);
  return card(
    entry,
    "never",
    label("grey", "never arrived"),
    h(
      "p",
      { class: "item" },
      h("b", { text: who, dir: "auto" }),
      h("span", { text: shown ? brief(said(shown)) : kindWords(line.evidence.type), dir: "auto" }),
    ),
    h(
      "p",
      { class: "why" },
      `${capital(reasonWords(line.evidence.reason))}. `,
      h("code", { text: line.evidence.reason }),
    ),
  );
}

const events = {
  device_offline: line => `${capital(deviceOf(line))} lost its connection`,
  device_online: line => `${capital(deviceOf(line))} is back`,
  backlog_full: () => "So much waits for the phone that the API takes no more",
  backlog_cleared: () => "The phone has caught up; the API takes messages again",
  owner_waits: line => `Written on ${deviceOf(line)} without a connection: it waits there`,
  customer_waits: line => `${nameOf(line.customer)} wrote without a connection: it waits there`,
  answer_lost: () => "The API took a message, and its caller never heard of it",
  webhook_dropped: () => "A webhook was given up after a week",
};

const deviceOf = line => companionWords[line.evidence.device] ?? "the phone";

function drawEvent(entry) {
  const { line } = entry;
  const { status, reason, type } = line.evidence;
  const words =
    events[line.kind]?.(line) ??
    [capital(spaced(line.kind)), type, status, reason].filter(Boolean).map(spaced).join(" · ");
  return h(
    "li",
    { class: "event", data: { wamid: entry.wamid } },
    h("span", { text: words, dir: "auto" }),
    h("time", { datetime: entry.at, text: exactTime(entry.at) }),
  );
}

const json = (open, turn) => button("JSON", turn, { kind: "small json", "aria-expanded": String(open) });

/** The bytes as they were signed, on demand. */
const bytes = deliveries =>
  deliveries.map(delivery => h("pre", { tabindex: "0", text: JSON.stringify(delivery.body, null, 2) }));
