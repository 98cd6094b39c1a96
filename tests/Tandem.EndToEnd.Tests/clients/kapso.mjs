// What a bot written against Meta's Cloud API does, with a client published on npm, unmodified. Where it does it is
// told by the environment: BASE_URL, TOKEN, PHONE_NUMBER_ID, TO (a customer who wrote), STRANGER (one who did not) and
// MESSAGE_ID (what the customer wrote). The results are one line of JSON on standard output.
import { createHash } from "node:crypto";
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";

const { BASE_URL: baseUrl, TOKEN: accessToken, PHONE_NUMBER_ID: phoneNumberId, TO: to, STRANGER: stranger,
  MESSAGE_ID: messageId } = process.env;
const clientWith = (token) => new WhatsAppClient({ baseUrl, accessToken: token, graphVersion: "v25.0" });
const client = clientWith(accessToken);

// One transparent pixel.
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

const hashOf = (bytes) => createHash("sha256").update(Buffer.from(bytes)).digest("hex");

const refusalOf = async (call) => {
  try {
    await call();
    return null;
  } catch (error) {
    return { name: error.name, code: error.code, http_status: error.httpStatus, category: error.category };
  }
};

const read = await client.messages.markRead({ phoneNumberId, messageId });
const text = await client.messages.sendText({
  phoneNumberId, to, body: "We are open until eight.", contextMessageId: messageId });

const file = new Blob([png], { type: "image/png" });
const { id: mediaId } = await client.media.upload({ phoneNumberId, type: "image/png", file, fileName: "pixel.png" });
const metadata = await client.media.get({ mediaId, phoneNumberId });
// Meta's media addresses want the token; left to itself this client sends it to its maker's host only.
const bytes = await client.media.download({ mediaId, phoneNumberId, auth: "always" });
const image = await client.messages.sendImage({ phoneNumberId, to, image: { id: mediaId, caption: "Our door" } });
const deleted = await client.media.delete({ mediaId, phoneNumberId });

const send = (by, whom, body) => refusalOf(() => by.messages.sendText({ phoneNumberId, to: whom, body }));

console.log(JSON.stringify({
  text: { wamid: text.messages[0].id, wa_id: text.contacts[0].waId },
  image: { wamid: image.messages[0].id },
  read: read.success,
  deleted: deleted.success,
  uploaded: { sha256: hashOf(png), size: png.length },
  metadata: {
    sha256: metadata.sha256, size: Number(metadata.fileSize), mime_type: metadata.mimeType, url: metadata.url,
  },
  downloaded: { sha256: hashOf(bytes), size: bytes.byteLength },
  refused: {
    window: await send(client, stranger, "Hello"),
    length: await send(client, to, "x".repeat(4097)),
    token: await send(clientWith("EAAGnobodys"), to, "Hello"),
    media: await refusalOf(() => client.media.get({ mediaId, phoneNumberId })),
  },
}));
