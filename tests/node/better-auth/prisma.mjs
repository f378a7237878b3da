// Better Auth over Prisma: the models its own CLI generates, the tables `prisma db push` makes of them.
import { join } from "node:path";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { serve } from "../shared/lines.mjs";
import { over } from "../shared/prisma.mjs";
import { options } from "./options.mjs";
import { verbs } from "./verbs.mjs";

await serve(async (asked) => {
  const { engine, tables, generateId } = asked;
  const provider = engine === "postgres" ? "postgresql" : "sqlite";
  const models = async () => {
    const { generatePrismaSchema } = await import("auth/api");
    const adapter = { id: "prisma", options: { provider } };
    const { code } = await generatePrismaSchema({ adapter, file: join(process.cwd(), "no.prisma"), options: options(asked) });
    return code.slice(code.indexOf("model "));
  };
  const { db, push } = await over(asked, JSON.stringify({ tables, generateId }), models);
  if (!asked.tablesExist) await push();
  const open = () => ({ auth: betterAuth(options(asked, prismaAdapter(db, { provider }))) });
  return { ...(await verbs(open().auth, open)), push };
});
