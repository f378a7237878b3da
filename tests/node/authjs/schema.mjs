// The tables of the adapter's documentation on either engine, under names of the scene's choice.
const COLUMNS = {
  postgres: async () => {
    const { boolean, integer, pgTable, primaryKey, text, timestamp } = await import("drizzle-orm/pg-core");
    return { table: pgTable, primaryKey, text, integer, boolean, instant: (name) => timestamp(name, { mode: "date" }) };
  },
  sqlite: async () => {
    const { integer, primaryKey, sqliteTable, text } = await import("drizzle-orm/sqlite-core");
    const boolean = (name) => integer(name, { mode: "boolean" });
    return { table: sqliteTable, primaryKey, text, integer, boolean, instant: (name) => integer(name, { mode: "timestamp_ms" }) };
  },
};

export async function schema(engine, names = {}) {
  const { table, primaryKey, text, integer, boolean, instant } = await COLUMNS[engine]();
  const usersTable = table(names.user ?? "user", {
    id: text("id")
      .primaryKey()
      .$defaultFn(() => crypto.randomUUID()),
    name: text("name"),
    email: text("email").unique(),
    emailVerified: instant("emailVerified"),
    image: text("image"),
  });
  const userId = () =>
    text("userId")
      .notNull()
      .references(() => usersTable.id, { onDelete: "cascade" });
  const accountsTable = table(
    names.account ?? "account",
    {
      userId: userId(),
      type: text("type").notNull(),
      provider: text("provider").notNull(),
      providerAccountId: text("providerAccountId").notNull(),
      refresh_token: text("refresh_token"),
      access_token: text("access_token"),
      expires_at: integer("expires_at"),
      token_type: text("token_type"),
      scope: text("scope"),
      id_token: text("id_token"),
      session_state: text("session_state"),
    },
    (account) => [primaryKey({ columns: [account.provider, account.providerAccountId] })],
  );
  const sessionsTable = table(names.session ?? "session", {
    sessionToken: text("sessionToken").primaryKey(),
    userId: userId(),
    expires: instant("expires").notNull(),
  });
  const verificationTokensTable = table(
    names.verificationToken ?? "verificationToken",
    {
      identifier: text("identifier").notNull(),
      token: text("token").notNull(),
      expires: instant("expires").notNull(),
    },
    (token) => [primaryKey({ columns: [token.identifier, token.token] })],
  );
  const authenticatorsTable = table(
    names.authenticator ?? "authenticator",
    {
      credentialID: text("credentialID").notNull().unique(),
      userId: userId(),
      providerAccountId: text("providerAccountId").notNull(),
      credentialPublicKey: text("credentialPublicKey").notNull(),
      counter: integer("counter").notNull(),
      credentialDeviceType: text("credentialDeviceType").notNull(),
      credentialBackedUp: boolean("credentialBackedUp").notNull(),
      transports: text("transports"),
    },
    (authenticator) => [primaryKey({ columns: [authenticator.userId, authenticator.credentialID] })],
  );
  return { usersTable, accountsTable, sessionsTable, verificationTokensTable, authenticatorsTable };
}
