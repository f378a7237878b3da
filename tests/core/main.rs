//! What core does, scene by scene, on both engines; what operators do, on the own and a renamed layout.

#[cfg(test)]
mod actions;
#[cfg(test)]
mod app_secret;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod authjs;
#[cfg(test)]
mod debug;
#[cfg(test)]
mod foreign;
#[cfg(test)]
mod generate;
#[cfg(test)]
mod pieces;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod read_only;
#[cfg(test)]
mod reads;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod texts;
#[cfg(test)]
mod user_access;
#[cfg(test)]
mod users_list;
#[cfg(test)]
mod waiting;
