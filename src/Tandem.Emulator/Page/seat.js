// A customer with a phone: its screen, and what its owner can do.

import { part, post, put } from "./api.js";
import { bubble, follow, lookOf } from "./bubble.js";
import { composer, lineMenu } from "./compose.js";
import { button, choice, fill, h, keyed, redraw, toggle } from "./dom.js";
import { drawStatus, face, handset, stick } from "./handset.js";
import { attempt, menu } from "./menu.js";
import { companionWords } from "./words.js";
import { chat, nameOf, person, refresh, reloadChats, world } from "./world.js";

/** The phone of a customer: an element, and how parts of it are brought up to date. */
export function seat(customer) {
  const lines = h("ol", { class: "lines", tabindex: "0" });
  const number = () => world.number.phone_number_id;
  const say = body => post(`/customers/${part(customer)}/messages`, { to: number(), ...body });
  const box = composer(say);
  const top = h("div", { class: "apphead" });
  const notice = h("p", { class: "notice", hidden: true });
  const set = handset("customer", top, notice, h("div", { class: "chat" }, lines, box.element));
  const hands = h("div", { class: "hands" });
  const caption = h("div", { class: "caption" });
  const towards = (verb, body) => () =>
    attempt(() => post(`/customers/${part(customer)}/chats/${number()}/${verb}`, body));
  const change = values =>
    attempt(() => put(`/customers/${part(customer)}`, values)).then(() => {
      refresh("people");
      reloadChats();
    });

  const more = event => {
    const one = person(customer);
    menu(event.currentTarget, `More for ${nameOf(customer)}`, [
      { words: "Open the chat and read", sign: "checks", act: towards("read") },
      {
        words: one?.reads_by_itself ? "Read only when told to" : "Read by themselves",
        sign: "eye",
        act: () => change({ reads_by_itself: !one?.reads_by_itself }),
      },
      {
        words: one?.shows_number ? "Hide the phone number" : "Show the phone number",
        sign: "hidden",
        act: () => change({ shows_number: !one?.shows_number }),
      },
      null,
      { words: "Stop marketing messages", sign: "ban", act: towards("preferences", { marketing: false }) },
      { words: "Allow marketing messages", sign: "check", act: towards("preferences", { marketing: true }) },
      null,
      { words: "Block the business", sign: "ban", danger: true, act: towards("block") },
      { words: "Lift the block", sign: "check", act: towards("unblock") },
      { words: "Report as spam", sign: "warn", danger: true, act: towards("report") },
    ]);
  };

  const element = h("article", { class: "seat" }, caption, set.element, hands);

  function name() {
    element.setAttribute("aria-label", `${nameOf(customer)}'s phone`);
    lines.setAttribute("aria-label", `Messages on ${nameOf(customer)}'s phone`);
    box.name("Message", `Write as ${nameOf(customer)}`);
  }

  return {
    element,
    drawStatus: () => drawStatus(set.status, { online: person(customer)?.online !== false }),
    drawLines: () => {
      const all = chat("customer", customer);
      stick(lines, () =>
        keyed(
          lines,
          [...all.values()],
          line => line.wamid,
          lookOf,
          line =>
            bubble(line, "customer", all, (anchor, picked) => lineMenu(anchor, picked, "customer", box, say, follow)),
        ),
      );
    },
    draw() {
      const one = person(customer);
      const look = JSON.stringify([one, world.number]);
      this.drawStatus();
      this.drawLines();
      if (hands.dataset.look === look) return;
      hands.dataset.look = look;
      name();
      const online = one?.online !== false;
      set.element.classList.toggle("offline", !online);
      notice.hidden = online;
      notice.textContent = one?.waiting ? `Waiting for a network; ${one.waiting} on the way` : "Waiting for a network";
      fill(
        caption,
        h("strong", { text: nameOf(customer), dir: "auto" }),
        h("span", { text: one?.wa_id ? `+${one.wa_id}${one.shows_number ? "" : " (hidden)"}` : (one?.user_id ?? "") }),
      );
      fill(
        top,
        face(world.number.verified_name),
        h(
          "div",
          { class: "who" },
          h("strong", { text: world.number.verified_name }),
          h("span", { text: world.number.display_phone_number }),
        ),
      );
      redraw(
        hands,
        h(
          "div",
          { class: "row wrap" },
          toggle("Network", online, value => change({ online: value })),
          choice("Device in use", [["", "Phone"], ...Object.entries(companionWords)], one?.companion ?? "", companion =>
            change({ companion }),
          ),
          button(null, more, { sign: "more", name: `More for ${nameOf(customer)}`, kind: "round" }),
        ),
      );
    },
  };
}
