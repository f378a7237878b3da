// Preloaded into Prisma's command line, whose JavaScript engine has two faults.
import { createRequire } from "node:module";
import { join } from "node:path";

// It leaves its deadline of a minute running, and so its process alive, once it is done.
const { setTimeout: begin } = globalThis;

globalThis.setTimeout = (run, after, ...rest) => {
  const timer = begin(run, after, ...rest);
  return after >= 60_000 ? timer.unref() : timer;
};

// It reads PostgreSQL's catalogues, whose names its driver adapter cannot (prisma#27403): they are texts.
const TEXTS = new Map([[18, 25], [19, 25], [1002, 1009], [1003, 1009]]);
const Result = createRequire(join(process.cwd(), "package.json"))("pg/lib/result");
const { addFields } = Result.prototype;

Result.prototype.addFields = function (fields) {
  for (const field of fields) field.dataTypeID = TEXTS.get(field.dataTypeID) ?? field.dataTypeID;
  return addFields.call(this, fields);
};
