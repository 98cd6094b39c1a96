// A number as the platform sees it: link, quality, limits, restrictions. What is not known is not shown.

import { fill, h } from "./dom.js";
import { between, capital, count, dayOf, exactTime, span, spaced } from "./words.js";
import { now, world } from "./world.js";

/** Draws the facts of the number one looks at. */
export function drawNumber(part) {
  const phone = world.phone;
  const rows = [
    ["Number", world.number?.display_phone_number],
    ["Id", world.number?.phone_number_id],
    ["Account", world.account?.waba_id],
    ...flat(world.facts ?? {}),
    ["App", phone && phone.app_version],
    ["App not used for", phone?.unused_since && span(Math.max(0, between(phone.unused_since, now())))],
    ["Waiting for the phone", phone && count(phone.inbox, "message")],
  ].filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  fill(
    part,
    h(
      "dl",
      { class: "facts" },
      rows.map(([name, value]) => [h("dt", { text: name }), h("dd", { text: value })]),
    ),
  );
}

const known = new Set(["phone_number_id", "display_phone_number", "verified_name", "waba_id", "phone", "portfolio_id"]);

/** Facts of whatever shape, one row each. */
function flat(facts, path = []) {
  return Object.entries(facts)
    .filter(([name]) => !known.has(name))
    .flatMap(([name, value]) => {
      const title = capital(spaced([...path, name].join(", ")));
      if (value === null) return [];
      if (Array.isArray(value)) return value.length === 0 ? [] : [[title, value.map(words).join(", ")]];
      return typeof value === "object"
        ? flat(value, name === "standing" ? path : [...path, name])
        : [[title, words(value)]];
    });
}

function words(value) {
  if (value === true) return "yes";
  if (value === false) return "no";
  if (typeof value === "object" && value.name)
    return [value.name, value.status, value.quality].filter(Boolean).join(" ");
  if (typeof value === "object") return Object.values(value).map(words).join(" ");
  return /^\d{4}-\d\d-\d\dT/.test(value)
    ? `${dayOf(value)}, ${exactTime(value)}`
    : String(value).includes("_")
      ? spaced(value)
      : String(value);
}
