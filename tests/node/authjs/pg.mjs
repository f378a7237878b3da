// Auth.js over @auth/pg-adapter: PostgreSQL, integer ids, the tables of its documentation.
import { readFileSync } from "node:fs";
import PostgresAdapter from "@auth/pg-adapter";
import { connect, run } from "../shared/database.mjs";
import { serve } from "../shared/lines.mjs";
import { verbs } from "./verbs.mjs";

await serve(async (asked) => {
  const pool = connect(asked);
  if (!asked.tablesExist) await run("postgres", pool, [readFileSync(new URL("pg.sql", import.meta.url), "utf8")]);
  return verbs({ ...asked, numericIds: true }, PostgresAdapter(pool));
});
