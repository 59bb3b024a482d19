//! What the rules don't hold for, each with its reason.

/// Files with Italian that a person may read and that isn't measured.
pub const DOCUMENTI: &[(&str, &str)] = &[
    ("functions/shared/documenti/locales/ricevuta.it.json", "a receipt: the words of L. 241/1990 and DPR 445/2000, fixed"),
    ("functions/shared/prove/locales/prove.it.json", "proofs and registers: read by who verifies them, in the law's words"),
    ("functions/shared/domain/data/modelli.json", "the office's ready-made answers: the office writes them and answers for them"),
];

/// Names that stay Italian in every language: the service, the channels, the marks.
pub const NOMI: &[&str] = &[
    "Cassetto domestico",
    "{pagina} - Cassetto domestico",
    "PIN",
    "PEC",
    "SMS",
    "E-mail",
    "Fax",
    "Cookie",
    "File",
    "MAV",
    "Patronato",
    "Privacy",
];

/// Words that one language happens to spell as Italian does.
pub const SIMILI: &[(&str, &str)] = &[
    ("es", "{azione}, registro del {giorno}"),
    ("es", "{canale} a {contatto}: {evento}."),
    ("es", "Intermediario"),
    ("es", "Motivo"),
    ("es", "Un momento…"),
    ("ro", "Ordine"),
    ("ro", "Pagina {n}"),
    ("ro", "ieri"),
];
