// A bot that answers whatever a customer writes, with the client of kapso as it is published.
import { createHmac, timingSafeEqual } from "node:crypto";
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { serve, settings, writtenDown } from "./bot.mjs";

const client = new WhatsAppClient({
  baseUrl: settings.baseUrl,
  accessToken: settings.token,
  graphVersion: "v25.0",
  fetch: writtenDown((address) => address),
});

const isSigned = (body, signature) => {
  const wanted = Buffer.from("sha256=" + createHmac("sha256", settings.secret).update(body).digest("hex"));
  const given = Buffer.from(signature ?? "");
  return wanted.length === given.length && timingSafeEqual(wanted, given);
};

async function take(request) {
  const body = Buffer.concat(await request.toArray());
  if (!isSigned(body, request.headers["x-hub-signature-256"])) return 401;
  for (const { field, value } of JSON.parse(body).entry.flatMap((entry) => entry.changes)) {
    if (field !== "messages") continue;
    for (const message of value.messages ?? []) {
      try {
        await client.messages.sendText({
          phoneNumberId: value.metadata.phone_number_id,
          to: message.from,
          body: `You said: ${message.text.body}`,
        });
      } catch {
        // It was refused; the diary says how.
      }
    }
  }
  return 200;
}

serve(take, (request, url) => url.searchParams.get("hub.challenge"));
