//! Foreign applications over their own databases: the real libraries are asked before and after a change.

#[cfg(test)]
mod apps;
#[cfg(test)]
mod better_auth;
#[cfg(test)]
mod everywhere;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod live_authjs;
#[cfg(test)]
mod live_better_auth;
#[cfg(test)]
mod outbox;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod supabase;
#[cfg(test)]
mod traps;
#[cfg(test)]
mod ways_in;
