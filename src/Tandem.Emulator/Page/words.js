// Plain words for what the platform names in one.

const kinds = {
  text: "Text",
  image: "Photo",
  video: "Video",
  audio: "Voice message",
  document: "Document",
  sticker: "Sticker",
  location: "Location",
  contacts: "Contact",
  interactive: "Buttons",
  button: "Button tapped",
  template: "Template",
  poll_creation: "Poll",
  poll_update: "Vote",
  order: "Order",
  reaction: "Reaction",
  edit: "Edit",
  revoke: "Deletion",
  placeholder: "Waiting for this message",
  unsupported: "Unsupported message",
  status: "Status update",
  call: "Call",
  group_message: "Group message",
  broadcast_list: "Broadcast list",
  channel_post: "Channel post",
  catalog: "Catalog",
  label: "Label",
  quick_reply: "Quick reply",
  marketing_message: "Marketing message",
  profile: "Business profile",
  live_location: "Live location",
  view_once: "View once",
  disappearing: "Disappearing message",
};

export const kindWords = kind => kinds[kind] ?? spaced(kind ?? "message");
export const spaced = name => String(name).replaceAll("_", " ");
export const capital = text => text && text[0].toUpperCase() + text.slice(1);

const fields = {
  messages: "messages",
  smb_message_echoes: "echo",
  smb_app_state_sync: "contacts",
  history: "history",
  account_update: "account",
  account_alerts: "account alert",
  phone_number_quality_update: "quality",
  message_template_status_update: "template status",
  message_template_quality_update: "template quality",
  business_capability_update: "capability",
  user_preferences: "preferences",
};

export const fieldWords = field => fields[field] ?? spaced(field);

/** Why something never reached the Cloud API, or not as it was. */
const reasons = {
  not_linked: "the number was not linked to the Cloud API",
  unsupported_companion: "it was written on a companion that Meta does not mirror",
  kind_not_mirrored: "things of this kind are not mirrored",
  automatic: "the app wrote it by itself, and such messages are not echoed",
  vanished: "a video this large vanishes without a word",
  echo_lost: "a fault swallowed its echo",
  unseen: "a fault kept it from webhooks",
  unavailable: "it came as 131060: that there was a message, not what it said",
  blocked: "the business has blocked this customer",
  no_endpoint: "no webhook address was known",
  registering: "the phone was being registered",
};

export const reasonWords = reason => reasons[reason] ?? spaced(reason);

/** What an error code means, in a few words. */
const codes = {
  4: "too many calls of this app",
  100: "a parameter is wrong",
  190: "the access token does not work",
  368: "the account is restricted for a violation",
  80007: "too many calls for this account",
  130403: "the business has blocked this user",
  130429: "too many messages a second",
  131000: "something went wrong",
  131026: "the message cannot be delivered",
  131031: "the account is locked",
  131047: "the 24 hours to answer freely are over",
  131048: "too many complaints: the spam limit",
  131049: "held back: this customer gets enough marketing",
  131050: "the customer opted out of marketing",
  131051: "a kind of message the API cannot show",
  131052: "the file is too large to be fetched",
  131053: "the file cannot be sent",
  131056: "too many messages to this one customer",
  131057: "the number is in maintenance",
  131060: "the message is not available here",
  132001: "there is no such template",
  132015: "the template is paused",
  132016: "the template is disabled",
  133010: "the number is not registered with the Cloud API",
  2593107: "this sync was already asked for",
  2593108: "the 24 hours for syncs are over",
  2593109: "the owner does not share the past",
};

export const codeWords = code => codes[code] ?? "refused";

const statuses = {
  pending: "waits for a connection",
  accepted: "accepted",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  revoked: "deleted",
};

export const statusWords = status => statuses[status] ?? status;

export const companionWords = {
  web: "WhatsApp Web",
  macos: "Mac",
  ipad: "iPad",
  android: "Android tablet",
  windows: "Windows",
  wearos: "Wear OS watch",
};

/** What a line of a chat says: the kind of what is not words, and the words. */
export function said(line) {
  if (line.status === "revoked") return { kind: null, words: "This message was deleted" };
  if (line.content.type === "placeholder")
    return { kind: null, words: "Waiting for this message. Look at your phone.", placeholder: true };
  return saidBy(line.type, line.content[line.type] ?? {});
}

/** The same of a message object as webhooks and calls carry it. */
export function saidBy(type, part) {
  const first = Array.isArray(part) ? part[0] : part;
  const words =
    [
      first?.body?.text ?? first?.body,
      first?.caption,
      first?.emoji,
      first?.filename,
      first?.name?.formatted_name,
      first?.name,
      first?.address,
      first?.button_reply?.title,
      first?.list_reply?.title,
      first?.text,
    ].find(text => typeof text === "string" && text.length > 0) ?? "";
  return { kind: type === "text" ? null : kindWords(type), words };
}

export function brief({ kind, words }) {
  return [kind, words].filter(Boolean).join(": ");
}

// Times are the platform's, shown in the reader's zone, to the second where order matters.
const short = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const exact = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat([], { weekday: "short", day: "numeric", month: "short" });

export const clockTime = at => short.format(new Date(at));
export const exactTime = at => exact.format(new Date(at));
export const dayOf = at => day.format(new Date(at));

/** A duration in seconds, in the unit one would say it in. */
export function span(seconds) {
  const size = Math.abs(seconds);
  if (size < 0.95 && size > 0) return `${Math.round(size * 1000)} ms`;
  if (size < 10) return `${Number(size.toFixed(1))} s`;
  if (size < 90) return `${Math.round(size)} s`;
  if (size < 5400) return `${Math.floor(size / 60)} min${size % 60 >= 1 ? ` ${Math.round(size % 60)} s` : ""}`;
  if (size < 172800) return `${Number((size / 3600).toFixed(1))} h`;
  return count(Number((size / 86400).toFixed(1)), "day");
}

export const between = (from, to) => (new Date(to) - new Date(from)) / 1000;
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
