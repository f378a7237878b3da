// Better Auth over Drizzle: the schema its own CLI generates, the DDL drizzle-kit makes of it.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { create, over } from "../shared/drizzle.mjs";
import { serve } from "../shared/lines.mjs";
import { pusher } from "../shared/push.mjs";
import { options } from "./options.mjs";
import { verbs } from "./verbs.mjs";

const provider = (engine) => (engine === "postgres" ? "pg" : "sqlite");

/** The file of the generated schema: it lies beside `node_modules`, where its imports are found. */
async function generated(asked) {
  const folder = join(process.cwd(), "schemas");
  const { engine, tables, generateId } = asked;
  const name = createHash("sha256").update(JSON.stringify({ engine, tables, generateId })).digest("hex").slice(0, 16);
  const file = join(folder, `${name}.mjs`);
  if (existsSync(file)) return file;
  const { generateDrizzleSchema } = await import("auth/api");
  const adapter = { id: "drizzle", options: { provider: provider(engine) } };
  const { code } = await generateDrizzleSchema({ adapter, file, options: options(asked) });
  mkdirSync(folder, { recursive: true });
  // Another app may be making the same file now.
  writeFileSync(`${file}.${process.pid}`, code);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

await serve(async (asked) => {
  const file = await generated(asked);
  const schema = await import(pathToFileURL(file));
  const { client, db } = await over(asked, schema);
  if (!asked.tablesExist) await create(asked.engine, client, schema);
  const open = () => ({ auth: betterAuth(options(asked, drizzleAdapter(db, { provider: provider(asked.engine), schema }))) });
  return { ...(await verbs(open().auth, open)), push: pusher(asked, file) };
});
