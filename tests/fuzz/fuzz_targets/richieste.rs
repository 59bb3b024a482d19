//! What comes over HTTP, by the stream and from carriers.

#![no_main]

use cassetto_fuzz::{Misura, richieste, seme};

#[global_allocator]
static MISURA: Misura = Misura;

libfuzzer_sys::fuzz_target!(init: seme::write("richieste"), |bytes: &[u8]| richieste::prova(bytes));
