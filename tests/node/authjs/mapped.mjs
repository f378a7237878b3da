// Auth.js over Prisma, with the models of its adapter's documentation under "Naming conventions".
import { serve } from "../shared/lines.mjs";
import { opened } from "./over_prisma.mjs";

await serve((asked) => opened(asked, "mapped.prisma"));
