// Menus and dialogs: above everything, closed by Escape or a click elsewhere, with the focus back where it was.

import { button, h, icon } from "./dom.js";

const gap = 6;

/** Opens a menu at a button. Items are {words, sign, act, danger, chosen}, or null for a line between groups. */
export function menu(anchor, label, items) {
  const list = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, popover: "auto" },
    items.map(item =>
      item
        ? h(
            "button",
            {
              type: "button",
              role: "menuitem",
              class: item.danger ? "danger" : null,
              on: { click: () => (list.hidePopover(), item.act()) },
            },
            item.sign ? icon(item.sign) : h("i"),
            h("span", { text: item.words }),
          )
        : h("hr"),
    ),
  );
  list.addEventListener("keydown", event => move(event, list));
  list.addEventListener("toggle", event => {
    if (event.newState !== "closed") return;
    if (list.contains(document.activeElement)) anchor.focus();
    list.remove();
  });
  document.body.append(list);
  list.showPopover();
  place(list, anchor.getBoundingClientRect());
  list.querySelector("button").focus();
}

function move(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...list.querySelectorAll("button")];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
}

function place(list, anchor) {
  const below = anchor.bottom + gap + list.offsetHeight <= innerHeight;
  const top = below ? anchor.bottom + gap : Math.max(gap, anchor.top - gap - list.offsetHeight);
  const left = Math.max(gap, Math.min(anchor.right - list.offsetWidth, innerWidth - list.offsetWidth - gap));
  list.style.setProperty("top", `${top}px`);
  list.style.setProperty("left", `${left}px`);
}

/** Opens a dialog. `done` is called with the form's values when it is confirmed. */
export function dialog(title, content, { confirm = "Save", done }) {
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { text: title }),
    content,
    h(
      "div",
      { class: "row end" },
      button("Cancel", () => box.close()),
      h("button", { class: "button main", text: confirm }),
    ),
  );
  const box = h("dialog", { "aria-label": title }, form);
  form.addEventListener("submit", event => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    box.close();
    done(values);
  });
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", event => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
}

/** Says something for a moment, for instance why the emulator refused. */
export function note(text, kind = "") {
  const notes = document.getElementById("notes");
  const made = h("p", { class: kind, text });
  notes.append(made);
  setTimeout(() => made.remove(), 4000 + text.length * 45);
}

/** Does something at the emulator, and says so when it refuses. */
export async function attempt(act) {
  try {
    return await act();
  } catch (refused) {
    note(refused.message, "bad");
    return null;
  }
}
