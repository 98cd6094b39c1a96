// The customers' phones: one or two of them beside each other.

import { part, post, put } from "./api.js";
import { bubble, follow, lookOf } from "./bubble.js";
import { composer, lineMenu } from "./compose.js";
import { button, choice, fill, h, icon, keyed, toggle } from "./dom.js";
import { drawStatus, face, handset, stick } from "./handset.js";
import { attempt, dialog, menu } from "./menu.js";
import { companionWords } from "./words.js";
import { chat, isOurs, nameOf, on, person, refresh, reloadChats, world } from "./world.js";

const most = 2;
const state = { shown: [], added: new Set() };
const parts = {};
const sets = new Map();

export function build(section) {
  parts.row = h("div", { class: "people", role: "group", "aria-label": "Customers to look at" });
  parts.find = h("input", { type: "search", placeholder: "Find a customer", "aria-label": "Find a customer", hidden: true });
  parts.sets = h("div", { class: "handsets" });
  fill(section,
    h("div", { class: "columnhead" }, h("h2", { id: "customers-title", text: "Customers" }), parts.find,
      button("New", create, { sign: "plus", kind: "small", name: "New customer" })),
    parts.row, parts.sets);
  parts.find.addEventListener("input", drawRow);
  on("number", () => (state.shown = [], state.added.clear(), drawAll()));
  on("people chats ledger", drawAll);
  on("chat", () => sets.forEach(set => set.drawLines()));
  setInterval(() => sets.forEach(set => set.drawStatus()), 1000);
  addEventListener("show-chat", event => event.detail && pick(event.detail));
}

/** Everybody who has to do with this number, the latest first. */
function everybody() {
  if (world.cast) return world.cast;
  const found = new Set([...state.added, ...world.chats.map(one => one.customer)]);
  for (const line of world.ledger) if (line.customer && isOurs(line)) found.add(line.customer);
  return [...found];
}

function pick(customer) {
  if (!state.shown.includes(customer)) state.shown = [customer, ...state.shown].slice(0, most);
  drawAll();
}

function drawAll() {
  const all = everybody();
  state.shown = state.shown.filter(one => all.includes(one) || state.added.has(one));
  // Not before the chats are there: who wrote last comes first.
  if (world.met) for (const one of all) if (state.shown.length < most && !state.shown.includes(one)) state.shown.push(one);
  drawRow();
  drawSets();
}

function drawRow() {
  const all = everybody();
  const asked = parts.find.value.trim().toLowerCase();
  parts.find.hidden = all.length <= 6;
  const fits = all.filter(one => nameOf(one).toLowerCase().includes(asked) || (person(one)?.wa_id ?? "").includes(asked));
  keyed(parts.row, fits.slice(0, 30), one => one,
    one => JSON.stringify([nameOf(one), state.shown.includes(one), person(one)?.online]), one => {
      const online = person(one)?.online !== false;
      return h("button", {
        type: "button", class: "personchip", "aria-pressed": String(state.shown.includes(one)), on: { click: () => pick(one) },
        title: nameOf(one),
      }, face(nameOf(one)), h("span", { text: nameOf(one).split(" ")[0], dir: "auto" }), !online && icon("nowave", "offline"));
    });
}

function drawSets() {
  for (const [customer, set] of sets) if (!state.shown.includes(customer)) (set.element.remove(), sets.delete(customer));
  parts.sets.querySelector(".empty")?.remove();
  if (state.shown.length === 0) parts.sets.append(h("div", { class: "empty" }, icon("people"),
    h("p", { text: "Nobody has written to this number. Make a customer, and write as them." }),
    button("New customer", create, { kind: "main" })));
  for (const [place, customer] of state.shown.entries()) {
    if (!sets.has(customer)) sets.set(customer, customerSet(customer));
    // A phone that is in its place stays there untouched: moving it would scroll it to its beginning.
    const { element } = sets.get(customer);
    if (parts.sets.children[place] !== element) parts.sets.insertBefore(element, parts.sets.children[place] ?? null);
    sets.get(customer).draw();
  }
}

function create() {
  dialog("A new customer", [
    h("label", { class: "field" }, h("span", { text: "Name" }), h("input", { name: "name", required: true, value: "Grace Hopper" })),
    h("label", { class: "field" }, h("span", { text: "Phone number, or any word" }),
      h("input", { name: "id", required: true, value: `1650555${Math.floor(1000 + Math.random() * 9000)}` })),
  ], {
    confirm: "Make",
    done: ({ name, id }) => attempt(async () => {
      const made = await put(`/customers/${part(id.trim())}`, { name: name.trim(), reads_by_itself: false });
      state.added.add(made.id);
      world.people.set(made.id, made);
      pick(made.id);
    }),
  });
}

function customerSet(customer) {
  const lines = h("ol", { class: "lines", "aria-label": `Messages on ${nameOf(customer)}'s phone`, tabindex: "0", role: "log" });
  const number = () => world.number.phone_number_id;
  const say = body => post(`/customers/${part(customer)}/messages`, { to: number(), ...body });
  const box = composer(`Write as ${nameOf(customer)}`, say);
  const top = h("div", { class: "apphead" });
  const notice = h("p", { class: "notice", hidden: true });
  const set = handset("customer", top, notice, h("div", { class: "chat" }, lines, box.element));
  const hands = h("div", { class: "hands" });
  const caption = h("div", { class: "caption" });
  const towards = (verb, body) => () => attempt(() => post(`/customers/${part(customer)}/chats/${number()}/${verb}`, body));
  const change = values => attempt(() => put(`/customers/${part(customer)}`, values)).then(() => {
    refresh("people");
    reloadChats();
  });

  const more = event => {
    const one = person(customer);
    menu(event.currentTarget, `More for ${nameOf(customer)}`, [
      { words: "Open the chat and read", sign: "checks", act: towards("read") },
      { words: one?.reads_by_itself ? "Read only when told to" : "Read by themselves", sign: "eye", act: () => change({ reads_by_itself: !one?.reads_by_itself }) },
      { words: one?.shows_number ? "Hide the phone number" : "Show the phone number", sign: "hidden", act: () => change({ shows_number: !one?.shows_number }) },
      null,
      { words: "Stop marketing messages", sign: "ban", act: towards("preferences", { marketing: false }) },
      { words: "Allow marketing messages", sign: "check", act: towards("preferences", { marketing: true }) },
      null,
      { words: "Block the business", sign: "ban", danger: true, act: towards("block") },
      { words: "Lift the block", sign: "check", act: towards("unblock") },
      { words: "Report as spam", sign: "warn", danger: true, act: towards("report") },
    ]);
  };

  return {
    element: h("article", { class: "seat", "aria-label": `${nameOf(customer)}'s phone` }, caption, set.element, hands),
    drawStatus: () => drawStatus(set.status, { online: person(customer)?.online !== false }),
    drawLines: () => {
      const all = chat("customer", customer);
      stick(lines, () => keyed(lines, [...all.values()], line => line.wamid, lookOf, line => bubble(
        line, "customer", all, (anchor, picked) => lineMenu(anchor, picked, "customer", box, say, follow))));
    },
    draw() {
      const one = person(customer);
      const look = JSON.stringify([one, world.number]);
      this.drawStatus();
      this.drawLines();
      if (hands.dataset.look === look) return;
      hands.dataset.look = look;
      const online = one?.online !== false;
      set.element.classList.toggle("offline", !online);
      notice.hidden = online;
      notice.textContent = one?.waiting ? `Waiting for a network; ${one.waiting} on the way` : "Waiting for a network";
      fill(caption, h("strong", { text: nameOf(customer), dir: "auto" }),
        h("span", { text: one?.wa_id ? `+${one.wa_id}${one.shows_number ? "" : " (hidden)"}` : one?.user_id ?? "" }));
      fill(top, face(world.number.verified_name), h("div", { class: "who" },
        h("strong", { text: world.number.verified_name }), h("span", { text: world.number.display_phone_number })));
      fill(hands, h("div", { class: "row wrap" },
        toggle("Network", online, value => change({ online: value })),
        choice("Device in use", [["", "Phone"], ...Object.entries(companionWords)], one?.companion ?? "",
          companion => change({ companion })),
        button(null, more, { sign: "more", name: `More for ${nameOf(customer)}`, kind: "round" })));
    },
  };
}
