// Browsers without a network: requests go straight to the app's handler, cookies stay in named jars.
import { Refused } from "./lines.mjs";

export const ORIGIN = "http://app.example";

export class Browser {
  #handler;
  #jars = new Map();

  constructor(handler) {
    this.#handler = handler;
  }

  /** Sends one request with the cookies of `jar`, which need not exist yet. */
  async send(jar, method, url, body) {
    const { type, text } = encoded(body);
    const headers = new Headers({ origin: ORIGIN, cookie: this.#cookies(jar), "user-agent": "Firefox on Linux", ...type });
    const response = await this.#handler(new Request(new URL(url, ORIGIN), { method, headers, body: text }));
    this.#keep(jar, response.headers.getSetCookie());
    return response;
  }

  /** The answer of a JSON endpoint; a refusal is told as `CODE: message`. */
  async json(jar, method, url, body) {
    const response = await this.send(jar, method, url, body);
    const text = await response.text();
    const answer = text ? JSON.parse(text) : null;
    if (!response.ok) throw new Refused(`${answer?.code ?? response.status}: ${answer?.message ?? "no message"}`);
    return answer;
  }

  /** Writes a cookie by hand. */
  put(jar, name, value) {
    this.#jar(jar).set(name, value);
  }

  #jar(name) {
    if (!this.#jars.has(name)) this.#jars.set(name, new Map());
    return this.#jars.get(name);
  }

  #cookies(jar) {
    return [...this.#jar(jar)].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(jar, set) {
    for (const cookie of set) {
      const [pair, ...attributes] = cookie.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      const over = attributes.some((a) => /^\s*max-age=0$/i.test(a)) || isPast(attributes);
      if (over || value === "") this.#jar(jar).delete(name);
      else this.#jar(jar).set(name, value);
    }
  }
}

const isPast = (attributes) => {
  const expires = attributes.map((a) => a.match(/^\s*expires=(.*)$/i)?.[1]).find(Boolean);
  return expires !== undefined && Date.parse(expires) < Date.now();
};

const encoded = (body) => {
  if (body === undefined) return { type: {} };
  if (body instanceof URLSearchParams) {
    return { type: { "content-type": "application/x-www-form-urlencoded" }, text: body.toString() };
  }
  return { type: { "content-type": "application/json" }, text: JSON.stringify(body) };
};
