// Devices linked beside the owner's phone.

import { patch, post, remove } from "./api.js";
import { button, h, icon } from "./dom.js";
import { attempt, menu } from "./menu.js";
import { companionWords } from "./words.js";
import { refresh } from "./world.js";

/** The companions of a phone, and a way to link one more. */
export function companions(phone, path) {
  const act = work => attempt(work).then(() => refresh("phone"));
  const link = event =>
    menu(event.currentTarget, "Link a companion", [
      ...Object.entries(companionWords).map(([kind, words]) => ({
        words: kind === "windows" || kind === "wearos" ? `${words} (not mirrored)` : words,
        sign: "laptop",
        act: () => act(() => post(`${path}/companions`, { kind })),
      })),
      null,
      { words: "A second phone", sign: "phone", act: () => act(() => post(`${path}/companions`, { kind: "phone" })) },
    ]);
  const more = one => event =>
    menu(event.currentTarget, companionWords[one.kind], [
      {
        words: one.online ? "Take it offline" : "Bring it online",
        sign: one.online ? "nowave" : "wave",
        act: () => act(() => patch(`${path}/companions/${one.id}`, { online: !one.online })),
      },
      { words: "Unlink it", sign: "cross", danger: true, act: () => act(() => remove(`${path}/companions/${one.id}`)) },
    ]);
  return h(
    "div",
    { class: "row wrap companions" },
    phone.companions.map(one =>
      h(
        "button",
        { type: "button", class: `chip ${one.online ? "" : "offline"}`, on: { click: more(one) } },
        icon(one.online ? "laptop" : "nowave", one.online ? null : "Offline"),
        h("span", { text: companionWords[one.kind] ?? one.kind }),
        !one.supported && h("small", { text: "not mirrored" }),
        one.outbox > 0 && h("small", { text: `${one.outbox} waiting` }),
      ),
    ),
    button("Companion", link, { sign: "plus", kind: "small" }),
  );
}
