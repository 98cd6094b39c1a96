// Whether what a step of the tour promises has come true. tests/Tandem.Emulator.Tests/Tour reads it the same way.

import { part } from "./api.js";
import { span } from "./words.js";

const usual = 20;
const quiet = 2;

/** How long an expectation may take, in seconds of the platform; one that expects nothing looks that long. */
export const patience = expected => expected.within ?? (expected.never ? quiet : usual);

/** Whether looking at it needs more than the ledger. */
export const looksAtViews = expected => Boolean(expected.phone || expected.number || expected.chat);

/** Puts what was saved in place of `{name}`; a text that is nothing but a name becomes the value itself. */
export function resolve(value, known) {
  if (typeof value === "string") {
    const whole = /^\{(\w+)\}$/.exec(value)?.[1];
    if (whole) return valueOf(whole, known);
    return value.replace(/\{(\w+)\}/g, (_, name) => valueOf(name, known));
  }
  if (Array.isArray(value)) return value.map(one => resolve(one, known));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(one, known)]));
  return value;
}

function valueOf(name, known) {
  if (!(name in known)) throw new Error(`Nothing was saved as {${name}}.`);
  return known[name];
}

/** Whether a value has at least the shape that is asked for. */
export function fits(value, asked) {
  if (Array.isArray(asked)) return asked.length === 0 ? value?.length === 0 : asked.some(one => fits(value, one));
  if (asked && typeof asked === "object") {
    if ("at_least" in asked || "at_most" in asked)
      return (
        typeof value === "number" && value >= (asked.at_least ?? -Infinity) && value <= (asked.at_most ?? Infinity)
      );
    return (
      value !== null &&
      typeof value === "object" &&
      Object.entries(asked).every(([name, one]) => fits(value[name], one))
    );
  }
  return (value ?? null) === asked;
}

const flat = line => ({ ...line, ...line.evidence });
const matching = (lines, filter) => lines.filter(line => fits(flat(line), filter));

/**
 * Looks whether an expectation is met now.
 * @param expected with everything saved put in place
 * @param lines the run's lines of the ledger
 * @param get reads from the control API
 * @param over whether its time is over
 * @returns {met: true | false | null, words}: null while it is not decided
 */
export async function look(expected, lines, get, over, known) {
  if (expected.ledger) return counted(matching(lines, expected.ledger).length, expected, over);
  if (expected.never) {
    const found = matching(lines, expected.never).length;
    return found > 0 ? { met: false, words: `${found} came` } : { met: over ? true : null };
  }
  if (expected.lag) return lag(expected.lag, lines, over);
  if (expected.phone) return decided(fits(await get(`/phones/${known.number}`), expected.phone), over);
  if (expected.number) return decided(fits(await get(`/numbers/${known.number}`), expected.number), over);
  const { on, with: customer, line, ...rest } = expected.chat;
  const path =
    on === "phone"
      ? `/phones/${known.number}/chats/${part(customer)}`
      : `/customers/${part(customer)}/chats/${known.number}`;
  const chat = await get(path).then(
    answer => answer.data,
    () => [],
  );
  return counted(chat.filter(one => fits(one, line)).length, { ...expected, ...rest }, over);
}

const decided = (met, over) => ({ met: met ? true : over ? false : null });

function counted(found, { exactly, at_least: least = 1 }, over) {
  if (exactly === undefined) return { ...decided(found >= least, over), words: least > 1 ? `${found}` : null };
  if (found > exactly) return { met: false, words: `${found}` };
  return { met: over ? found === exactly : null, words: `${found}` };
}

function lag({ from, to, at_least: least = 0, at_most: most = Infinity, either_way: either }, lines, over) {
  const [first, second] = [matching(lines, from)[0], matching(lines, to)[0]];
  if (!first || !second) return decided(false, over);
  const seconds = (new Date(second.at) - new Date(first.at)) / 1000;
  const size = either ? Math.abs(seconds) : seconds;
  return {
    met: size >= least && size <= most,
    words: either && seconds < 0 ? `${span(size)}, webhook first` : span(size),
  };
}
