// The life of one message, from all lines of the ledger that name it.

import { button, h, icon } from "./dom.js";
import {
  between,
  brief,
  companionWords,
  exactTime,
  fieldWords,
  reasonWords,
  said,
  span,
  statusWords,
} from "./words.js";
import { lineOf, nameOf, world } from "./world.js";

const told = {
  customer_message: line => `${nameOf(line.customer)} sent it`,
  customer_waits: line => `${nameOf(line.customer)} wrote it without a connection`,
  owner_message: line =>
    `The owner sent it${line.evidence.device ? ` on ${companionWords[line.evidence.device]}` : ""}`,
  owner_waits: () => "The owner wrote it without a connection",
  on_phone: () => "On the owner’s phone",
  api_message: () => "The Cloud API took it",
  api_refused: line => `The Cloud API refused it: ${line.evidence.code}`,
  answer_given: () => "The sender got the answer",
  answer_lost: () => "The answer never reached the sender",
  status: line => `The customer’s side: ${statusWords(line.evidence.status)}`,
  webhook_delivered: line =>
    `Webhook ${fieldWords(line.evidence.field)}` +
    `${line.evidence.status ? ` (${line.evidence.status})` : ""} answered 200`,
  webhook_failed: line =>
    `Webhook ${fieldWords(line.evidence.field)} failed: ${line.evidence.http_status ?? "no answer"}`,
  webhook_dropped: () => "Its webhook was given up",
};

/** Draws the life of a message; `close` lets it go. */
export function life(wamid, close) {
  const lines = world.byWamid.get(wamid) ?? [];
  const shown = lineOf(wamid);
  return [
    h(
      "div",
      { class: "lifehead" },
      icon("eye"),
      h("strong", { text: shown ? brief(said(shown)) || "A message" : "A message", dir: "auto" }),
      button(null, close, { sign: "cross", name: "Stop following this message", kind: "round small" }),
    ),
    h(
      "ol",
      {},
      lines
        .slice(0, 14)
        .map(line =>
          h(
            "li",
            { class: line.leg },
            h("time", { datetime: line.at, text: exactTime(line.at) }),
            h("span", {
              text: `${told[line.kind]?.(line) ?? line.kind.replaceAll("_", " ")}${why(line)}`,
              dir: "auto",
            }),
            h("small", { text: line === lines[0] ? "" : `+${span(Math.max(0, between(lines[0].at, line.at)))}` }),
          ),
        ),
    ),
    lines.length === 0 && h("p", { class: "quiet", text: "The page no longer has its lines; the ledger does." }),
    h("code", { class: "wamid", text: wamid }),
  ];
}

const why = line => (line.evidence.reason ? `; ${reasonWords(line.evidence.reason)}` : "");
