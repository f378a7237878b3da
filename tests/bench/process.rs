//! What the kernel says of a running process.

use std::fs;

/// Memory that is really there, in MiB.
pub(crate) fn resident_mib(pid: u32) -> f64 {
    let kib = field(&format!("/proc/{pid}/status"), "VmRSS:");
    f64::from(u32::try_from(kib).unwrap_or(u32::MAX)) / 1_024.0
}

/// How often any of its threads was switched in, ever.
pub(crate) fn wake_ups(pid: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).unwrap().flatten();
    threads
        .map(|thread| {
            let status = thread.path().join("status").display().to_string();
            field(&status, "voluntary_ctxt_switches:")
                + field(&status, "nonvoluntary_ctxt_switches:")
        })
        .sum()
}

fn field(path: &str, name: &str) -> u64 {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let value = text.lines().find_map(|line| line.strip_prefix(name));
    let value = value.and_then(|rest| rest.split_whitespace().next());
    value
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("{path}: no {name}"))
}
