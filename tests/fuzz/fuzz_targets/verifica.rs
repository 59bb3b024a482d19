//! Registers, receipts and exports given to the verifier.

#![no_main]

use cassetto_fuzz::{Misura, seme, verifica};

#[global_allocator]
static MISURA: Misura = Misura;

libfuzzer_sys::fuzz_target!(init: seme::write("verifica"), |bytes: &[u8]| verifica::prova(bytes));
