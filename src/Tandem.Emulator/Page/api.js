// Speaks with the emulator: the control API, the Graph API in somebody's name, and the live feed.

const keyName = "tandem-emulator-key";
export const inbox = `${location.origin}/_emulator/inbox`;

/** The emulator said no: what it said, in its own words. */
export class Refused extends Error {
  constructor(status, body) {
    const graph = body?.error;
    super(
      graph
        ? `${graph.code}: ${graph.error_data?.details ?? graph.message}`
        : (body?.detail ?? body?.title ?? `It answered ${status}.`),
    );
    this.status = status;
    this.code = graph?.code ?? null;
    this.body = body;
  }
}

let locked = () => {};

/** Who is asked for the control key when the emulator wants one. */
export const whenLocked = ask => (locked = ask);

export function unlock(key) {
  sessionStorage.setItem(keyName, key);
  location.reload();
}

function headersFor(token) {
  const known = token ?? sessionStorage.getItem(keyName);
  return known ? { Authorization: `Bearer ${known}` } : {};
}

async function read(answer) {
  const text = await answer.text();
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return text;
  }
}

/** Makes a call and gives back status and body, whatever they are. `token` speaks as a Cloud API client. */
export async function call(
  method,
  path,
  body = undefined,
  { token = null, type = "application/json", keepalive } = {},
) {
  const headers = headersFor(token);
  // A form writes its own type, with the boundary in it.
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = type;
  const bytes = body === undefined || body instanceof Blob || isForm ? body : JSON.stringify(body);
  const answer = await fetch(path, { method, headers, body: bytes, keepalive });
  const said = await read(answer);
  if (answer.status === 401 && !token) locked();
  return { status: answer.status, ok: answer.ok, body: said };
}

/** Makes a call that must succeed. */
export async function ask(method, path, body, options) {
  const answer = await call(method, path, body, options);
  if (!answer.ok) throw new Refused(answer.status, answer.body);
  return answer.body;
}

const control = path => `/_emulator${path}`;
export const get = path => ask("GET", control(path));
export const post = (path, body) => ask("POST", control(path), body);
export const put = (path, body) => ask("PUT", control(path), body);
export const patch = (path, body) => ask("PATCH", control(path), body);
export const remove = path => ask("DELETE", control(path));
export const part = text => encodeURIComponent(text);

/** Keeps a file of this size, so that somebody can send it. */
export async function keepFile(bytes, type) {
  const answer = await ask("POST", control("/media"), new Blob([new Uint8Array(bytes)]), { type });
  return answer.id;
}

/**
 * Listens to the live feed for ever. It is read by fetch, because an EventSource cannot show a key.
 * `heard(name, data)` gets every event; `again()` is called whenever listening has begun, since before that anything may
 * have happened.
 */
export async function listen(heard, again, lost) {
  for (let pause = 250; ; pause = Math.min(pause * 2, 4000)) {
    try {
      const answer = await fetch(control("/events"), { headers: headersFor(null) });
      if (answer.status === 401) return locked();
      if (answer.ok) {
        pause = 250;
        await again();
        await readEvents(answer.body.pipeThrough(new TextDecoderStream()).getReader(), heard);
      }
    } catch {
      // The emulator stopped, or the network did: it is tried again below.
    }
    lost();
    await new Promise(done => setTimeout(done, pause));
  }
}

async function readEvents(reader, heard) {
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    waiting += value;
    for (let end = waiting.indexOf("\n\n"); end >= 0; end = waiting.indexOf("\n\n")) {
      const name = /^event: (.*)$/m.exec(waiting.slice(0, end))?.[1];
      const data = /^data: (.*)$/m.exec(waiting.slice(0, end))?.[1];
      waiting = waiting.slice(end + 2);
      if (name && data) heard(name, JSON.parse(data));
    }
  }
}
