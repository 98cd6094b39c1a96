// Where somebody writes: a text, another kind, a reply, a change of what was said.

import { keepFile } from "./api.js";
import { button, fill, h, icon } from "./dom.js";
import { attempt, menu } from "./menu.js";
import { brief, said } from "./words.js";

const megabyte = 1024 * 1024;

const attachments = [
  { words: "Photo", sign: "eye", body: () => media("image", { caption: "Look at this" }) },
  { words: "Video", sign: "play", body: () => media("video", {}) },
  {
    words: "Video of 17 MB",
    sign: "play",
    body: async () => media("video", { id: await keepFile(17 * megabyte, "video/mp4") }),
  },
  { words: "Voice message", sign: "wave", body: () => media("audio", {}) },
  { words: "Document", sign: "clip", body: () => media("document", { filename: "order-1042.pdf" }) },
  {
    words: "Location",
    sign: "globe",
    body: () => media("location", { latitude: 37.44, longitude: -122.16, name: "Lucky Shrub" }),
  },
  {
    words: "Contact",
    sign: "people",
    body: () => media("contacts", [{ name: { formatted_name: "Barbara Johnson" } }]),
  },
  { words: "Poll", sign: "checks", body: () => media("poll_creation", { name: "Which day suits you?" }) },
];

const media = (type, content) => ({ type, [type]: content });
const text = body => media("text", { body });

/**
 * A box to write in. `name` says what stands in it and what it is called for those who do not see it.
 * @param say sends a body; it may refuse
 */
export function composer(say) {
  let mode = null;
  const about = h("div", { class: "about", hidden: true });
  const box = h("input", { autocomplete: "off", dir: "auto", "aria-label": "Message" });
  const clip = button(
    null,
    event =>
      menu(
        event.currentTarget,
        "Send something else",
        attachments.map(kind => ({ ...kind, act: async () => send(await attempt(kind.body)) })),
      ),
    { sign: "plus", name: "Send something else", kind: "round" },
  );
  const form = h(
    "form",
    { class: "composer" },
    about,
    h(
      "div",
      { class: "row" },
      clip,
      box,
      h("button", { class: "button round main", "aria-label": "Send" }, icon("send")),
    ),
  );

  form.addEventListener("submit", async event => {
    event.preventDefault();
    const words = box.value.trim();
    if (!words) return;
    box.value = "";
    if (!(await send(mode?.kind === "edit" ? edited(mode.line, words) : text(words)))) box.value = words;
  });
  box.addEventListener("keydown", event => event.key === "Escape" && setMode(null));

  async function send(body) {
    if (!body) return false;
    if (mode?.kind === "reply") body.context = { message_id: mode.line.wamid };
    setMode(null);
    return (await attempt(() => say(body))) !== null;
  }

  function setMode(next) {
    mode = next;
    about.hidden = !next;
    if (!next) return;
    fill(
      about,
      icon(next.kind === "edit" ? "check" : "reply"),
      h("span", { text: `${next.kind === "edit" ? "Editing" : "Answering"}: ${brief(said(next.line))}`, dir: "auto" }),
      button(null, () => setMode(null), { sign: "cross", name: "Never mind", kind: "round small" }),
    );
    if (next.kind === "edit") box.value = said(next.line).words;
    box.focus();
  }

  return {
    element: form,
    reply: line => setMode({ kind: "reply", line }),
    edit: line => setMode({ kind: "edit", line }),
    name: (words, label) => {
      box.placeholder = words;
      box.setAttribute("aria-label", label);
    },
  };
}

const edited = (line, words) => media("edit", { original_message_id: line.wamid, message: text(words) });

/** What can be done with a line of a chat by the one whose screen it is on. */
export function lineMenu(anchor, line, side, box, say, follow) {
  const mine = (line.direction === "out") === (side === "phone");
  const revoked = line.status === "revoked";
  const react = emoji => ({
    words: `React ${emoji}`,
    act: () => attempt(() => say(media("reaction", { message_id: line.wamid, emoji }))),
  });
  const answers = (line.content.interactive?.action?.buttons ?? []).map(({ reply }) => ({
    words: `Tap “${reply?.title}”`,
    sign: "check",
    act: () =>
      attempt(() =>
        say({
          ...media("interactive", { type: "button_reply", button_reply: reply }),
          context: { message_id: line.wamid },
        }),
      ),
  }));
  menu(anchor, "This message", [
    { words: "Follow through all columns", sign: "eye", act: () => follow(line.wamid) },
    ...(revoked
      ? []
      : [
          null,
          ...(mine ? [] : answers),
          { words: "Answer", sign: "reply", act: () => box.reply(line) },
          react("❤️"),
          react("👍"),
          react("😂"),
          react(""),
        ].map(item => (item?.words === "React " ? { ...item, words: "Take the reaction back" } : item))),
    ...(mine && !revoked
      ? [
          null,
          line.type === "text" && { words: "Edit", sign: "check", act: () => box.edit(line) },
          {
            words: "Delete for everyone",
            sign: "cross",
            danger: true,
            act: () => attempt(() => say(media("revoke", { original_message_id: line.wamid }))),
          },
        ].filter(item => item !== false)
      : []),
  ]);
}
