// `drizzle-kit push`, the real one: it makes the database equal to the schema, whatever else lives there.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Refused } from "./lines.mjs";

/** The verb `push`, whose `tablesFilter` says which tables are the app's. */
export const pusher = ({ engine, url }, schema) => async ({ tablesFilter }) => {
  const folder = mkdtempSync(join(process.cwd(), "push-"));
  try {
    const config = join(folder, "drizzle.config.json");
    const dialect = engine === "postgres" ? "postgresql" : "sqlite";
    const address = engine === "postgres" ? url : url.replace(/^sqlite:\/\//, "");
    writeFileSync(config, JSON.stringify({ dialect, schema, dbCredentials: { url: address }, ...(tablesFilter ? { tablesFilter } : {}) }));
    const kit = join(process.cwd(), "node_modules/drizzle-kit/bin.cjs");
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [kit, "push", "--force", `--config=${config}`]);
    return stdout + stderr;
  } catch (error) {
    throw new Refused(`drizzle-kit push: ${error.stdout ?? ""}${error.stderr ?? error.message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
