// The options of every Better Auth app of the scenes; what a scene may choose comes from its start line.
import { apiKey } from "@better-auth/api-key";
import { passkey } from "@better-auth/passkey";
import { admin, jwt, organization, twoFactor } from "better-auth/plugins";
import { ORIGIN } from "../shared/browser.mjs";

/** What the app would have mailed; a scene asks for it. */
export const mailed = new Map();

const SECRET = "a secret of the scenes, long enough";

export function options(asked, database) {
  const tables = asked.tables ?? {};
  const named = (...names) => Object.fromEntries(names.filter((n) => tables[n]).map((n) => [n, tables[n]]));
  const generateId = asked.generateId;
  return {
    database,
    baseURL: ORIGIN,
    trustedOrigins: [ORIGIN],
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    ...(asked.secrets ? { secrets: asked.secrets, secret: asked.secret } : { secret: asked.secret ?? SECRET }),
    ...(generateId ? { advanced: { database: { generateId } } } : {}),
    user: { ...tables.user },
    session: { ...tables.session, cookieCache: { enabled: Boolean(asked.cookieCache), maxAge: asked.cookieCache || 300 } },
    account: { ...tables.account },
    verification: { ...tables.verification },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: Boolean(asked.requireEmailVerification),
      sendResetPassword: async ({ user, token, url }) => void mailed.set(`reset ${user.email}`, { token, url }),
    },
    emailVerification: {
      sendVerificationEmail: async ({ user, token, url }) => void mailed.set(`verify ${user.email}`, { token, url }),
    },
    plugins: [
      twoFactor({ issuer: "Scenes", schema: named("twoFactor") }),
      admin(),
      organization({ teams: { enabled: true }, schema: named("organization", "member", "invitation", "team", "teamMember") }),
      passkey({ rpID: "app.example", rpName: "Scenes", origin: ORIGIN, schema: named("passkey") }),
      apiKey({ rateLimit: { enabled: false }, schema: named("apikey") }),
      jwt({ schema: named("jwks") }),
    ],
  };
}
