// The owner's phone: its screen, and what hands can do to it.

import { patch, post } from "./api.js";
import { appMenu, chatMenu } from "./app-menu.js";
import { bubble, follow, lookOf } from "./bubble.js";
import { listChats } from "./chats.js";
import { composer, lineMenu } from "./compose.js";
import { button, choice, fill, h, keyed } from "./dom.js";
import { drawHands } from "./hands.js";
import { drawStatus, face, handset, stick } from "./handset.js";
import { attempt } from "./menu.js";
import { between, clockTime, companionWords, dayOf, span } from "./words.js";
import { chat, nameOf, now, on, person, world } from "./world.js";

const state = { open: null, device: "primary", seen: new Map() };
const parts = {};
const path = () => `/phones/${world.number.phone_number_id}`;

export function build(section) {
  parts.badge = h("span", { class: "badges" });
  parts.top = h("div", { class: "apphead" });
  parts.notice = h("p", { class: "notice", hidden: true });
  parts.chats = h("ul", { class: "chats", "aria-label": "Chats" });
  parts.lines = h("ol", {
    class: "lines",
    "aria-label": "Messages on the owner's phone",
    tabindex: "0",
    "aria-live": "polite",
  });
  parts.box = composer(say);
  parts.device = h("div", { class: "speaks" });
  parts.chat = h("div", { class: "chat", hidden: true }, parts.lines, parts.device, parts.box.element);
  parts.shut = h("div", { class: "shut", hidden: true });
  parts.set = handset("owner", parts.top, parts.notice, parts.chats, parts.chat, parts.shut);
  parts.hands = h("div", { class: "hands" });
  fill(
    section,
    h("div", { class: "columnhead" }, h("h2", { id: "phone-title", text: "The owner's phone" }), parts.badge),
    parts.set.element,
    parts.hands,
  );
  on("number", () => show(null));
  on("phone number clock live", draw);
  on("chats people number", drawChats);
  on("chat", () => (drawLines(), drawChats()));
  setInterval(() => world.phone && drawStatus(parts.set.status, world.phone), 1000);
  addEventListener("show-chat", event => show(event.detail));
}

/** Opens a chat on the phone; null goes back to the list. */
function show(customer) {
  state.open = customer;
  drawTop();
  drawChats();
  drawLines();
  if (customer) parts.lines.scrollTop = parts.lines.scrollHeight;
}

/** Opens a chat, with the customer's own phone beside it. */
const meet = customer => dispatchEvent(new CustomEvent("show-chat", { detail: customer }));

async function say(body) {
  const device = state.device === "primary" ? {} : { device: state.device };
  await post(`${path()}/messages`, { to: state.open, ...device, ...body });
}

function draw() {
  const phone = world.phone;
  if (!phone) {
    parts.hands.replaceChildren();
    return;
  }
  drawStatus(parts.set.status, phone);
  parts.set.element.classList.toggle("offline", !phone.online);
  fill(
    parts.badge,
    phone.inbox > 0 && h("span", { class: "badge warn", text: `${phone.inbox} waiting for this phone` }),
    phone.outbox > 0 && h("span", { class: "badge", text: `${phone.outbox} waiting on it` }),
    phone.congested && h("span", { class: "badge bad", text: "API shut until it has caught up" }),
  );
  parts.notice.hidden = phone.online;
  parts.notice.textContent = phone.battery <= 0 ? "The battery is empty" : "Waiting for a network";
  drawShut(phone);
  drawTop();
  drawHands(parts.hands, phone, change);
  drawDevices(phone);
}

function drawShut(phone) {
  parts.shut.hidden = phone.app_open;
  for (const covered of [parts.top, parts.chats, parts.chat]) covered.inert = !phone.app_open;
  if (phone.app_open) return;
  const idle = phone.unused_since ? between(phone.unused_since, now()) : 0;
  fill(
    parts.shut,
    h("time", { text: clockTime(now()) }),
    h("p", { text: dayOf(now()) }),
    h("p", { class: "quiet", text: `The app is shut. Not used for ${span(idle)}; after 14 days the link ends.` }),
    button("Open the app", () => change({ app_open: true }), { kind: "main" }),
  );
}

function drawTop() {
  const customer = state.open && person(state.open);
  const look = `${state.open} ${customer?.name} ${world.number?.phone_number_id}`;
  if (parts.top.dataset.look === look) return;
  parts.top.dataset.look = look;
  if (state.open)
    fill(
      parts.top,
      button(null, () => show(null), { sign: "back", name: "Back to the chats", kind: "round" }),
      face(nameOf(state.open)),
      h(
        "div",
        { class: "who" },
        h("strong", { text: nameOf(state.open), dir: "auto" }),
        h("span", { text: customer?.wa_id ? `+${customer.wa_id}` : (customer?.user_id ?? "") }),
      ),
      button(null, event => chatMenu(event, state.open), { sign: "more", name: "More about this chat", kind: "round" }),
    );
  else
    fill(
      parts.top,
      h(
        "div",
        { class: "who" },
        h("strong", { text: world.number?.verified_name ?? "…" }),
        h("span", { text: world.number?.display_phone_number ?? "" }),
      ),
      button(null, appMenu, { sign: "more", name: "More in the app", kind: "round" }),
    );
}

function drawLines() {
  if (!state.open || !world.number) return void parts.lines.replaceChildren();
  const lines = chat("phone", state.open);
  parts.box.name(`Message to ${nameOf(state.open).split(" ")[0]}`, "Reply from the phone");
  stick(parts.lines, () =>
    keyed(
      parts.lines,
      [...lines.values()],
      line => line.wamid,
      lookOf,
      line => bubble(line, "phone", lines, (anchor, one) => lineMenu(anchor, one, "phone", parts.box, say, follow)),
    ),
  );
}

function drawDevices(phone) {
  if (!phone.companions.some(one => one.id === state.device)) state.device = "primary";
  const look = JSON.stringify([phone.companions, state.device]);
  if (parts.device.dataset.look === look) return;
  parts.device.dataset.look = look;
  parts.device.hidden = phone.companions.length === 0;
  fill(
    parts.device,
    choice(
      "Written on",
      [["primary", "the phone"], ...phone.companions.map(one => [one.id, companionWords[one.kind] ?? one.kind])],
      state.device,
      chosen => (state.device = chosen),
      { shown: true },
    ),
  );
}

function drawChats() {
  parts.chats.hidden = Boolean(state.open);
  parts.chat.hidden = !state.open;
  if (state.open) state.seen.set(state.open, chat("phone", state.open).size);
  else listChats(parts.chats, state.seen, meet);
}

const change = values =>
  attempt(async () => {
    world.phone = await patch(path(), values);
    draw();
  });
