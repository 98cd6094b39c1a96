// Puts together what the API saw, did and never saw: one list from webhooks and ledger, the newest first.

import { saidBy } from "./words.js";
import { isOurs, world } from "./world.js";

const most = 150;

/** Lines of the ledger that stand in the list by themselves; the others belong to a webhook or to nothing seen here. */
const spoken = new Set([
  "owner_waits",
  "customer_waits",
  "owner_used",
  "answer_lost",
  "backlog_full",
  "backlog_cleared",
  "device_online",
  "device_offline",
  "link_changed",
  "quality_changed",
  "spam_limit_began",
  "spam_limit_ended",
  "sync_requested",
  "webhook_dropped",
  "customer_blocked",
  "customer_unblocked",
  "customer_reported",
  "customer_prefers",
  "signup",
]);

const nowhere = new Set(["customer_message", "owner_message"]);

/** What a webhook carries, one entry per message, status, contact … */
export function itemsOf(delivery) {
  const found = [];
  for (const entry of delivery.body?.entry ?? [])
    for (const change of entry.changes ?? []) collect(change.field, change.value ?? {}, found);
  return found;
}

function collect(field, value, found) {
  const before = found.length;
  const names = new Map((value.contacts ?? []).map(one => [one.wa_id ?? one.user_id, one.profile?.name]));
  const add = (kind, item, more) => found.push({ field, kind, item, ...more });
  for (const item of [...(value.messages ?? []), ...(value.message_echoes ?? [])]) {
    const party = field === "smb_message_echoes" ? (item.to ?? item.to_user_id) : (item.from ?? item.from_user_id);
    const error = item.errors?.[0];
    add(item.type, item, {
      wamid: item.id,
      party,
      name: names.get(party),
      error: error?.code ?? null,
      ...saidBy(item.type, item[item.type]),
    });
  }
  for (const item of value.statuses ?? [])
    add("status", item, {
      wamid: item.id,
      party: item.recipient_id ?? item.recipient_user_id,
      status: item.status,
      error: item.errors?.[0]?.code ?? null,
    });
  for (const item of value.state_sync ?? []) add("contact", item, { words: item.contact?.full_name ?? item.action });
  for (const item of value.history ?? []) {
    const messages = (item.threads ?? []).reduce((sum, thread) => sum + (thread.messages?.length ?? 0), 0);
    add("history", item, {
      words: item.errors ? null : `${messages} messages of the past`,
      error: item.errors?.[0]?.code ?? null,
    });
  }
  if (found.length === before) add("event", value, { words: value.event ?? value.current_limit ?? null });
}

/** Whether a webhook is about the number one looks at, or about its account. */
function isForUs(delivery) {
  for (const entry of delivery.body?.entry ?? [])
    for (const change of entry.changes ?? []) {
      const id = change.value?.metadata?.phone_number_id;
      if (
        id
          ? id === world.number?.phone_number_id
          : entry.id === world.account?.waba_id || entry.id === world.account?.portfolio_id
      )
        return true;
    }
  return false;
}

/** What happened to each message the Cloud API sent: its answer, and the statuses webhooks told of. */
function journeys() {
  const found = new Map();
  for (const line of world.ledger)
    if (line.kind === "api_message" && isOurs(line))
      found.set(line.wamid, {
        type: "sent",
        key: `sent ${line.seq}`,
        at: line.at,
        order: line.seq,
        line,
        wamid: line.wamid,
        statuses: [],
      });
  return found;
}

/** The list. Statuses stand with the message they are about, when that message is in the list. */
export function entries() {
  const sent = journeys();
  const found = [...sent.values()];
  for (const delivery of world.deliveries.values()) {
    if (!isForUs(delivery)) continue;
    const items = itemsOf(delivery);
    const rest = items.filter(item => !(item.kind === "status" && sent.has(item.wamid)));
    for (const item of items)
      if (item.kind === "status" && sent.has(item.wamid)) sent.get(item.wamid).statuses.push({ ...item, delivery });
    if (rest.length > 0)
      found.push({
        type: "webhook",
        key: `webhook ${delivery.delivery_id}`,
        at: delivery.first_posted_at,
        order: delivery.delivery_id,
        delivery,
        items: rest,
        wamid: rest.length === 1 ? rest[0].wamid : null,
      });
  }
  for (const line of world.ledger) {
    if (!isOurs(line)) continue;
    if (line.kind === "api_refused") found.push(entryOf("refused", line));
    else if (nowhere.has(line.kind) && line.evidence.reason && line.evidence.reason !== "unavailable")
      found.push(entryOf("never", line));
    else if (line.kind === "status" && sent.has(line.wamid) && !line.evidence.field)
      sent.get(line.wamid).statuses.push({ status: line.evidence.status, at: line.at, untold: true });
    // What a webhook tells of stands in its card.
    else if (spoken.has(line.kind) && !line.evidence.field)
      found.push(entryOf(line.kind === "owner_used" ? "never" : "event", line));
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.order - a.order)).slice(0, most);
}

const entryOf = (type, line) => ({
  type,
  key: `line ${line.seq}`,
  at: line.at,
  order: line.seq,
  line,
  wamid: line.wamid ?? null,
});
