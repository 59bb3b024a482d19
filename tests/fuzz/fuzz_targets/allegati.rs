//! Files that somebody attaches.

#![no_main]

use cassetto_fuzz::{Misura, allegati, seme};

#[global_allocator]
static MISURA: Misura = Misura;

libfuzzer_sys::fuzz_target!(init: seme::write("allegati"), |bytes: &[u8]| allegati::prova(bytes));
