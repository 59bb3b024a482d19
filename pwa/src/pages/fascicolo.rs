//! The office's side: the *Fascicolo elettronico del contribuente*.

mod argomento;
pub mod coda;
pub mod cruscotto;
pub mod persona;
pub mod persone;
pub mod quesito;
pub mod registri;
mod scelte;
pub mod scrivi;
mod tasti;
mod termine;
