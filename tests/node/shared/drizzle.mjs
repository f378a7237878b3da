// What the apps over Drizzle share: the database object, and the DDL drizzle-kit makes of a schema.
import { connect, run } from "./database.mjs";

export async function over({ engine, url }, schema) {
  const client = connect({ engine, url });
  const { drizzle } = await import(engine === "postgres" ? "drizzle-orm/node-postgres" : "drizzle-orm/better-sqlite3");
  return { client, db: drizzle({ client, schema }) };
}

/** Creates the tables of a schema with the statements `drizzle-kit generate` would write. */
export async function create(engine, client, schema) {
  const kit = await import("drizzle-kit/api");
  const statements =
    engine === "postgres"
      ? await kit.generateMigration(kit.generateDrizzleJson({}), kit.generateDrizzleJson(schema))
      : await kit.generateSQLiteMigration(await kit.generateSQLiteDrizzleJson({}), await kit.generateSQLiteDrizzleJson(schema));
  await run(engine, client, statements);
}
