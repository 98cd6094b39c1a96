// A bot that answers whatever a customer writes, with whatsapp-api-js as it is published.
import { WhatsAppAPI } from "whatsapp-api-js/middleware/node-http";
import { Text } from "whatsapp-api-js/messages/text";
import { serve, settings, writtenDown } from "./bot.mjs";

const bot = new WhatsAppAPI({
  token: settings.token,
  appSecret: settings.secret,
  webhookVerifyToken: settings.verifyToken,
  v: "v25.0",
  ponyfill: { fetch: writtenDown((address) => address.replace("https://graph.facebook.com", settings.baseUrl)) },
});
bot.on.message = ({ message, reply }) => reply(new Text(`You said: ${message.text.body}`));

serve((request) => bot.handle_post(request), (request) => bot.handle_get(request));
