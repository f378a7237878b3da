// Better Auth over its built-in (Kysely) adapter; it makes its tables with its own migrations.
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { connect } from "../shared/database.mjs";
import { serve } from "../shared/lines.mjs";
import { options } from "./options.mjs";
import { verbs } from "./verbs.mjs";

await serve(async (asked) => {
  const configured = options(asked, connect(asked));
  const migrations = () => getMigrations(configured);
  if (!asked.tablesExist) await (await migrations()).runMigrations();
  return verbs(betterAuth(configured), () => {
    const again = options(asked, connect(asked));
    return { auth: betterAuth(again), migrations: () => getMigrations(again) };
  });
});
