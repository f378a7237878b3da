// What a scene may ask of Better Auth: through its HTTP handler where a person would, else through its server API.
import { Browser, ORIGIN } from "../shared/browser.mjs";
import { Refused } from "../shared/lines.mjs";
import { mailed } from "./options.mjs";

const BASE = `${ORIGIN}/api/auth`;

export async function verbs(auth, fresh) {
  const context = await auth.$context;
  const browser = new Browser(auth.handler);
  const get = (jar, path) => browser.json(jar, "GET", BASE + path);
  const post = (jar, path, body = {}) => browser.json(jar, "POST", BASE + path, body);
  const found = async (email) => {
    const row = await context.internalAdapter.findUserByEmail(email);
    if (!row) throw new Refused(`no user ${email}`);
    return row.user;
  };
  const letter = (kind, email) => {
    const sent = mailed.get(`${kind} ${email}`);
    if (!sent) throw new Refused(`nothing was mailed to ${email}`);
    return sent;
  };

  return {
    ...people({ auth, browser, get, post, found, letter }),
    ...accounts({ context, get, found }),
    ...factors({ post, found }),
    ...keys({ auth, get, post }),
    ...organizations({ post }),
    checkSchema: async () => ({ missing: await missing(fresh()), findings: await findings(fresh()) }),
  };
}

const people = ({ auth, browser, get, post, found, letter }) => ({
  signUp: async ({ jar, email, password, name }) => id(await post(jar, "/sign-up/email", { email, password, name })),
  signIn: async ({ jar, email, password }) => {
    const answer = await post(jar, "/sign-in/email", { email, password });
    return { twoFactor: Boolean(answer.twoFactorRedirect) };
  },
  session: ({ jar }) => get(jar, "/get-session"),
  signOut: ({ jar }) => post(jar, "/sign-out"),
  user: ({ email }) => found(email),
  createUser: async (body) => id(await auth.api.createUser({ body: { ...body, data: { emailVerified: true } } })),
  ban: ({ jar, ...body }) => post(jar, "/admin/ban-user", body).then(() => null),
  unban: ({ jar, userId }) => post(jar, "/admin/unban-user", { userId }).then(() => null),
  changePassword: ({ jar, ...body }) => post(jar, "/change-password", body).then(() => null),
  requestPasswordReset: async ({ email }) => {
    await post("nobody", "/request-password-reset", { email, redirectTo: "/new-password" });
    return letter("reset", email).token;
  },
  // The link of the mail; it leads to the app's page with the token, or with an error.
  openResetLink: async ({ token }) => {
    const link = `${BASE}/reset-password/${token}?callbackURL=${encodeURIComponent("/new-password")}`;
    const to = new URL((await browser.send("nobody", "GET", link)).headers.get("location"), ORIGIN);
    if (to.searchParams.has("error")) throw new Refused(to.searchParams.get("error"));
    return to.searchParams.get("token");
  },
  resetPassword: ({ token, newPassword }) => post("nobody", "/reset-password", { token, newPassword }).then(() => null),
});

const accounts = ({ context, get, found }) => ({
  // As a sign-in by OAuth ends, which nobody can play without the provider.
  linkAccount: async ({ email, providerId, accountId }) => {
    const { id: userId } = await found(email);
    await context.internalAdapter.linkAccount({ userId, providerId, accountId });
  },
  accounts: async ({ jar }) => (await get(jar, "/list-accounts")).map(({ providerId }) => providerId).sort(),
});

const factors = ({ post, found }) => ({
  enableTwoFactor: async ({ jar, password }) => {
    const { totpURI, backupCodes } = await post(jar, "/two-factor/enable", { password });
    return { totpUri: totpURI, backupCodes };
  },
  verifyTotp: ({ jar, code, trustDevice }) => post(jar, "/two-factor/verify-totp", { code, trustDevice }).then(() => null),
  signInWithBackupCode: ({ jar, code }) => post(jar, "/two-factor/verify-backup-code", { code }).then(() => null),
  isTwoFactorOn: async ({ email }) => Boolean((await found(email)).twoFactorEnabled),
});

const keys = ({ auth, get, post }) => ({
  createApiKey: async ({ jar, name }) => {
    const { id, key } = await post(jar, "/api-key/create", { name });
    return { id: String(id), key };
  },
  verifyApiKey: async ({ key }) => {
    const { valid, error } = await auth.api.verifyApiKey({ body: { key } });
    return { valid, error: error?.code ?? null };
  },
  jwt: async ({ jar }) => (await get(jar, "/token")).token,
  jwks: () => get("nobody", "/jwks"),
});

const organizations = ({ post }) => ({
  createOrganization: async ({ jar, name, slug }) => String((await post(jar, "/organization/create", { name, slug })).id),
  invite: async ({ jar, organizationId, email, role }) =>
    String((await post(jar, "/organization/invite-member", { organizationId, email, role })).id),
  acceptInvitation: ({ jar, invitationId }) => post(jar, "/organization/accept-invitation", { invitationId }).then(() => null),
});

const id = ({ user }) => String(user.id);

/** The tables and columns `auth migrate` would still add; none where it does not know the adapter. */
async function missing({ migrations }) {
  if (!migrations) return [];
  const { toBeCreated, toBeAdded } = await migrations();
  return [...toBeCreated, ...toBeAdded].map(({ table }) => table);
}

/** What the library's own comparison of its schema with the database finds, asked anew each time. */
async function findings({ auth }) {
  const { explicitSchemaCheck } = await auth.$context;
  if (!explicitSchemaCheck) throw new Refused("this adapter checks no schema");
  try {
    await explicitSchemaCheck();
    return [];
  } catch (error) {
    if (error.code !== "SCHEMA_MISMATCH") throw error;
    return error.findings.map((finding) => JSON.stringify(finding));
  }
}
