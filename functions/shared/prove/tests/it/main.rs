//! Proofs are the same bytes twice, and no byte of them changes without the report saying so.
#![cfg(test)]

mod campioni;
mod esportazione;
mod mutazioni;
mod registro;
mod ricevuta;
