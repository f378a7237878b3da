//! Where new ids come from: UUID v7 (RFC 9562 §5.7) built from the handed-in clock and randomness.

use uuid::{Builder, Uuid};

use crate::clock::Clock;
use crate::entropy::Entropy;

/// A new UUID v7: sorted by creation, 74 random bits.
pub fn uuid_v7(clock: &dyn Clock, entropy: &dyn Entropy) -> Uuid {
    let mut random = [0_u8; 10];
    entropy.fill(&mut random);
    let millis = u64::try_from(clock.now().us() / 1_000).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
