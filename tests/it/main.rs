//! The system from outside: every test starts its own, on its own ports and data.
#![cfg(test)]

mod access;
mod allegati;
mod architecture;
mod bad_input;
mod bozze;
mod capacity;
mod contatti;
mod contention;
mod cruscotto;
mod deleghe;
mod elenco;
mod esportazione;
mod faults;
mod headers;
mod journey;
mod notices;
mod office;
mod openapi;
mod orologio;
mod oscuramento;
mod passi;
mod profili;
mod registro;
mod relazioni;
mod sign_in;
mod storia;
mod storie;
mod tempi;
mod template;
mod thread;
