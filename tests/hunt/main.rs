//! Every secret an application hands to its accounts or gets from them; then all that is left behind is searched for it.

#[cfg(test)]
mod everything;
#[cfg(test)]
mod listening;
#[cfg(test)]
mod planted;
#[cfg(test)]
mod search;
#[cfg(test)]
mod verbs;
