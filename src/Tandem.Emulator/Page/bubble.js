// A line of a chat, as a phone shows it.

import { h, icon } from "./dom.js";
import { brief, clockTime, said, statusWords } from "./words.js";
import { world } from "./world.js";

const voices = { customer: null, phone: "from the app", api: "by the Cloud API" };

/** What a line looks like depends on this and nothing else. */
export const lookOf = line => JSON.stringify([line.status, line.edited, line.reactions, line.content]);

/**
 * Draws a line.
 * @param side whose screen it is: `phone` or `customer`
 * @param lines the chat, for quotations
 * @param more opens what can be done with the line
 */
export function bubble(line, side, lines, more) {
  const mine = (line.direction === "out") === (side === "phone");
  const { kind, words, placeholder } = said(line);
  const quoted = lines.get(line.content.context?.id);
  return h(
    "li",
    {
      class: `bubble ${mine ? "mine" : "theirs"} ${line.author} ${line.status}`,
      data: { wamid: line.wamid },
      on: { click: () => globalThis.getSelection()?.isCollapsed !== false && follow(line.wamid) },
    },
    side === "phone" && voices[line.author] && h("small", { class: "voice", text: voices[line.author] }),
    quoted && h("blockquote", { text: brief(said(quoted)), dir: "auto" }),
    !quoted && line.content.context?.id && h("blockquote", { text: "A message this phone does not have" }),
    kind && picture(line, kind),
    words && h("p", { class: placeholder || line.status === "revoked" ? "faint" : null, text: words, dir: "auto" }),
    buttonsOf(line),
    h(
      "footer",
      {},
      line.edited && h("span", { text: "edited" }),
      h("time", { datetime: line.timestamp, text: clockTime(line.timestamp) }),
      mine && tick(line.status),
    ),
    line.reactions.length > 0 &&
      h("span", {
        class: "reactions",
        text: line.reactions.map(one => one.emoji).join(""),
        "aria-label": line.reactions.map(one => `${one.author} reacted ${one.emoji}`).join(", "),
        role: "img",
      }),
    h(
      "button",
      {
        type: "button",
        class: "dots",
        "aria-label": `What to do with “${brief({ kind, words }).slice(0, 40)}”`,
        on: { click: event => (event.stopPropagation(), more(event.currentTarget, line)) },
      },
      icon("down"),
    ),
  );
}

/** The ticks of a message that went out. */
export function tick(status) {
  const sign = {
    pending: "clock",
    accepted: "clock",
    sent: "check",
    delivered: "checks",
    read: "checks",
    failed: "warn",
  };
  const made = h("span", { class: `tick ${status}` });
  if (sign[status]) made.append(icon(sign[status], statusWords(status)));
  return made;
}

const pictured = ["image", "video", "sticker", "location"];

function picture(line, kind) {
  const signs = { video: "play", location: "globe", audio: "wave", document: "clip", contacts: "people" };
  const box = h(
    "div",
    { class: pictured.includes(line.type) ? "media large" : "media" },
    icon(signs[line.type] ?? "eye"),
    h("span", { text: kind }),
  );
  // Two colours made from the file's hash: the same file looks the same on every screen.
  const hue =
    [...(line.content[line.type]?.sha256 ?? line.wamid)].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % 360;
  if (pictured.includes(line.type)) box.style.setProperty("--hue", hue);
  return box;
}

function buttonsOf(line) {
  const rows = line.type === "interactive" ? line.content.interactive?.action?.buttons : null;
  return (
    rows?.length > 0 &&
    h(
      "div",
      { class: "replies" },
      rows.map(row => h("span", { text: row.reply?.title ?? row.id })),
    )
  );
}

const followers = new Set();

/** Who is told when another message is followed. */
export const onFollow = heard => followers.add(heard);

/** Follows a message through all columns; the same one again lets it go. */
export function follow(wamid) {
  world.followed = world.followed === wamid ? null : wamid;
  mark("followed", world.followed);
  for (const heard of followers) heard(world.followed);
}

/** Marks everything that belongs to a message, wherever it is. */
export function mark(className, wamid) {
  for (const node of document.querySelectorAll(`.${className}`)) node.classList.remove(className);
  if (wamid)
    for (const node of document.querySelectorAll(`[data-wamid="${CSS.escape(wamid)}"]`)) node.classList.add(className);
}

/** Lights up a message in all columns while the pointer or the focus is on it. */
export function lightUp(root) {
  const wamidAt = event => event.target.closest?.("[data-wamid]")?.dataset.wamid ?? null;
  root.addEventListener("pointerover", event => mark("lit", wamidAt(event)));
  root.addEventListener("pointerleave", () => mark("lit", null));
  root.addEventListener("focusin", event => mark("lit", wamidAt(event)));
}
