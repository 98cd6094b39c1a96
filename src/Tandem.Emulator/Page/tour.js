// The guided tour: a chapter for each claim, told, judged, and played in front of the reader.

import { note } from "./menu.js";
import { Run } from "./tour-run.js";
import { undo, undoInPassing } from "./tour-undo.js";
import { drawStrip, drawTour } from "./tour-view.js";
import { chooseNumber, on, reloadChats, tell, world } from "./world.js";

const doneName = "tandem-tour-done";
const placeName = "tandem-tour-place";
const pace = 1400;

const state = {
  chapters: [],
  place: Number(localStorage.getItem(placeName) ?? 0),
  script: 0,
  run: null,
  at: 0,
  busy: false,
  playing: false,
  home: null,
};
const done = new Set(JSON.parse(localStorage.getItem(doneName) ?? "[]"));
const parts = {};
let watched = () => {};

export async function build(panel, strip, watch) {
  Object.assign(parts, { panel, strip });
  watched = watch;
  state.chapters = (await fetch(new URL("tour.json", import.meta.url)).then(answer => answer.json())).chapters;
  state.place = Math.min(state.place, state.chapters.length - 1);
  addEventListener("pagehide", undoInPassing);
  draw();
}

/** How many chapters there are and how many were played to their end. */
export const progress = () => ({ all: state.chapters.length, done: done.size });

/** Puts back what a tour changed that was left without a word, for instance by closing the page. */
export async function tidyUp() {
  if (await undo().catch(() => false)) note("A tour had been left in the middle. What it changed was put back.");
}

/** Leaves the tour; the place in it is kept. */
export async function leave() {
  state.playing = false;
  await stop();
  draw();
}

async function stop() {
  const run = state.run;
  Object.assign(state, { run: null, at: 0 });
  world.cast = null;
  watched(null);
  if (!run) return;
  await run.end().catch(fault => note(fault.message, "bad"));
  if (state.home) chooseNumber(state.home);
  state.home = null;
}

async function go(place) {
  state.playing = false;
  await stop();
  Object.assign(state, { place, script: 0 });
  localStorage.setItem(placeName, place);
  draw();
  parts.panel.scrollTop = 0;
  parts.panel.querySelector("h2")?.focus();
}

async function begin(script) {
  await stop();
  const chapter = state.chapters[state.place];
  Object.assign(state, { script, at: 0 });
  const run = new Run(chapter, chapter.runs[script], draw);
  state.home = world.number?.phone_number_id ?? null;
  await run.begin().catch(async fault => {
    await run.end();
    throw fault;
  });
  state.run = run;
  await new Promise(found => {
    const look = () => {
      if (!world.accounts.some(one => one.waba_id === run.known.waba)) return;
      found();
      stopLooking();
    };
    const stopLooking = on("accounts", look);
    look();
  });
  chooseNumber(run.known.number);
  world.cast = Object.keys(chapter.cast).map(key => run.known[key]);
  dispatchEvent(new CustomEvent("show-chat", { detail: world.cast[0] ?? null }));
  tell("people");
}

async function doStep(index) {
  if (state.busy) return;
  state.busy = true;
  try {
    if (!state.run) await begin(state.script);
    const { run } = state;
    const step = run.script.steps[index];
    state.at = index;
    watched(step.watch);
    if (step.open) dispatchEvent(new CustomEvent("show-chat", { detail: run.known[step.open] }));
    await run.play(index);
    if (state.run !== run) return;
    reloadChats();
    if (run.steps[index].state === "done") state.at = index + 1;
    if (state.at === run.steps.length) finish();
  } catch (fault) {
    note(fault.message, "bad");
    state.playing = false;
  } finally {
    state.busy = false;
    draw();
  }
}

function finish() {
  const chapter = state.chapters[state.place];
  if (state.script < chapter.runs.length - 1) return;
  done.add(chapter.claim);
  localStorage.setItem(doneName, JSON.stringify([...done]));
  tell("tour");
}

/** Plays on by itself: step after step, run after run, until the chapter is over. */
async function play() {
  state.playing = !state.playing;
  draw();
  while (state.playing) {
    const chapter = state.chapters[state.place];
    const steps = chapter.runs[state.script].steps.length;
    if (state.at < steps) await doStep(state.at);
    else if (state.script < chapter.runs.length - 1) await choose(state.script + 1);
    else break;
    if (state.run?.steps.some(step => step.state === "failed")) break;
    await new Promise(after => setTimeout(after, pace));
  }
  state.playing = false;
  draw();
}

async function choose(script) {
  if (state.busy) return;
  await stop();
  state.script = script;
  draw();
}

function draw() {
  if (state.chapters.length === 0) return;
  drawTour(parts.panel, state, done, { go, choose, play, leave, doStep });
  drawStrip(parts.strip, state, { doStep });
}
