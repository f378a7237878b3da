//! The audit: what tampering leaves to be seen, and what is no fault.

mod appending;
mod cast;
mod entries;
mod exporting;
mod guarding;
mod rebuilding;
mod retiring;
mod sealing;
