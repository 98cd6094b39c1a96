// The menus of the app on the owner's phone.

import { part, post, put } from "./api.js";
import { h } from "./dom.js";
import { attempt, dialog, menu } from "./menu.js";
import { refresh, reloadChats, world } from "./world.js";

const path = () => `/phones/${world.number.phone_number_id}`;

const use = (feature, words, sign) => ({ words, sign, act: () => attempt(() => post(`${path()}/uses`, { feature })) });

const link = verb => () => attempt(() => post(`${path()}/link/${verb}`)).then(() => refresh("facts", "phone"));

/** What the app can do besides chats. */
export function appMenu(event) {
  menu(event.currentTarget, "More in the app", [
    use("status", "Post a status", "eye"),
    use("call", "Call a customer", "phone"),
    use("group_message", "Write to a group", "people"),
    use("broadcast_list", "Write to a broadcast list", "send"),
    null,
    { words: "Greeting and away messages", sign: "clock", act: automate },
    null,
    { words: "Set up a new phone", sign: "phone", act: link("reregister") },
    { words: "Disconnect from the Business Platform", sign: "cross", danger: true, act: link("disconnect") },
  ]);
}

function automate() {
  const area = (name, label) =>
    h(
      "label",
      { class: "field" },
      h("span", { text: label }),
      h("textarea", { name, rows: 2, text: world.phone[name] ?? "" }),
    );
  dialog(
    "What the app answers by itself",
    [area("greeting", "Greeting, to who writes for the first time"), area("away", "Away message, to everybody")],
    {
      done: values =>
        attempt(() =>
          put(`${path()}/automation`, { greeting: values.greeting.trim() || null, away: values.away.trim() || null }),
        ).then(() => refresh("phone")),
    },
  );
}

/** What can be done about a chat. */
export function chatMenu(event, customer) {
  const act = verb => () => attempt(() => post(`${path()}/chats/${part(customer)}/${verb}`)).then(reloadChats);
  menu(event.currentTarget, "More about this chat", [
    { words: "Mark as read", sign: "checks", act: act("read") },
    null,
    { words: "Block this customer", sign: "ban", danger: true, act: act("block") },
    { words: "Lift the block", sign: "check", act: act("unblock") },
  ]);
}
