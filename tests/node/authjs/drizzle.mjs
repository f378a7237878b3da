// Auth.js over Drizzle; `names` gives tables other names than the adapter's own, `schema` is the text of another module.
import { createHash } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DrizzleAdapter } from "@auth/drizzle-adapter";
import { create, over } from "../shared/drizzle.mjs";
import { serve } from "../shared/lines.mjs";
import { schema } from "./schema.mjs";
import { verbs } from "./verbs.mjs";

/** The module of that text, beside `node_modules`, where its imports are found. */
async function written(text) {
  const schemas = join(process.cwd(), "schemas");
  const file = join(schemas, `${createHash("sha256").update(text).digest("hex").slice(0, 16)}.mjs`);
  mkdirSync(schemas, { recursive: true });
  // Another app may be making the same file now.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return { ...(await import(pathToFileURL(file))) };
}

await serve(async (asked) => {
  const tables = asked.schema ? await written(asked.schema) : await schema(asked.engine, asked.names);
  const { client, db } = await over(asked, tables);
  if (!asked.tablesExist) await create(asked.engine, client, tables);
  return verbs(asked, DrizzleAdapter(db, tables));
});
