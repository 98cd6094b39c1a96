// The guided tour: a chapter for each claim, told, judged, and played in front of the reader.

import { button, fill, h, icon } from "./dom.js";
import { segments } from "./controls.js";
import { note } from "./menu.js";
import { drawBefore, drawStep } from "./tour-step.js";
import { Run, undo } from "./tour-run.js";
import { chooseNumber, nameOf, on, reloadChats, tell, world } from "./world.js";

const doneName = "tandem-tour-done";
const placeName = "tandem-tour-place";
const pace = 1400;

const profileWords = { documented: "As Meta documents it", field: "As people report it" };
const verdicts = { true: "True", half: "Half true", wrong: "Not so", open: "Nobody knows" };

const state = { chapters: [], place: Number(localStorage.getItem(placeName) ?? 0), script: 0, run: null, at: 0, busy: false, playing: false, home: null };
const done = new Set(JSON.parse(localStorage.getItem(doneName) ?? "[]"));
const parts = {};
let watched = () => {};

export async function build(panel, strip, watch) {
  Object.assign(parts, { panel, strip });
  watched = watch;
  state.chapters = (await fetch(new URL("tour.json", import.meta.url)).then(answer => answer.json())).chapters;
  state.place = Math.min(state.place, state.chapters.length - 1);
  addEventListener("pagehide", () => state.run && localStorage.setItem(placeName, state.place));
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
  await run.begin();
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
  await stop();
  state.script = script;
  draw();
}

function draw() {
  const chapter = state.chapters[state.place];
  if (!chapter) return;
  const script = chapter.runs[state.script];
  const held = document.activeElement?.closest?.("#rail, #strip") ? document.activeElement.dataset.hold : null;
  fill(parts.panel, chapterRow(),
    h("div", { class: "chapter" },
      h("p", { class: "claim" }, h("b", { text: chapter.claim }), h("span", { text: `${state.place + 1} of ${state.chapters.length}` })),
      h("h2", { text: chapter.title, tabindex: "-1" }),
      h("div", { class: "say" }, h("h3", { text: "What people say" }), h("p", { text: chapter.people_say })),
      h("div", { class: "say meta" }, h("h3", {}, h("span", { text: "What Meta says" }),
        h("span", { class: `verdict ${chapter.meta_says.verdict}`, text: verdicts[chapter.meta_says.verdict] })),
      h("p", { text: chapter.meta_says.words }), h("p", { class: "source", text: chapter.meta_says.source })),
      chapter.runs.length > 1 && segments("Whose word to play by",
        chapter.runs.map((one, index) => [index, profileWords[one.profile]]), state.script, index => choose(index)),
      script.note && h("p", { class: "quiet", text: script.note }),
      h("ol", { class: "acts" }, script.steps.map((step, index) => drawStep(step, state.run?.steps[index] ?? null, {
        index, at: state.at, busy: state.busy, act: () => doStep(index), known: state.run?.known, nameOf,
      }))),
      isOver() && drawEnd(chapter, script)),
    h("div", { class: "railfoot" },
      button(null, () => go(state.place - 1), { sign: "back", name: "Chapter before", kind: "round", disabled: state.place === 0 || state.busy, "data-hold": "before" }),
      button(state.playing ? "Stop" : "Play by itself", play, { sign: state.playing ? "cross" : "play", kind: "small", "data-hold": "play" }),
      button("Next", () => go(state.place + 1), {
        kind: "small main", name: "Next chapter", disabled: state.place === state.chapters.length - 1 || state.busy, "data-hold": "next",
      })));
  drawStrip(chapter, script);
  if (held) (document.querySelector(`#rail [data-hold="${held}"]:not([disabled])`) ?? parts.panel.querySelector("h2"))?.focus({ preventScroll: true });
  parts.panel.querySelector(isOver() ? ".ending" : ".act.now")?.scrollIntoView({ block: "nearest" });
}

const isOver = () => state.run && state.at === state.run.steps.length;

function drawEnd(chapter, script) {
  const next = chapter.runs[state.script + 1];
  return h("div", { class: "ending" }, h("p", { text: script.saw }),
    next
      ? button(`Now ${profileWords[next.profile][0].toLowerCase()}${profileWords[next.profile].slice(1)}`, () => choose(state.script + 1), { kind: "main", "data-hold": "on" })
      : h("p", { class: "quiet", text: "That is the chapter. What it changed is put back when you go on." }));
}

function chapterRow() {
  return h("nav", { class: "chapters", "aria-label": "Chapters" }, state.chapters.map((chapter, index) => h("button", {
    type: "button", title: chapter.title, "aria-label": `${chapter.claim}: ${chapter.title}${done.has(chapter.claim) ? ", seen" : ""}`,
    "aria-current": index === state.place ? "true" : null, class: done.has(chapter.claim) ? "seen" : null, disabled: state.busy,
    data: { hold: `chapter ${index}` }, on: { click: () => go(index) },
  }, h("span", { text: chapter.claim.slice(1) }), done.has(chapter.claim) && icon("check"))));
}

/** On a narrow screen: the step at hand, wherever one looks. */
function drawStrip(chapter, script) {
  parts.strip.hidden = !state.run;
  if (!state.run) return;
  const index = Math.min(state.at, script.steps.length - 1);
  fill(parts.strip, state.run.steps[index].state === "waiting" && drawBefore(script, state.run, index), drawStep(script.steps[index], state.run.steps[index], {
    index, at: state.at, busy: state.busy, act: () => doStep(index), known: state.run.known, nameOf, brief: true,
  }));
}
