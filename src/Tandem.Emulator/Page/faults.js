// What is made to go wrong: which kinds there are, and which are at work.

import { post, remove } from "./api.js";
import { button, fill, h, icon, redraw } from "./dom.js";
import { attempt } from "./menu.js";
import { between, capital, span, spaced } from "./words.js";
import { now, on, refresh, world } from "./world.js";

const legs = {
  webhook: "Webhooks",
  api: "Graph API",
  device: "Deliveries to customers",
  customer: "Customers' messages",
  phone: "The owner's phone",
};

const state = { kind: null };
const parts = {};

export function buildFaults() {
  parts.chips = h("div", { class: "row wrap" });
  parts.about = h("p", { class: "quiet" });
  parts.kind = h("select", { name: "kind", "aria-label": "Kind of fault", on: { change: () => drawAbout() } });
  parts.form = h(
    "form",
    { class: "faultform" },
    parts.kind,
    parts.about,
    h(
      "div",
      { class: "row wrap" },
      number("probability", "How often, in %", 100, { min: 1, max: 100 }),
      number("duration", "Seconds; empty for no end", 60, { min: 1, max: 86400, required: false }),
      h(
        "label",
        { class: "field code", hidden: true },
        h("span", { text: "Error code" }),
        h("input", { name: "code", type: "number", value: 131000 }),
      ),
      h("button", { class: "button main small", text: "Let it happen" }),
    ),
  );
  parts.form.addEventListener("submit", begin);
  on("kinds", drawKinds);
  on("faults", drawChips);
  setInterval(drawChips, 1000);
  drawKinds();
  return h("div", { class: "part" }, parts.chips, parts.form);
}

const number = (name, label, value, { required = true, ...limits }) =>
  h(
    "label",
    { class: "field" },
    h("span", { text: label }),
    h("input", { name, type: "number", value, required, ...limits }),
  );

function drawKinds() {
  const chosen = parts.kind.value;
  fill(
    parts.kind,
    Object.keys(legs).map(leg =>
      h(
        "optgroup",
        { label: legs[leg] },
        world.kinds
          .filter(kind => kind.leg === leg)
          .map(kind =>
            h("option", { value: kind.name, text: capital(spaced(kind.name)), selected: kind.name === chosen }),
          ),
      ),
    ),
  );
  drawAbout();
}

function drawAbout() {
  state.kind = world.kinds.find(kind => kind.name === parts.kind.value) ?? null;
  parts.about.textContent = state.kind ? `${capital(state.kind.summary)}.` : "";
  parts.form.querySelector(".code").hidden = state.kind?.uses !== "code";
}

function begin(event) {
  event.preventDefault();
  const values = new FormData(parts.form);
  const fault = { kind: values.get("kind"), probability: Number(values.get("probability")) / 100 };
  if (values.get("duration")) fault.duration = Number(values.get("duration"));
  if (state.kind?.uses === "code") fault.code = Number(values.get("code"));
  attempt(() => post("/faults", fault)).then(() => refresh("faults"));
}

function drawChips() {
  const shown = world.faults.filter(fault => !fault.until || new Date(fault.until) > now());
  const look = JSON.stringify(shown.map(fault => [fault.id, fault.struck, left(fault)]));
  if (parts.chips.dataset.look === look) return;
  parts.chips.dataset.look = look;
  redraw(
    parts.chips,
    shown.map(faultChip),
    shown.length > 1 &&
      button("End all", () => attempt(() => remove("/faults")).then(() => refresh("faults")), { kind: "small" }),
  );
}

const left = fault => (fault.until ? span(Math.max(0, Math.round(between(now(), fault.until)))) : "no end");

/** A fault at work: what it is, how often it struck, how long it lasts, and a way to end it. */
export function faultChip(fault) {
  return h(
    "span",
    { class: "chip fault" },
    icon("warn"),
    h("span", { text: capital(spaced(fault.kind)) }),
    h("small", {
      text: [
        fault.probability < 1 && `${Math.round(fault.probability * 100)} %`,
        `struck ${fault.struck}×`,
        left(fault),
      ]
        .filter(Boolean)
        .join(" · "),
    }),
    h(
      "button",
      {
        type: "button",
        "aria-label": `End ${spaced(fault.kind)}`,
        on: { click: () => attempt(() => remove(`/faults/${fault.id}`)).then(() => refresh("faults")) },
      },
      icon("cross"),
    ),
  );
}
