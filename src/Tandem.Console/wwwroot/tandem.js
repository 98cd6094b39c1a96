// What only the browser can do. No state of the hub lives here.

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;

export const isDark = () => document.documentElement.dataset.theme === "dark";

export function toggleDark() {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try { localStorage.setItem("tandem-theme", theme); } catch { /* private mode: the choice lasts for this page */ }
  return theme === "dark";
}

export function show(dialog) {
  if (!dialog?.isConnected || dialog.open) return;
  dialog.showModal();
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
}

// Keeps the end in sight while the reader is there; otherwise keeps what is being read where it is.
export function follow(scroller, listener) {
  const chip = scroller.parentElement.querySelector("[data-chip]");
  const chipText = chip.querySelector("[data-chip-text]");
  const margin = 60;
  let atEnd = true;
  let unseenSince = null;
  let anchor = null;
  let asking = false;

  const bubbles = () => scroller.querySelectorAll("[data-message]");
  const lastId = () => { const all = bubbles(); return all.length ? all[all.length - 1].dataset.message : null; };

  function remember() {
    const top = scroller.getBoundingClientRect().top;
    anchor = null;
    for (const bubble of bubbles()) {
      const box = bubble.getBoundingClientRect();
      if (box.bottom > top) { anchor = { id: bubble.id, offset: box.top - top }; break; }
    }
  }

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    atEnd = true;
    unseenSince = lastId();
    chip.hidden = true;
  }

  function settle() {
    if (atEnd) { toEnd(); return; }
    const kept = anchor && document.getElementById(anchor.id);
    if (kept) {
      const moved = kept.getBoundingClientRect().top - scroller.getBoundingClientRect().top - anchor.offset;
      if (Math.abs(moved) > 1) scroller.scrollTop += moved;
    }
    const ids = [...bubbles()].map(bubble => bubble.dataset.message);
    const unseen = unseenSince === null ? 0 : ids.length - 1 - ids.indexOf(unseenSince);
    if (ids.includes(unseenSince) && unseen > 0) {
      chipText.textContent = unseen === 1 ? "1 new message" : `${unseen} new messages`;
      chip.hidden = false;
    }
  }

  async function older() {
    const wanted = scroller.querySelector("[data-older=yes]");
    if (!wanted || asking || scroller.scrollTop > 240) return;
    asking = true;
    remember();
    try { await listener.invokeMethodAsync("OlderAsync"); } catch { /* the page is closing */ }
    asking = false;
  }

  const onScroll = () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < margin;
    if (atEnd) { unseenSince = lastId(); chip.hidden = true; } else { remember(); older(); }
  };
  const mutations = new MutationObserver(settle);
  const sizes = new ResizeObserver(settle);
  scroller.addEventListener("scroll", onScroll, { passive: true });
  chip.addEventListener("click", toEnd);
  mutations.observe(scroller, { childList: true, subtree: true, characterData: true });
  sizes.observe(scroller);
  toEnd();
  return {
    goToEnd: toEnd,
    stop() {
      mutations.disconnect();
      sizes.disconnect();
      scroller.removeEventListener("scroll", onScroll);
    },
  };
}

// Enter sends (not while a word is being composed), Shift+Enter begins a line, the box grows with its words.
export function type(box, listener) {
  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
  };
  const send = () => {
    const text = box.value;
    if (text.trim() === "") return;
    box.value = "";
    fit();
    box.focus();
    listener.invokeMethodAsync("SendAsync", text).catch(() => { box.value = text; fit(); });
  };
  box.addEventListener("input", fit);
  box.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  if (matchMedia("(min-width: 60rem)").matches) box.focus({ preventScroll: true });
  fit();
  return { send, focus: () => box.focus() };
}

export function pointAt(id) {
  const element = document.getElementById(id);
  if (!element) return;
  element.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  element.classList.remove("pointed");
  void element.offsetWidth; // begins the animation anew
  element.classList.add("pointed");
}

export function walk(list) {
  list.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const links = [...list.querySelectorAll("[data-walk]")];
    const at = links.indexOf(document.activeElement);
    const next = links[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
}
