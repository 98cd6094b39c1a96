// The customers' phones: one or two of them beside each other.

import { part, put } from "./api.js";
import { button, fill, h, icon, keyed } from "./dom.js";
import { face } from "./handset.js";
import { attempt, dialog } from "./menu.js";
import { seat } from "./seat.js";
import { isOurs, nameOf, on, person, world } from "./world.js";

const most = 2;
const state = { shown: [], added: new Set(), number: null };
const parts = {};
const sets = new Map();

export function build(section) {
  parts.row = h("div", { class: "people", role: "group", "aria-label": "Customers to look at" });
  parts.find = h("input", {
    type: "search",
    placeholder: "Find a customer",
    "aria-label": "Find a customer",
    hidden: true,
  });
  parts.sets = h("div", { class: "handsets" });
  fill(
    section,
    h(
      "div",
      { class: "columnhead" },
      h("h2", { id: "customers-title", text: "Customers" }),
      parts.find,
      button("New", create, { sign: "plus", kind: "small", name: "New customer" }),
    ),
    parts.row,
    parts.sets,
  );
  parts.find.addEventListener("input", drawRow);
  on("number", turn);
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

/** Another number has other customers; the same one read again keeps whom somebody looks at. */
function turn() {
  const id = world.number?.phone_number_id ?? null;
  if (id !== state.number) {
    state.number = id;
    state.shown = [];
    state.added.clear();
  }
  drawAll();
}

function pick(customer) {
  if (!state.shown.includes(customer)) state.shown = [customer, ...state.shown].slice(0, most);
  drawAll();
}

function drawAll() {
  const all = everybody();
  state.shown = state.shown.filter(one => all.includes(one) || state.added.has(one));
  // Not before the chats are there: who wrote last comes first.
  if (world.met)
    for (const one of all) if (state.shown.length < most && !state.shown.includes(one)) state.shown.push(one);
  drawRow();
  drawSets();
}

function drawRow() {
  const all = everybody();
  const asked = parts.find.value.trim().toLowerCase();
  parts.find.hidden = all.length <= 6;
  const fits = all.filter(
    one => nameOf(one).toLowerCase().includes(asked) || (person(one)?.wa_id ?? "").includes(asked),
  );
  keyed(
    parts.row,
    fits.slice(0, 30),
    one => one,
    one => JSON.stringify([nameOf(one), state.shown.includes(one), person(one)?.online]),
    one => {
      const online = person(one)?.online !== false;
      return h(
        "button",
        {
          type: "button",
          class: "personchip",
          "aria-pressed": String(state.shown.includes(one)),
          on: { click: () => pick(one) },
          title: nameOf(one),
        },
        face(nameOf(one)),
        h("span", { text: nameOf(one).split(" ")[0], dir: "auto" }),
        !online && icon("nowave", "offline"),
      );
    },
  );
}

function drawSets() {
  for (const [customer, set] of sets)
    if (!state.shown.includes(customer)) (set.element.remove(), sets.delete(customer));
  parts.sets.querySelector(".empty")?.remove();
  if (state.shown.length === 0)
    parts.sets.append(
      h(
        "div",
        { class: "empty" },
        icon("people"),
        h("p", { text: "Nobody has written to this number. Make a customer, and write as them." }),
        button("New customer", create, { kind: "main" }),
      ),
    );
  for (const [place, customer] of state.shown.entries()) {
    if (!sets.has(customer)) sets.set(customer, seat(customer));
    // A phone that is in its place stays there untouched: moving it would scroll it to its beginning.
    const { element } = sets.get(customer);
    if (parts.sets.children[place] !== element) parts.sets.insertBefore(element, parts.sets.children[place] ?? null);
    sets.get(customer).draw();
  }
}

function create() {
  dialog(
    "A new customer",
    [
      h(
        "label",
        { class: "field" },
        h("span", { text: "Name" }),
        h("input", { name: "name", required: true, value: "Grace Hopper" }),
      ),
      h(
        "label",
        { class: "field" },
        h("span", { text: "Phone number, or any word" }),
        h("input", { name: "id", required: true, value: `1650555${Math.floor(1000 + Math.random() * 9000)}` }),
      ),
    ],
    {
      confirm: "Make",
      done: ({ name, id }) =>
        attempt(async () => {
          const made = await put(`/customers/${part(id.trim())}`, { name: name.trim(), reads_by_itself: false });
          state.added.add(made.id);
          world.people.set(made.id, made);
          pick(made.id);
        }),
    },
  );
}
