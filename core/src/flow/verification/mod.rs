//! Codes sent by mail: they prove an address, sign in to one proved before, and change it.

mod change_email;
mod claim;
mod send;
mod verify;
