// A step of a chapter: what happens, what is expected of it, and whether it came true.

import { button, h, icon } from "./dom.js";

const columns = {
  phone: "the owner’s phone",
  customers: "the customers",
  seen: "what the API saw",
  controls: "the world",
};

/** Draws a step. Of the surroundings, `act` does it and `at` tells which one is next. */
export function drawStep(step, run, { index, at, busy, act, brief = false }) {
  const state = run?.state ?? "waiting";
  const isNext = index === at;
  return h(
    brief ? "div" : "li",
    { class: `act ${state}${isNext ? " now" : ""}`, "aria-current": isNext && !brief ? "step" : null },
    h(
      "div",
      { class: "actline" },
      h("span", { class: "number", "aria-hidden": "true" }, state === "done" ? icon("check") : String(index + 1)),
      h("p", {}, step.say, !brief && state !== "done" && h("small", { text: ` Watch ${columns[step.watch]}.` })),
      isNext &&
        (state === "waiting" || state === "failed") &&
        button(state === "failed" ? "Again" : "Do it", act, {
          kind: "main small",
          disabled: busy,
          "data-hold": "do",
          name: `${state === "failed" ? "Do again" : "Do it"}: ${step.say}`,
        }),
      isNext &&
        (state === "doing" || state === "watching") &&
        h("span", { class: "busy", role: "img", "aria-label": "Under way" }),
    ),
    (step.expect ?? []).length > 0 &&
      (!brief || state !== "waiting") &&
      h(
        "ul",
        { class: "checks" },
        step.expect.map((one, i) => {
          const check = run?.checks[i] ?? { met: null };
          const look = check.met === true ? "met" : check.met === false ? "missed" : state === "watching" ? "open" : "";
          return h(
            "li",
            { class: look },
            icon(
              check.met === false ? "cross" : "check",
              check.met === null ? "Not yet" : check.met ? "Came true" : "Did not come true",
            ),
            h("span", { text: one.see }),
            check.words && h("b", { text: check.words }),
          );
        }),
      ),
    run?.refusal && h("p", { class: "bad", role: "alert", text: run.refusal }),
    !brief &&
      run?.calls.length > 0 &&
      h(
        "details",
        { class: "calls" },
        h("summary", { text: run.calls.length === 1 ? "The call" : `The ${run.calls.length} calls` }),
        run.calls.map(one =>
          h("pre", {
            tabindex: "0",
            text: `${one.method} ${one.path}  → ${one.status}${one.body === undefined ? "" : `\n${JSON.stringify(one.body)}`}`,
          }),
        ),
      ),
  );
}

/** What came of the step before, in a line. */
export function drawBefore(script, run, index) {
  const before = run.steps[index - 1];
  if (before?.state !== "done") return null;
  const words = script.steps[index - 1].expect.map((one, i) =>
    [one.see, before.checks[i].words].filter(Boolean).join(" "),
  );
  return h("p", { class: "before" }, icon("check", "Came true"), h("span", { text: words.join(" · ") }));
}
