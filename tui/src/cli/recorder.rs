//! Whether a session recorder runs around us: what is shown once would be kept by it.

/// The variables recorders set for what they record, and their names.
const KNOWN: &[(&str, &str)] = &[
    ("ASCIINEMA_SESSION", "asciinema"),
    ("ASCIINEMA_REC", "asciinema"),
    ("SCRIPT", "script"),
    ("TELEPORT_SESSION", "Teleport"),
    ("SSH_TELEPORT_USER", "Teleport"),
    ("VHS_RECORD", "VHS"),
];

/// The recorder whose variable is set; one that sets none cannot be known.
pub(crate) fn running(is_set: impl Fn(&str) -> bool) -> Option<&'static str> {
    let mut known = KNOWN.iter();
    known
        .find(|(variable, _)| is_set(variable))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorder_is_known_by_its_variable() {
        assert_eq!(running(|_| false), None);
        assert_eq!(running(|name| name == "ASCIINEMA_REC"), Some("asciinema"));
        assert_eq!(
            running(|name| name == "SSH_TELEPORT_USER"),
            Some("Teleport")
        );
    }
}
