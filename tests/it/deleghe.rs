//! Delegations from outside: asked, accepted with a code, replaced, ended; and what an intermediary may see and do meanwhile.

mod accesso;
mod elenco;
mod vita;
