// A schema tool, run as people run it.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Refused } from "./lines.mjs";

/** What `script` printed; refused with the same where it fails. */
export async function ran(name, args) {
  // Prisma would ask its makers for news.
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
    return stdout + stderr;
  } catch (error) {
    throw new Refused(`${name}: ${error.stdout ?? ""}${error.stderr ?? error.message}`);
  }
}
