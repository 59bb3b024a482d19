//! Drafts kept by the service: how many, how long, how large.

/// The most drafts that one person keeps.
pub const MASSIMO_BOZZE: usize = 20;

/// Days that a draft lives after it was last saved, and a document after it was uploaded.
pub const GIORNI_BOZZA: i64 = 30;

/// The longest text of a draft, in Unicode scalar values: what may be sent, with room for blanks that sending removes.
pub const MASSIMO_TESTO: usize = crate::testo::Testo::MASSIMO + 2_000;

/// The longest line of a draft.
pub const MASSIMO_RIGA: usize = 400;

/// The most documents of a draft: more than any gestione takes, because one may still be taken away.
pub const MASSIMO_ALLEGATI: usize = 10;
