//! The worker's name: unlike any other process's, and telling where to look for it.

use wardroom_core::Directory;
use wardroom_core::job::Beat;

/// `host-pid-random`.
pub(crate) fn beat(directory: &Directory) -> Beat {
    let host = host();
    let mut random = [0_u8; 4];
    directory.entropy().fill(&mut random);
    let random = u32::from_le_bytes(random);
    Beat {
        name: format!("{host}-{}-{random:08x}", std::process::id()),
        host,
        version: env!("CARGO_PKG_VERSION"),
    }
}

fn host() -> String {
    let told = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let told = told.or_else(|| std::env::var("HOSTNAME").ok());
    let host = told.unwrap_or_default().trim().to_owned();
    if host.is_empty() {
        "unknown".to_owned()
    } else {
        host
    }
}
