// Who wants to hear of what; many changes in a row are heard once.

const listeners = new Map();
const changed = new Set();
let timer = 0;

/** Calls back, soon after something of these topics changed; what it gives back ends that. */
export function on(topics, heard) {
  const names = topics.split(" ");
  for (const topic of names) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(heard);
  }
  return () => names.forEach(topic => listeners.get(topic).delete(heard));
}

/** Says that topics changed; whoever listens hears it once, however many there were. */
export function tell(...topics) {
  for (const topic of topics) changed.add(topic);
  timer ||= setTimeout(() => {
    timer = 0;
    const heard = new Set([...changed].flatMap(topic => [...(listeners.get(topic) ?? [])]));
    changed.clear();
    for (const act of heard) act();
  }, 40);
}

/** Says at once that a topic changed, so that what is opened next is not shut by it. */
export function tellNow(topic) {
  for (const heard of listeners.get(topic) ?? []) heard();
}
