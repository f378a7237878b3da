// What the apps of Auth.js over Prisma share; only their models differ.
import { readFileSync } from "node:fs";
import { PrismaAdapter } from "@auth/prisma-adapter";
import { over } from "../shared/prisma.mjs";
import { verbs } from "./verbs.mjs";

export async function opened(asked, documented) {
  const models = asked.schema ?? readFileSync(new URL(documented, import.meta.url), "utf8");
  const { db, push } = await over(asked, models, () => models);
  if (!asked.tablesExist) await push();
  return { ...verbs(asked, PrismaAdapter(db)), push };
}
