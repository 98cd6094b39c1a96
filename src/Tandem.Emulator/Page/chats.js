// The list of chats on the owner's phone.

import { post } from "./api.js";
import { tick } from "./bubble.js";
import { button, fill, h, icon, keyed } from "./dom.js";
import { face } from "./handset.js";
import { attempt } from "./menu.js";
import { brief, clockTime, said } from "./words.js";
import { chat, nameOf, world } from "./world.js";

const mostChats = 40;

/** Draws the chats of the phone into a list. `seen` knows how many messages of each were read, `show` opens one. */
export function listChats(list, seen, show) {
  const shown = rows(seen);
  if (shown.length === 0) return void fill(list, nobody());
  list.querySelector(".empty")?.remove();
  keyed(
    list,
    shown,
    one => one.customer,
    one => JSON.stringify(one),
    one => drawChat(one, show),
  );
}

/** The chats as this phone knows them: what waits for it is not there yet. */
function rows(seen) {
  return world.chats
    .slice(0, mostChats)
    .map(one => {
      const lines = chat("phone", one.customer);
      const last = [...lines.values()].at(-1);
      return {
        customer: one.customer,
        name: one.name || nameOf(one.customer),
        known: lines.loaded,
        count: lines.size,
        words: last ? brief(said(last)) : one.wa_id ? `+${one.wa_id}` : one.user_id,
        mine: last?.direction === "out" ? last.status : null,
        at: last?.timestamp ?? one.last_message_at,
        fresh: lines.size - (seen.get(one.customer) ?? 0),
      };
    })
    .filter(one => !one.known || one.count > 0);
}

function drawChat(one, show) {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "chatrow", on: { click: () => show(one.customer) } },
      face(one.name),
      h(
        "span",
        { class: "who" },
        h("strong", { text: one.name, dir: "auto" }),
        h("span", {}, one.mine && tick(one.mine), h("bdi", { text: one.words })),
      ),
      h(
        "span",
        { class: "when" },
        h("time", { text: clockTime(one.at) }),
        one.fresh > 0 &&
          h("span", { class: "unread" }, String(one.fresh), h("span", { class: "unseen", text: " new" })),
      ),
    ),
  );
}

function nobody() {
  const hello = () =>
    attempt(() =>
      post("/customers/16505551234/messages", {
        to: world.number.phone_number_id,
        type: "text",
        text: { body: "Hello! Are you open today?" },
      }),
    );
  return h(
    "li",
    { class: "empty" },
    icon("phone"),
    h("p", { text: "No chats yet. Nobody has written to this number." }),
    world.number && button("Let a customer say hello", hello, { kind: "main" }),
  );
}
