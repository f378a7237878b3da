// What the apps over Prisma share: a client generated from their models, and the real `prisma db push`.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ran } from "./tool.mjs";

// Prisma's own engines would be downloaded; those in JavaScript come with its packages. It wants a URL and heeds none.
const head = (engine) => `generator client {
  provider   = "prisma-client-js"
  output     = "./client"
  engineType = "client"
}

datasource db {
  provider = "${engine === "postgres" ? "postgresql" : "sqlite"}"
  url      = "file:unused"
}

`;

/** Prisma's driver adapter: its class, its package, and what it is made with. */
const driver = ({ engine, url }) =>
  engine === "postgres"
    ? ["PrismaPg", "@prisma/adapter-pg", { connectionString: url }]
    : ["PrismaBetterSQLite3", "@prisma/adapter-better-sqlite3", { url: `file:${url.replace(/^sqlite:\/\//, "")}` }];

/** Runs Prisma's command line. `settings` are lines of `prisma.config.ts`, as an operator was told to write them. */
async function prisma(asked, folder, settings, args) {
  const [name, from, where] = driver(asked);
  const config = join(mkdtempSync(join(folder, "config-")), "prisma.config.ts");
  const code = `import { defineConfig } from "prisma/config";
import { ${name} } from "${from}";

const told = {
${settings}
};

export default defineConfig({
  ...told,
  experimental: { ...told.experimental, adapter: true },
  engine: "js",
  schema: "../schema.prisma",
  adapter: async () => new ${name}(${JSON.stringify(where)}),
});
`;
  writeFileSync(config, code);
  try {
    const script = join(process.cwd(), "node_modules/prisma/build/index.js");
    return await ran("prisma", ["--import", join(process.cwd(), "apps/shared/mended.mjs"), script, ...args, `--config=${config}`]);
  } finally {
    rmSync(join(config, ".."), { recursive: true, force: true });
  }
}

/** The folder of a schema and its client; it lies beside `node_modules`, where its imports are found. */
async function generated(asked, key, models) {
  const name = createHash("sha256").update(head(asked.engine) + key).digest("hex").slice(0, 16);
  const schemas = join(process.cwd(), "schemas");
  const folder = join(schemas, `prisma-${name}`);
  if (existsSync(folder)) return folder;
  mkdirSync(schemas, { recursive: true });
  const making = mkdtempSync(`${folder}-`);
  writeFileSync(join(making, "schema.prisma"), head(asked.engine) + (await models()));
  await prisma(asked, making, "", ["generate"]);
  try {
    renameSync(making, folder);
  } catch {
    // Another app made the same meanwhile.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

/** The client of the models that `key` stands for over the scene's database, and the verb `push`. */
export async function over(asked, key, models) {
  const folder = await generated(asked, key, models);
  const [name, from, where] = driver(asked);
  const { [name]: Driver } = await import(from);
  // As an application's code would be: a class of that name is imported, and a URL is there.
  const adapter = asked.driver ? new Function(name, "url", `return ${asked.driver}`)(Driver, where.url) : new Driver(where);
  const { PrismaClient } = (await import(pathToFileURL(join(folder, "client/index.js")))).default;
  const push = ({ settings = "", acceptDataLoss = false } = {}) =>
    prisma(asked, folder, settings, ["db", "push", "--skip-generate", ...(acceptDataLoss ? ["--accept-data-loss"] : [])]);
  return { db: new PrismaClient({ adapter }), push };
}
