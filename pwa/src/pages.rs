//! One page a file: it owns its data and its layout.

pub mod accesso;
pub mod avvisi;
pub mod bozze;
pub mod condivisi;
pub mod contatti;
pub mod deleghe;
pub mod fascicolo;
pub mod galleria;
pub mod informazioni;
pub mod inizio;
pub mod not_found;
pub mod nuovo;
pub mod pagamenti;
pub mod quesiti;
pub mod scritto;
