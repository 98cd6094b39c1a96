// What a run of the tour changed about the world itself, written down so that it can be put back whatever happens.

import { call, get, patch, post, put, remove } from "./api.js";

const undoName = "tandem-tour-undo";

/** What was written down and not yet put back; null: nothing. */
export const recalled = () => JSON.parse(localStorage.getItem(undoName) ?? "null");
/** Writes down what is to be put back. */
export const remember = more => localStorage.setItem(undoName, JSON.stringify({ ...recalled(), ...more }));

/** A fault at work as it would be asked for now, with the time that is left of it. */
export function asked({ kind, probability, delay, code, until }, now) {
  const duration = until ? { duration: Math.max(1, (new Date(until) - new Date(now)) / 1000) } : {};
  return { kind, probability, ...(delay ? { delay } : {}), ...(code ? { code } : {}), ...duration };
}

/** Puts the world back as it was before the latest run; does nothing when that was done. */
export async function undo() {
  const before = recalled();
  if (!before) return false;
  localStorage.removeItem(undoName);
  await patch("/switches", before.switches);
  const faults = before.faults.length > 0 ? (await get("/faults")).data : [];
  for (const { id } of faults) if (before.faults.includes(id)) await remove(`/faults/${id}`);
  for (const fault of before.resting) await post("/faults", fault);
  await put("/clock", before.clock);
  return true;
}

/** The same while the page goes away: nobody waits for what comes of it. */
export function undoInPassing() {
  const before = recalled();
  if (!before) return;
  const options = { keepalive: true };
  call("PATCH", "/_emulator/switches", before.switches, options);
  for (const id of before.faults) call("DELETE", `/_emulator/faults/${id}`, undefined, options);
  for (const fault of before.resting) call("POST", "/_emulator/faults", fault, options);
  call("PUT", "/_emulator/clock", before.clock, options);
  // When the page comes back it looks again whether all of it was done; a fault must not begin twice.
  remember({ resting: [] });
}
