//! The store against an embedded DynamoDB and S3, by access pattern.
#![cfg(test)]

mod accesso;
mod ambiente;
mod avvisi;
mod campioni;
mod capacita;
mod contesa;
mod deleghe;
mod documenti;
mod elenchi;
mod guasti;
mod invio;
mod persone;
mod tabella;
mod ufficio;
