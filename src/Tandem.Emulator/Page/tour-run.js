// Plays a run of a chapter: at a number of its own, in an account of its own, so that nothing it does touches another.
// What it changes about the world itself is written down first, and put back at its end.

import { call, get, inbox, part, patch, post, put, Refused, remove } from "./api.js";
import { asked, recalled, remember, undo } from "./tour-undo.js";
import { look, looksAtViews, patience, resolve } from "./tour-expect.js";

const megabyte = 1024 * 1024;
const page = 10_000;

/** A run of a chapter. `changed` is called whenever something about it is new. */
export class Run {
  constructor(chapter, script, changed) {
    Object.assign(this, { chapter, script, changed, known: null, lines: [], seq: 0, stopped: false });
    this.steps = script.steps.map(step => ({
      state: "waiting",
      refusal: null,
      calls: [],
      checks: (step.expect ?? []).map(() => ({ met: null, words: null })),
    }));
  }

  /** Sets the stage. */
  async begin() {
    const [clock, switches, faults] = await Promise.all([get("/clock"), get("/switches"), get("/faults")]);
    // A fault that strikes every number would spoil what the run promises: it rests meanwhile.
    const resting = faults.data.filter(fault => !fault.phone_number_id);
    remember({
      clock: { mode: clock.mode, ...(clock.mode === "scaled" ? { scale: clock.scale } : {}) },
      switches,
      faults: [],
      resting: resting.map(fault => asked(fault, clock.now)),
    });
    for (const { id } of resting) await remove(`/faults/${id}`);
    this.known = await openShop(this.chapter);
    // Making the account is in the ledger, so there is a line from this instant on.
    this.seq = (await get(`/ledger?since=${part(clock.now)}&limit=1`)).data[0].seq - 1;
    await put("/profile", { profile: this.script.profile });
    if (this.script.switches) await patch("/switches", this.script.switches);
    if (this.script.clock) await put("/clock", { mode: this.script.clock });
    for (const [key, name] of Object.entries(this.chapter.cast)) {
      const made = await put(`/customers/${part(this.known[key])}`, {
        name,
        reads_by_itself: false,
        online: true,
        companion: "",
        shows_number: true,
      });
      this.known[`${key}_wa`] = made.wa_id;
    }
    this.changed();
  }

  /** Does a step and waits until it is decided what came of it. */
  async play(index) {
    const step = this.script.steps[index];
    const state = this.steps[index];
    state.state = "doing";
    this.changed();
    try {
      for (const one of step.do ?? []) await this.make(one, state);
      state.state = "watching";
      this.changed();
      await this.watch(step, state);
      state.state = state.checks.every(check => check.met) ? "done" : "failed";
    } catch (fault) {
      Object.assign(state, { state: "failed", refusal: fault.message });
    }
    this.changed();
  }

  /** Ends the run: what it changed about the world is as it was. */
  async end() {
    this.stopped = true;
    await undo();
  }

  async make(one, state) {
    const times = Array.from({ length: one.repeat ?? 1 }, (_, index) => () => this.makeOnce(one, index + 1, state));
    if (one.together) await Promise.all(times.map(act => act()));
    else for (const act of times) await act();
  }

  async makeOnce(one, i, state) {
    const known = { ...this.known, i };
    const [method, path] = resolve(one.call, known).split(" ");
    const isGraph = !path.startsWith("/_emulator/");
    const body = one.file ? fileBody(one) : resolve(one.body, known);
    const answer = await call(method, path, body, {
      token: isGraph ? this.known.token : null,
      ...(one.file && !one.form ? { type: one.file.type } : {}),
    });
    if (i === 1)
      state.calls.push({
        method,
        path,
        body: one.file ? `${one.file.mb} MB of ${one.file.type}` : body,
        status: answer.status,
      });
    check(one, answer);
    for (const [name, place] of Object.entries(one.save ?? {}))
      this.known[name] = place.split(".").reduce((value, key) => value?.[key], answer.body) ?? null;
    if (method === "POST" && path === "/_emulator/faults") remember({ faults: [...recalled().faults, answer.body.id] });
  }

  async watch(step, state) {
    const began = new Date((await get("/clock")).now);
    const expected = (step.expect ?? []).map(one => resolve(one, this.known));
    for (;;) {
      const passed = (new Date((await get("/clock")).now) - began) / 1000;
      await this.readLedger();
      let pause = Infinity;
      for (const [index, one] of expected.entries()) {
        const found = state.checks[index];
        if (found.met !== null) continue;
        const left = patience(one) - passed;
        Object.assign(found, await look(one, this.lines, get, left <= 0, this.known));
        if (found.met === null) pause = Math.min(pause, looksAtViews(one) ? Math.min(1, left) : left);
      }
      this.changed();
      if (pause === Infinity || this.stopped) return;
      await post("/wait", { for: { after: this.seq }, timeout: Math.max(0.05, pause) });
    }
  }

  async readLedger() {
    for (let more = true; more;) {
      const { data } = await get(`/ledger?after=${this.seq}&limit=${page}`);
      more = data.length === page;
      this.seq = data.at(-1)?.seq ?? this.seq;
      this.lines.push(...data.filter(line => !line.phone_number_id || line.phone_number_id === this.known.number));
    }
  }
}

/** An account with one number, made for one run. */
async function openShop(chapter) {
  const stamp = String(Date.now()).slice(-11);
  const { prefix = "+1 555 ", ...shop } = chapter.shop ?? {};
  const known = {
    number: `7${stamp}`,
    waba: `8${stamp}`,
    app: `9${stamp}`,
    token: `TOUR${stamp}`,
    secret: `secret${stamp}`,
    tail: stamp.slice(-7),
    inbox,
  };
  for (const key of Object.keys(chapter.cast)) known[key] = `${key}-${stamp}`;
  await post("/accounts", {
    app_id: known.app,
    app_secret: known.secret,
    waba_id: known.waba,
    access_token: known.token,
    name: `Tour ${chapter.claim}`,
    portfolio_id: `6${stamp}`,
    callback_url: inbox,
    verify_token: "inbox",
    numbers: [
      {
        phone_number_id: known.number,
        display_phone_number: `${prefix}${known.tail}`,
        verified_name: "Tour Flowers",
        ...shop,
      },
    ],
  });
  return known;
}

function fileBody({ file, form }) {
  const blob = new Blob([new Uint8Array(file.mb * megabyte)], { type: file.type });
  if (!form) return blob;
  const made = new FormData();
  for (const [name, value] of Object.entries(form)) made.append(name, value);
  made.append("file", blob, "file");
  return made;
}

function check(one, answer) {
  if (one.may_be_refused) return;
  if (!one.refused) {
    if (!answer.ok) throw new Refused(answer.status, answer.body);
    return;
  }
  const code = answer.body?.error?.code ?? null;
  if (answer.status !== one.refused.status || (one.refused.code ?? code) !== code)
    throw new Error(`A refusal was expected (${one.refused.status}); it answered ${answer.status}.`);
}
