//! The office's side.

pub mod coda;
pub mod quesito;
mod termine;
