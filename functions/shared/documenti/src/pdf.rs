//! Just enough typesetting for one document: lines that break, pages that fill, structure for screen readers.
//!
//! Two passes, because each page says how many there are: [`layout`] places marks on pages, [`print`] writes them.

pub(crate) mod blocchi;
pub(crate) mod font;
pub(crate) mod layout;
pub(crate) mod print;
