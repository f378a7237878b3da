-- Links that were mailed. `token` is SHA-256 of the link's and the application's secret; Auth.js removes a used one and
-- never an expired one.

CREATE TABLE {d}"VerificationToken" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "VerificationToken_pkey" PRIMARY KEY ("identifier", "token")
) WITH (autovacuum_vacuum_scale_factor = 0.02);
