// Auth.js over Drizzle; `names` gives tables other names than the adapter's own.
import { DrizzleAdapter } from "@auth/drizzle-adapter";
import { create, over } from "../shared/drizzle.mjs";
import { serve } from "../shared/lines.mjs";
import { schema } from "./schema.mjs";
import { verbs } from "./verbs.mjs";

await serve(async (asked) => {
  const tables = await schema(asked.engine, asked.names);
  const { client, db } = await over(asked, tables);
  if (!asked.tablesExist) await create(asked.engine, client, tables);
  return verbs(asked, DrizzleAdapter(db, tables));
});
