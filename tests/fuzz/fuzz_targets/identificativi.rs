//! Texts that people type: identifiers, contacts, names, messages.

#![no_main]

use cassetto_fuzz::{Misura, identificativi, seme};

#[global_allocator]
static MISURA: Misura = Misura;

libfuzzer_sys::fuzz_target!(init: seme::write("identificativi"), |bytes: &[u8]| identificativi::prova(bytes));
