//! Access tokens in words: what signs them, and everything that can be wrong with one.

use std::time::Duration;

use super::words::words;

/// No access token lives longer, whatever is set.
pub const LONGEST_ACCESS_TOKEN: Duration = Duration::from_hours(7 * 24);

words! {
    /// What signs access tokens (RFC 7518 §3.1, RFC 8037 §3.1); a key is for one of these and no other.
    JwtAlgorithm {
        /// Ed25519: the smallest and quickest.
        EdDsa = "EdDSA",
        /// ECDSA on P-256 with SHA-256.
        Es256 = "ES256",
        /// RSA of 2,048 bits, PKCS #1 v1.5, with SHA-256.
        Rs256 = "RS256",
    }
}

words! {
    /// The life of a key that signs: published before it signs, and until all it signed has expired.
    KeyState {
        /// Published, does not sign yet.
        Next = "next",
        /// Signs.
        Active = "active",
        /// Signs no more, still published.
        Retired = "retired",
    }
}

words! {
    /// What became of a key that signs.
    KeyStep {
        /// Published: it will sign.
        Published = "published",
        /// Signs from now on, in the place of the one before.
        Activated = "activated",
        /// Gone: nothing it signed counts any more.
        Removed = "removed",
    }
}

words! {
    /// What is wrong with an access token. For logs and tests: whoever showed it learns only that it does not count.
    TokenFault {
        /// None was shown.
        Missing = "missing",
        /// Not three parts of base64url, not JSON, a claim missing or of the wrong kind.
        Malformed = "malformed",
        /// It says itself that nobody signed it (`alg: none`).
        Unsigned = "unsigned",
        /// Its algorithm is none of ours, or not its key's: HS256 keyed with a public key ends here.
        Algorithm = "algorithm",
        /// Not an access token (`typ` is not `at+jwt`, RFC 9068 §4).
        Type = "type",
        /// No published key has its `kid`.
        UnknownKey = "unknown_key",
        /// The signature is not its key's over these bytes.
        Tampered = "tampered",
        /// Another issuer's.
        Issuer = "issuer",
        /// For somebody else.
        Audience = "audience",
        /// Its time is over.
        Expired = "expired",
        /// Its time has not come.
        NotYet = "not_yet",
        /// It lives so long that its session is asked, and that is over.
        SessionOver = "session_over",
    }
}
