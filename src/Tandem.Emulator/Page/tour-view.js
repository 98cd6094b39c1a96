// How the tour looks: the chapter, its steps, and the row of all chapters.

import { button, fill, h, icon, segments } from "./dom.js";
import { drawBefore, drawStep } from "./tour-step.js";

const profileWords = { documented: "As Meta documents it", field: "As people report it" };
const verdicts = { true: "True", half: "Half true", wrong: "Not so", open: "Nobody knows" };

/** Draws the chapter at hand; `acts` does what is clicked. */
export function drawTour(panel, state, done, acts) {
  const chapter = state.chapters[state.place];
  const script = chapter.runs[state.script];
  const held = document.activeElement?.closest?.("#rail, #strip") ? document.activeElement.dataset.hold : null;
  fill(
    panel,
    chapterRow(state, done, acts),
    h(
      "div",
      { class: "chapter" },
      h(
        "p",
        { class: "claim" },
        h("b", { text: chapter.claim }),
        h("span", { text: `${state.place + 1} of ${state.chapters.length}` }),
      ),
      h("h2", { text: chapter.title, tabindex: "-1" }),
      h("div", { class: "say" }, h("h3", { text: "What people say" }), h("p", { text: chapter.people_say })),
      h(
        "div",
        { class: "say meta" },
        h(
          "h3",
          {},
          h("span", { text: "What Meta says" }),
          h("span", { class: `verdict ${chapter.meta_says.verdict}`, text: verdicts[chapter.meta_says.verdict] }),
        ),
        h("p", { text: chapter.meta_says.words }),
        h("p", { class: "source", text: chapter.meta_says.source }),
      ),
      chapter.runs.length > 1 &&
        segments(
          "Whose word to play by",
          chapter.runs.map((one, index) => [index, profileWords[one.profile]]),
          state.script,
          acts.choose,
        ),
      script.note && h("p", { class: "quiet", text: script.note }),
      h(
        "ol",
        { class: "acts" },
        script.steps.map((step, index) =>
          drawStep(step, state.run?.steps[index] ?? null, {
            index,
            at: state.at,
            busy: state.busy,
            act: () => acts.doStep(index),
          }),
        ),
      ),
      isOver(state) && drawEnd(state, acts),
    ),
    h(
      "div",
      { class: "railfoot" },
      button(null, () => acts.go(state.place - 1), {
        sign: "back",
        name: "Chapter before",
        kind: "round",
        disabled: state.place === 0 || state.busy,
        "data-hold": "before",
      }),
      button(state.playing ? "Stop" : "Play by itself", acts.play, {
        sign: state.playing ? "cross" : "play",
        kind: "small",
        "data-hold": "play",
      }),
      state.run && button("Leave", acts.leave, { kind: "small", "data-hold": "leave" }),
      button("Next", () => acts.go(state.place + 1), {
        kind: "small main",
        name: "Next chapter",
        disabled: state.place === state.chapters.length - 1 || state.busy,
        "data-hold": "next",
      }),
    ),
  );
  if (held)
    (document.querySelector(`#rail [data-hold="${held}"]:not([disabled])`) ?? panel.querySelector("h2"))?.focus({
      preventScroll: true,
    });
  panel.querySelector(isOver(state) ? ".ending" : ".act.now")?.scrollIntoView({ block: "nearest" });
}

const isOver = state => state.run && state.at === state.run.steps.length;

function drawEnd(state, acts) {
  const { runs } = state.chapters[state.place];
  const next = runs[state.script + 1];
  return h(
    "div",
    { class: "ending" },
    h("p", { text: runs[state.script].saw }),
    next
      ? button(
          `Now ${profileWords[next.profile][0].toLowerCase()}${profileWords[next.profile].slice(1)}`,
          () => acts.choose(state.script + 1),
          { kind: "main", "data-hold": "on" },
        )
      : h("p", { class: "quiet", text: "That is the chapter. What it changed is put back when you go on." }),
  );
}

function chapterRow(state, done, acts) {
  return h(
    "nav",
    { class: "chapters", "aria-label": "Chapters" },
    state.chapters.map((chapter, index) =>
      h(
        "button",
        {
          type: "button",
          title: chapter.title,
          "aria-label": `${chapter.claim}: ${chapter.title}${done.has(chapter.claim) ? ", seen" : ""}`,
          "aria-current": index === state.place ? "true" : null,
          class: done.has(chapter.claim) ? "seen" : null,
          disabled: state.busy,
          data: { hold: `chapter ${index}` },
          on: { click: () => acts.go(index) },
        },
        h("span", { text: chapter.claim }),
        done.has(chapter.claim) && icon("check"),
      ),
    ),
  );
}

/** The step at hand, for those who look elsewhere than at the chapter. */
export function drawStrip(strip, state, acts) {
  strip.hidden = !state.run;
  if (!state.run) return;
  const { script } = state.run;
  const index = Math.min(state.at, script.steps.length - 1);
  fill(
    strip,
    state.run.steps[index].state === "waiting" && drawBefore(script, state.run, index),
    drawStep(script.steps[index], state.run.steps[index], {
      index,
      at: state.at,
      busy: state.busy,
      act: () => acts.doStep(index),
      brief: true,
    }),
  );
}
