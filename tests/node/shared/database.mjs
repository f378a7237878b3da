// The scene's database, as each library wants it.
import Database from "better-sqlite3";
import pg from "pg";

/** A `pg` pool or a better-sqlite3 database. */
export function connect({ engine, url }) {
  if (engine === "postgres") return new pg.Pool({ connectionString: url, max: 4 });
  const database = new Database(url.replace(/^sqlite:\/\//, ""));
  database.pragma("foreign_keys = ON");
  database.pragma("busy_timeout = 5000");
  return database;
}

/** Runs statements one after the other. */
export async function run(engine, database, statements) {
  for (const statement of statements) {
    if (engine === "postgres") await database.query(statement);
    else database.exec(statement);
  }
}
