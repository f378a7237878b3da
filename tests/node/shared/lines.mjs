// One JSON line in, one out: {"id":1,"do":"signUp","with":{…}} → {"id":1,"ok":…} or {"id":1,"error":"…"}.
import { createInterface } from "node:readline";

// Libraries log to stdout; that belongs to the answers.
console.log = console.info = console.debug = console.warn = console.error;

/** What the scene asked for when it started the app. */
export const options = JSON.parse(process.argv[2] ?? "{}");

/** What a scene is told, instead of the library's stack. */
export class Refused extends Error {}

const answer = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const said = (error) => {
  if (error instanceof Refused) return error.message;
  console.error(error);
  return `broken: ${error?.message ?? error}`;
};

/** Answers until the scene closes its end. A failed start is the first answer. */
export async function serve(open) {
  let verbs;
  try {
    verbs = await open(options);
  } catch (error) {
    answer({ id: 0, error: said(error) });
    process.exit(1);
  }
  answer({ id: 0, ok: Object.keys(verbs) });
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, do: verb, with: arguments_ } = JSON.parse(line);
    try {
      if (!Object.hasOwn(verbs, verb)) throw new Refused(`no such verb: ${verb}`);
      answer({ id, ok: (await verbs[verb](arguments_ ?? {})) ?? null });
    } catch (error) {
      answer({ id, error: said(error) });
    }
  }
  process.exit(0);
}
