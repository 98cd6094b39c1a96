// What the page knows of the emulator's world. It listens first and loads then, so that nothing falls in between.

import { get, listen, part } from "./api.js";
import { tell, tellNow } from "./topics.js";

export { on, tell } from "./topics.js";

const mostLines = 4000;
const mostDeliveries = 300;

export const world = {
  accounts: [],
  number: null,
  account: null,
  phone: null,
  phones: new Map(),
  chats: [],
  people: new Map(),
  cast: null,
  ledger: [],
  byWamid: new Map(),
  deliveries: new Map(),
  faults: [],
  kinds: [],
  clock: null,
  profile: null,
  switches: null,
  snapshots: [],
  seed: null,
  facts: null,
  live: false,
  began: false,
  met: false,
  followed: null,
};

// Screens: lines of the chats that somebody looks at, by screen and customer.
const screens = new Map();
const screenKey = (screen, customer) => `${screen} ${world.number?.phone_number_id} ${customer}`;

/** The lines of a chat as a screen shows it; loads them when they are asked for first, and is `loaded` after that. */
export function chat(screen, customer) {
  const key = screenKey(screen, customer);
  if (!screens.has(key)) {
    screens.set(key, new Map());
    loadChat(screen, customer);
  }
  return screens.get(key);
}

// What was told of a chat while it was being read: it may be newer than what the reading brings.
const meanwhile = new Map();

async function loadChat(screen, customer) {
  const number = world.number.phone_number_id;
  const key = screenKey(screen, customer);
  const news = new Map();
  meanwhile.set(key, news);
  const path =
    screen === "phone" ? `/phones/${number}/chats/${part(customer)}` : `/customers/${part(customer)}/chats/${number}`;
  const lines = await get(path).then(
    answer => answer.data,
    () => [],
  );
  if (meanwhile.get(key) !== news) return;
  meanwhile.delete(key);
  const read = new Map([...lines.map(line => [line.wamid, line]), ...news]);
  if (screens.has(key)) screens.set(key, Object.assign(read, { loaded: true }));
  lines.forEach(hearOf);
  tell("chat");
}

/** Loads every open chat again: what screens show can change without a line of theirs changing. */
export function reloadChats() {
  for (const key of [...screens.keys()]) {
    const [screen, number, ...customer] = key.split(" ");
    if (number === world.number?.phone_number_id) loadChat(screen, customer.join(" "));
    else screens.delete(key);
  }
}

const loaders = {
  accounts: async () => {
    world.accounts = (await get("/accounts")).data;
    if (!world.number) chooseNumber(world.accounts[0]?.numbers[0]?.phone_number_id);
  },
  phone: async () => (world.phone = await get(`/phones/${world.number.phone_number_id}`).catch(() => null)),
  facts: async () => (world.facts = await get(`/numbers/${world.number.phone_number_id}`).catch(() => null)),
  chats: async () => {
    world.chats = (await get(`/phones/${world.number.phone_number_id}/chats`)).data;
    world.met = true;
  },
  people: async () => (world.people = new Map((await get("/customers")).data.map(one => [one.id, one]))),
  faults: async () => (world.faults = (await get("/faults")).data),
  kinds: async () => (world.kinds = (await get("/faults/kinds")).data),
  clock: async () => setClock(await get("/clock")),
  profile: async () => (world.profile = (await get("/profile")).profile),
  switches: async () => (world.switches = await get("/switches")),
  snapshots: async () => (world.snapshots = (await get("/snapshots")).data),
  seed: async () => (world.seed = (await get("/seed")).seed),
};

const due = new Map();

/** Loads topics again, soon; asked for many times in a row it loads once, and once more at the end. */
export function refresh(...topics) {
  for (const topic of topics) {
    if (due.has(topic)) continue;
    due.set(
      topic,
      setTimeout(async () => {
        due.delete(topic);
        if (!world.number && topic !== "accounts") return;
        await loaders[topic]().catch(() => {});
        tell(topic);
      }, 120),
    );
  }
}

/** Turns to another of the numbers. */
export function chooseNumber(id) {
  const account = world.accounts.find(one => one.numbers.some(number => number.phone_number_id === id));
  if (!account) return;
  world.account = account;
  world.number = account.numbers.find(number => number.phone_number_id === id);
  Object.assign(world, { phone: null, chats: [], facts: null, followed: null, met: false });
  screens.clear();
  refresh("phone", "facts", "chats", "people");
  tellNow("number");
  tell("phone", "chats", "chat", "people", "ledger", "deliveries", "followed");
}

/** Whether a line or a webhook is about the number one looks at. */
export const isOurs = line => line.phone_number_id === world.number?.phone_number_id;

// The clock runs on between two tellings of it.
let toldAt = 0;

function setClock(clock) {
  world.clock = clock;
  toldAt = performance.now();
}

/** The platform's time, now. */
export function now() {
  if (!world.clock) return new Date();
  return new Date(new Date(world.clock.now).getTime() + (performance.now() - toldAt) * world.clock.scale);
}

function takeLine(line) {
  if (world.ledger.length > 0 && line.seq <= world.ledger.at(-1).seq) return;
  world.ledger.push(line);
  if (line.wamid) keepUnder(line.wamid, line);
  if (line.evidence.original_wamid) keepUnder(line.evidence.original_wamid, line);
  if (world.ledger.length > mostLines * 1.25) forgetOldLines();
  tell("ledger");
  if (line.phone_number_id && !isOurs(line)) return;
  if (["customer", "phone"].includes(line.leg)) refresh("phone", "chats", "people");
  else if (line.leg === "device" || line.kind === "api_message") refresh("chats", "phone");
  if (["link_changed", "quality_changed", "limit_changed", "policy_enforced"].includes(line.kind)) refresh("facts");
}

function keepUnder(wamid, line) {
  if (world.byWamid.has(wamid)) world.byWamid.get(wamid).push(line);
  else world.byWamid.set(wamid, [line]);
}

function forgetOldLines() {
  world.ledger = world.ledger.slice(-mostLines);
  world.byWamid.clear();
  for (const line of world.ledger) {
    if (line.wamid) keepUnder(line.wamid, line);
    if (line.evidence.original_wamid) keepUnder(line.evidence.original_wamid, line);
  }
}

function takeDelivery(delivery) {
  const known = world.deliveries.get(delivery.delivery_id);
  if (known && known.attempts > delivery.attempts) return;
  world.deliveries.set(delivery.delivery_id, delivery);
  if (world.deliveries.size > mostDeliveries * 1.25)
    world.deliveries = new Map([...world.deliveries].sort((a, b) => a[0] - b[0]).slice(-mostDeliveries));
  tell("deliveries");
}

function takeScreen({ screen, phone_number_id, customer, line }) {
  hearOf(line);
  const key = `${screen} ${phone_number_id} ${customer}`;
  meanwhile.get(key)?.set(line.wamid, line);
  if (!screens.has(key)) return;
  screens.get(key).set(line.wamid, line);
  tell("chat");
}

function takeWorld({ what, clock }) {
  setClock(clock);
  tell("clock");
  if (what === "switches") refresh("switches", "profile");
  if (what === "faults") refresh("faults");
  if (what === "accounts") refresh("accounts");
  if (what === "restored" || what === "reset") loadAll();
}

/** Loads everything; in the same world what is on the screens stays until it is read again. */
async function loadAll(isAnotherWorld = true) {
  world.byWamid.clear();
  world.deliveries.clear();
  if (isAnotherWorld) screens.clear();
  await loaders.clock();
  await loaders.accounts();
  // The lines that belong to the webhooks at hand: time may have jumped since.
  const deliveries = (await get(`/deliveries?limit=${mostDeliveries}`)).data;
  const oldest = deliveries.at(-1)?.first_posted_at ?? now().toISOString();
  const since = new Date(new Date(oldest).getTime() - 10_000).toISOString();
  const lines = await get(`/ledger?since=${part(since)}&limit=10000`);
  world.ledger = [];
  for (const line of lines.data) takeLine(line);
  for (const delivery of deliveries) takeDelivery(delivery);
  refresh("phone", "facts", "chats", "people", "faults", "kinds", "profile", "switches", "snapshots", "seed");
  if (!isAnotherWorld) reloadChats();
  if (!world.began) tell("began");
  world.live = world.began = true;
  tell("live", "number", "chat", "ledger", "deliveries", "accounts", "clock");
}

/** Begins to listen, for as long as the page is open. */
export function begin() {
  listen(
    (name, data) => {
      if (name === "ledger") takeLine(data);
      else if (name === "delivery") takeDelivery(data);
      else if (name === "screen") takeScreen(data);
      else if (name === "world") takeWorld(data);
      else if (name === "missed") loadAll(false);
    },
    () => loadAll(),
    () => {
      world.live = false;
      tell("live");
    },
  );
  // Batteries run down and inboxes fill without a line in the ledger.
  setInterval(() => document.hidden || refresh("phone", "faults", "facts"), 5000);
}

/** A customer by any of the names that webhooks, ledger and paths use. */
export function person(name) {
  if (world.people.has(name)) return world.people.get(name);
  for (const one of world.people.values()) if (one.wa_id === name || one.user_id === name) return one;
  return null;
}

export const nameOf = customer => person(customer)?.name ?? customer;

/** A message's line, as the screen that told of it last shows it. */
export const lineOf = wamid => told.get(wamid) ?? null;

const told = new Map();

function hearOf(line) {
  if (line.content.type === "placeholder") return;
  told.delete(line.wamid);
  told.set(line.wamid, line);
  if (told.size > mostLines) told.delete(told.keys().next().value);
}
