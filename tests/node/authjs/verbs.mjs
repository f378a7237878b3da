// What a scene may ask of Auth.js: through its real handler where a person would, else through its adapter.
import { Auth } from "@auth/core";
import { Browser, ORIGIN } from "../shared/browser.mjs";
import { Refused } from "../shared/lines.mjs";

const BASE = `${ORIGIN}/auth`;
const COOKIE = "authjs.session-token";
const SECRET = "a secret of the scenes, long enough";

export function verbs(asked, adapter) {
  const mailed = new Map();
  const config = {
    adapter,
    basePath: "/auth",
    secret: asked.secret ?? SECRET,
    session: { strategy: asked.strategy ?? "database" },
    trustHost: true,
    providers: [mail(asked.emailProvider ?? "email", mailed)],
    logger: { error: (error) => console.error(error), warn: () => {}, debug: () => {} },
  };
  const browser = new Browser((request) => Auth(request, config));
  const form = async (jar, path, fields) => {
    const { csrfToken } = await browser.json(jar, "GET", `${BASE}/csrf`);
    return browser.send(jar, "POST", BASE + path, new URLSearchParams({ csrfToken, ...fields }));
  };
  const found = async (email) => {
    const user = await adapter.getUserByEmail(email);
    if (!user) throw new Refused(`no user ${email}`);
    return { ...user, id: String(user.id) };
  };

  return {
    createUser: async ({ email, name, emailVerified }) => {
      const verified = emailVerified ? new Date() : null;
      return String((await adapter.createUser({ id: crypto.randomUUID(), email, name, emailVerified: verified })).id);
    },
    user: ({ email }) => found(email),
    deleteUser: async ({ email }) => void (await adapter.deleteUser((await found(email)).id)),
    linkAccount: async ({ email, provider, providerAccountId }) => {
      const { id: userId } = await found(email);
      await adapter.linkAccount({ userId, type: "oauth", provider, providerAccountId, access_token: "an access token" });
    },
    userByAccount: async ({ provider, providerAccountId }) =>
      (await adapter.getUserByAccount({ provider, providerAccountId }))?.email ?? null,
    // The link that would have been mailed.
    requestLink: async ({ jar, email }) => {
      mailed.delete(email);
      await form(jar, `/signin/${config.providers[0].id}`, { email, callbackUrl: ORIGIN });
      if (!mailed.has(email)) throw new Refused(`nothing was mailed to ${email}`);
      return mailed.get(email);
    },
    openLink: async ({ jar, url }) => {
      const to = new URL((await browser.send(jar, "GET", url)).headers.get("location") ?? "/auth/error?error=none", ORIGIN);
      if (to.searchParams.has("error")) throw new Refused(to.searchParams.get("error"));
    },
    // As a sign-in by OAuth ends: a row of the adapter's own making, and its token in the cookie.
    beginSession: async ({ jar, email }) => {
      const { id } = await found(email);
      const expires = new Date(Date.now() + 30 * 24 * 3600 * 1000);
      const sessionToken = crypto.randomUUID();
      await adapter.createSession({ userId: asked.numericIds ? Number(id) : id, expires, sessionToken });
      browser.put(jar, COOKIE, sessionToken);
    },
    session: async ({ jar }) => {
      const answer = await browser.json(jar, "GET", `${BASE}/session`);
      return answer?.user ? answer : null;
    },
    signOut: async ({ jar }) => void (await form(jar, "/signout", {})),
  };
}

/** A mail provider that keeps the link instead of mailing it. */
const mail = (id, mailed) => ({
  id,
  type: "email",
  name: "Mail",
  from: "scenes@app.example",
  maxAge: 24 * 3600,
  options: {},
  sendVerificationRequest: async ({ identifier, url }) => void mailed.set(identifier, url),
});
