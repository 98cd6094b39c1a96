// What both bots share: a web server that a hub forwards webhooks to, and a diary of what the bot asked of Graph.
// The address is printed as one line of JSON on standard output; GET /diary tells what happened so far.
import { createServer } from "node:http";

export const settings = {
  baseUrl: process.env.BASE_URL,
  token: process.env.TOKEN,
  verifyToken: process.env.VERIFY_TOKEN,
  secret: process.env.SECRET,
};

/** Every call of the client, and what it was told. */
export const diary = [];

/** The fetch of this machine, with every request written down; `at` says where it goes instead of to Meta. */
export const writtenDown = (at) => async (input, init) => {
  const address = at(String(input instanceof Request ? input.url : input));
  const answer = await fetch(address, init);
  const body = JSON.parse(init?.body ?? "{}");
  const said = await answer.clone().json();
  diary.push({ type: body.type, status: answer.status, code: said.error?.code, subcode: said.error?.error_subcode });
  return answer;
};

/** Listens; `take(request, body)` gives the status for a webhook, `challenge(url)` answers Meta's handshake. */
export function serve(take, challenge) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://bot");
    if (url.pathname === "/diary") return response.end(JSON.stringify(diary));
    if (request.method === "GET") return response.end(challenge(request, url));
    response.statusCode = await take(request);
    response.end();
  });
  server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
}
