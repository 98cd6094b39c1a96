// The hands that hold the owner's phone: network, charger, battery, app, companions.

import { companions } from "./companions.js";
import { h, redraw, toggle } from "./dom.js";

/** Draws what can be done to the phone; `change` does it. */
export function drawHands(list, phone, change) {
  const look = JSON.stringify([
    phone.online,
    phone.charging,
    phone.app_open,
    Math.round(phone.battery),
    phone.companions,
  ]);
  if (list.dataset.look === look || list.querySelector("input:active")) return;
  list.dataset.look = look;
  const battery = h("input", {
    type: "range",
    min: 0,
    max: 100,
    value: Math.round(phone.battery),
    "aria-label": "Battery, in percent",
    on: { change: () => change({ battery: Number(battery.value) }) },
  });
  redraw(
    list,
    h(
      "div",
      { class: "row wrap" },
      toggle("Network", phone.online, online => change({ online }), { sign: phone.online ? "wave" : "nowave" }),
      toggle("App open", phone.app_open, app_open => change({ app_open }), { sign: "phone" }),
      toggle("Charger", phone.charging, charging => change({ charging }), { sign: "bolt" }),
      h("label", { class: "range" }, battery, h("output", { text: `${Math.round(phone.battery)} %` })),
    ),
    companions(phone, `/phones/${phone.phone_number_id}`),
  );
}
