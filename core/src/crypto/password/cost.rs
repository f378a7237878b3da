//! What one argon2id hash of ours costs, and the most that checking somebody else's may cost.
use argon2::Params;

use crate::crypto::CryptoError;

/// OWASP's first choice, 19 MiB and two passes: 19 ms on the machine it was measured on.
pub(super) const OURS: Params = match Params::new(19_456, 2, 1, None) {
    Ok(params) => params,
    Err(_) => Params::DEFAULT,
};

/// libsodium's MODERATE (256 MiB, 3 passes) is the dearest profile found in the wild that we let in.
const MAX_MEMORY_KIB: u32 = 256 * 1024;
const MAX_PASSES: u32 = 16;
const MAX_LANES: u32 = 16;
/// Memory times passes: the time one check may take, about half a second.
const MAX_WORK: u64 = 1024 * 1024;

/// Refuses stored parameters above the caps; asked before any memory is taken.
pub(super) fn refuse_excess(stored: &Params) -> Result<(), CryptoError> {
    let (memory, passes, lanes) = (stored.m_cost(), stored.t_cost(), stored.p_cost());
    let work = u64::from(memory) * u64::from(passes);
    if memory > MAX_MEMORY_KIB || passes > MAX_PASSES || lanes > MAX_LANES || work > MAX_WORK {
        return Err(CryptoError::TooExpensive);
    }
    Ok(())
}

/// Whether a hash with these parameters is weaker than one of ours.
pub(super) fn is_below_ours(stored: &Params) -> bool {
    stored.m_cost() < OURS.m_cost()
        || stored.t_cost() < OURS.t_cost()
        || stored.p_cost() < OURS.p_cost()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(memory: u32, passes: u32, lanes: u32) -> Params {
        Params::new(memory, passes, lanes, None).unwrap()
    }

    #[test]
    fn ours_are_what_we_say() {
        assert_eq!(
            (OURS.m_cost(), OURS.t_cost(), OURS.p_cost()),
            (19_456, 2, 1)
        );
        assert!(!is_below_ours(&OURS));
    }

    #[test]
    fn profiles_in_use_pass_and_excess_does_not() {
        let in_use = [
            (19_456, 2, 1),
            (65_536, 4, 1),
            (65_536, 3, 4),
            (102_400, 2, 8),
            (262_144, 3, 1),
        ];
        for (m, t, p) in in_use {
            refuse_excess(&params(m, t, p)).unwrap();
        }
        for (m, t, p) in [
            (4_194_304, 1, 1),
            (262_145, 1, 1),
            (1_024, 17, 1),
            (1_024, 1, 17),
            (262_144, 5, 1),
        ] {
            assert!(
                matches!(
                    refuse_excess(&params(m, t, p)),
                    Err(CryptoError::TooExpensive)
                ),
                "{m},{t},{p}"
            );
        }
    }

    #[test]
    fn one_weaker_parameter_is_enough() {
        assert!(is_below_ours(&params(19_455, 2, 1)));
        assert!(is_below_ours(&params(65_536, 1, 4)));
        assert!(!is_below_ours(&params(65_536, 3, 4)));
    }
}
