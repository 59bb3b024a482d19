//! What operations load into a table that has just been made, or that the institute's archives have moved ahead of; and how a table that
//! a former release wrote is moved forward.
//!
//! Categorie, sedi, calendars and the texts of answers are files of the source that every function holds: a deployment brings them. What
//! comes from the archives, people with their rapporti and credentials, is here.

pub mod ambiente;
pub mod migra;
pub mod riga;
mod semi;

pub use semi::{Conteggi, SemiError, carica};
