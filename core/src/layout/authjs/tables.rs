//! The tables of Auth.js, `NextAuth` too: pg-adapter, Prisma as it is and mapped, Drizzle, and those `wardroom init` makes.

use crate::layout::foreign::Sort::{Id, Number, Text, Time};
use crate::layout::foreign::{Wanted, may, must};

pub(super) static TABLES: &[Wanted] = &[
    Wanted {
        name: "as_user",
        app: "user",
        must: true,
        schema: None,
        columns: &[
            must("id", "id", Id),
            must("email", "email", Text),
            must("email_verified", "emailVerified", Time),
            may("name", "name", Text),
            may("created_at", "createdAt", Time),
            may("updated_at", "updatedAt", Time),
        ],
    },
    // An application with the JWT strategy may have none.
    Wanted {
        name: "as_session",
        app: "session",
        must: false,
        schema: None,
        columns: &[
            must("token", "sessionToken", Text),
            must("user_id", "userId", Id),
            must("expires", "expires", Time),
            // Drizzle and newer Prisma models name a session by its token alone.
            may("id", "id", Id),
            may("created_at", "createdAt", Time),
            may("updated_at", "updatedAt", Time),
        ],
    },
    Wanted {
        name: "as_account",
        app: "account",
        must: true,
        schema: None,
        columns: &[
            must("user_id", "userId", Id),
            must("provider", "provider", Text),
            must("subject", "providerAccountId", Text),
            may("id", "id", Id),
            may("created_at", "createdAt", Time),
            may("updated_at", "updatedAt", Time),
        ],
    },
    // Only applications that mail links have it.
    Wanted {
        name: "as_token",
        app: "verificationToken",
        must: false,
        schema: None,
        columns: &[
            must("identifier", "identifier", Text),
            must("token", "token", Text),
            must("expires", "expires", Time),
        ],
    },
    Wanted {
        name: "as_authenticator",
        app: "authenticator",
        must: false,
        schema: None,
        columns: &[
            must("credential_id", "credentialID", Text),
            must("user_id", "userId", Id),
            must("public_key", "credentialPublicKey", Text),
            must("counter", "counter", Number),
        ],
    },
];
