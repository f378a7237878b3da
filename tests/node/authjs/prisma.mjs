// Auth.js over Prisma, with the models of its adapter's documentation or the scene's own.
import { serve } from "../shared/lines.mjs";
import { opened } from "./over_prisma.mjs";

await serve((asked) => opened(asked, "documented.prisma"));
