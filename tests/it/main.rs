//! The system from outside: every test starts its own, on its own ports and data.
#![cfg(test)]

mod access;
mod allegati;
mod architecture;
mod bad_input;
mod capacity;
mod contention;
mod elenco;
mod faults;
mod headers;
mod journey;
mod notices;
mod office;
mod openapi;
mod passi;
mod sign_in;
mod template;
