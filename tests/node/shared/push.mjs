// `drizzle-kit push`, the real one: it makes the database equal to the schema, whatever else lives there.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ran } from "./tool.mjs";

/** The verb `push`. `settings` are lines of `drizzle.config.ts`, as an operator was told to write them. */
export const pusher = ({ engine, url }, schema) => async ({ settings }) => {
  const folder = mkdtempSync(join(process.cwd(), "push-"));
  try {
    const config = join(folder, "drizzle.config.ts");
    const dialect = engine === "postgres" ? "postgresql" : "sqlite";
    const address = engine === "postgres" ? url : url.replace(/^sqlite:\/\//, "");
    const own = JSON.stringify({ dialect, schema, dbCredentials: { url: address } });
    writeFileSync(config, `export default {\n  ...${own},\n${settings}\n};\n`);
    return await ran("drizzle-kit push", [join(process.cwd(), "node_modules/drizzle-kit/bin.cjs"), "push", "--force", `--config=${config}`]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
