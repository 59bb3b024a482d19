//! The names of the attributes. They are short because every byte of a row of a list is read at each page.

pub(crate) const PK: &str = "pk";
pub(crate) const SK: &str = "sk";
pub(crate) const G1PK: &str = "g1pk";
pub(crate) const G1SK: &str = "g1sk";
pub(crate) const G2PK: &str = "g2pk";
pub(crate) const G2SK: &str = "g2sk";
pub(crate) const G3PK: &str = "g3pk";
pub(crate) const G3SK: &str = "g3sk";
pub(crate) const G4PK: &str = "g4pk";
pub(crate) const G4SK: &str = "g4sk";
pub(crate) const G5PK: &str = "g5pk";
pub(crate) const G5SK: &str = "g5sk";
/// Seconds since 1970: after this the table drops the item, sooner or later.
pub(crate) const TTL: &str = "ttl";

/// Counters of a month: closed by outcome, presented. Those of the days are `t00`, `t01`...
pub(crate) const ACCOLTE: &str = "ac";
/// The last day.
pub(crate) const AL: &str = "fa";
pub(crate) const DAL: &str = "dal";
pub(crate) const DELEGA: &str = "dg";
pub(crate) const FILIALE: &str = "fl";
pub(crate) const INTERMEDIARIO: &str = "it";
pub(crate) const LATO: &str = "la";
pub(crate) const MODULO: &str = "md";
/// Which pass over an employer's quesiti.
pub(crate) const PASSATA: &str = "pp";
/// How far some work has come.
pub(crate) const POSIZIONE: &str = "ps";
pub(crate) const PRESENTATE: &str = "np";
pub(crate) const RESPINTE: &str = "re";

/// What the service knows of itself: when each store failed last, the outbox was swept, registers were produced.
pub(crate) const GUASTO_DOCUMENTI: &str = "xd";
pub(crate) const GUASTO_SMS: &str = "xs";
pub(crate) const GUASTO_EMAIL: &str = "xe";
pub(crate) const GUASTO_PEC: &str = "xp";
pub(crate) const GUASTO_PUSH: &str = "xu";
/// Seconds.
pub(crate) const ATTESA_AVVISI: &str = "xa";
pub(crate) const SPAZZATA: &str = "xz";
pub(crate) const REGISTRI: &str = "xr";
pub(crate) const REGISTRI_MANCANTI: &str = "xm";

/// Accettazione of a PEC: when, and the receipt's own identifier.
pub(crate) const ACCETTATA: &str = "ac";
pub(crate) const A: &str = "ad";
pub(crate) const AGGIORNATO: &str = "ag";
pub(crate) const ALLEGATI: &str = "al";
/// Who annulled a registration, when and why.
pub(crate) const ANNULLATA: &str = "an";
/// The document that is awaited: `<version>/<since>/<until>`.
pub(crate) const ATTESA: &str = "at";
pub(crate) const AUTORE: &str = "au";
pub(crate) const CANALE: &str = "ca";
pub(crate) const CAP: &str = "cap";
/// The upload that a document came by.
pub(crate) const CARICATO: &str = "u";
pub(crate) const CATEGORIA: &str = "c";
pub(crate) const CELLULARE: &str = "ce";
/// The last day of a register whose daily register is out.
pub(crate) const CHIUSO: &str = "ch";
/// Who did it.
pub(crate) const CHI: &str = "wh";
/// A public key.
pub(crate) const CHIAVE: &str = "kp";
pub(crate) const CODICE_FISCALE: &str = "cf";
/// A one-time code on its way.
pub(crate) const CODICE_USO: &str = "cu";
pub(crate) const COGNOME: &str = "cn";
pub(crate) const COMMENTO: &str = "co";
pub(crate) const CONSEGNATO: &str = "ok";
/// The receipt of a delivery: when, and its own identifier.
pub(crate) const CONSEGNATA: &str = "cg";
/// The deliveries of a notice.
pub(crate) const CONSEGNE: &str = "cs";
pub(crate) const CONTATTO: &str = "to";
pub(crate) const CONTRATTO: &str = "ct";
/// The trace of the request that it began with.
pub(crate) const CORRELAZIONE: &str = "cz";
pub(crate) const CORRELATA: &str = "cr";
/// When a notice was written.
pub(crate) const CREATO: &str = "cd";
pub(crate) const DA: &str = "da";
pub(crate) const DATA: &str = "dt";
pub(crate) const DATORE: &str = "d";
/// The intermediary in whose lists a quesito is.
pub(crate) const DELEGATO: &str = "dl";
pub(crate) const DESTINATARIO: &str = "de";
pub(crate) const DIMENSIONE: &str = "b";
pub(crate) const DOCUMENTI: &str = "h";
pub(crate) const EMAIL: &str = "em";
pub(crate) const EMAIL_AGGIUNTIVA: &str = "ea";
pub(crate) const ESITO: &str = "e";
pub(crate) const EVENTO: &str = "ev";
pub(crate) const FAX: &str = "fx";
pub(crate) const FINE: &str = "fi";
/// Gestione and who wrote first: `d/c`.
pub(crate) const GESTIONE: &str = "ge";
pub(crate) const ID: &str = "i";
/// Euro cents.
pub(crate) const IMPORTO: &str = "eu";
pub(crate) const IMPRONTA: &str = "h";
pub(crate) const INDIRIZZO: &str = "ep";
pub(crate) const INIZIO: &str = "in";
/// Who sent it for the employer.
pub(crate) const INVIATO_DA: &str = "iv";
pub(crate) const NOME_INVIATO_DA: &str = "ivn";
/// The kind of an entry of a thread.
pub(crate) const GENERE: &str = "k";
pub(crate) const LAVORATORE: &str = "l";
pub(crate) const LETTO: &str = "le";
/// What the office has seen; apart from [`LETTO`], so that neither reading writes the other's index.
pub(crate) const LETTO_UFFICIO: &str = "lu";
/// Where a notice leads, when it is no quesito.
pub(crate) const LUOGO: &str = "lg";
pub(crate) const LINGUA: &str = "li";
/// How many attempts there are.
pub(crate) const MASSIMO: &str = "mx";
/// What who carries a message calls it.
pub(crate) const MESSAGGIO: &str = "mid";
pub(crate) const MOTIVO: &str = "mo";
pub(crate) const MANSIONE: &str = "m";
pub(crate) const MITTENTE: &str = "mi";
pub(crate) const NOME: &str = "n";
pub(crate) const NOME_DATORE: &str = "dn";
pub(crate) const NOVITA: &str = "nv";
pub(crate) const NOVITA_CITTADINO: &str = "nc";
/// A counter: attempts, or the last number of a register.
pub(crate) const NUMERO: &str = "n";
pub(crate) const OGGETTO: &str = "o";
pub(crate) const OPERATORE: &str = "oi";
pub(crate) const NOME_OPERATORE: &str = "op";
pub(crate) const ORE: &str = "or";
/// Who redacted, when and why.
pub(crate) const OSCURATO: &str = "os";
pub(crate) const PAGATO: &str = "pg";
pub(crate) const PARTE: &str = "pa";
pub(crate) const PEC: &str = "pe";
pub(crate) const PERSONA: &str = "pi";
/// What a draft holds.
pub(crate) const CONTENUTO: &str = "cx";
/// The number of a pagoPA notice.
pub(crate) const AVVISO: &str = "avp";
pub(crate) const POSIZIONI: &str = "po";
pub(crate) const TRIMESTRE: &str = "tm";
pub(crate) const PHC: &str = "ph";
/// Preferred channels and language, as JSON.
pub(crate) const PREFERENZE: &str = "pf";
pub(crate) const PRECEDENTE: &str = "pr";
/// The first number of a day.
pub(crate) const PRIMO: &str = "pm";
/// How many registrations a day has.
pub(crate) const QUANTE: &str = "qt";
/// The next instant at which something may be tried.
pub(crate) const PROSSIMO: &str = "px";
pub(crate) const PROTOCOLLO: &str = "p";
pub(crate) const QUANDO: &str = "ts";
pub(crate) const QUESITO: &str = "q";
pub(crate) const RAPPORTO: &str = "r";
/// Until when a document is asked for.
pub(crate) const RICHIESTA: &str = "ri";
pub(crate) const RISPONDERE_ENTRO: &str = "rpe";
/// Which entry a message answers.
pub(crate) const RISPONDE_A: &str = "ra";
/// The summary that a delivery is in.
pub(crate) const RIEPILOGO: &str = "rp";
pub(crate) const RUOLO: &str = "ru";
pub(crate) const SCADE: &str = "x";
pub(crate) const SEDE: &str = "sd";
pub(crate) const SEGRETO: &str = "sg";
pub(crate) const STATO: &str = "s";
/// What happened to a delega.
pub(crate) const STORIA: &str = "st";
pub(crate) const TELEFONO: &str = "tl";
pub(crate) const TENTATIVI: &str = "tn";
pub(crate) const TERMINE: &str = "te";
pub(crate) const TESTO: &str = "t";
pub(crate) const TIPO: &str = "t";
pub(crate) const TIPO_DELEGA: &str = "td";
pub(crate) const TRAMITE: &str = "tr";
pub(crate) const VALORE: &str = "va";
pub(crate) const VERSIONE: &str = "v";
pub(crate) const VIA: &str = "vi";
pub(crate) const VERSIONE_CATEGORIE: &str = "cv";

/// What a row of an employer's list needs, and the two attributes of a delega: at most 20.
pub(crate) const G1_INCLUDE: &[&str] = &[
    AGGIORNATO,
    ATTESA,
    CATEGORIA,
    CODICE_FISCALE,
    ESITO,
    GESTIONE,
    INVIATO_DA,
    LAVORATORE,
    LETTO,
    NOME,
    NOME_DATORE,
    NOVITA,
    OGGETTO,
    PROTOCOLLO,
    RAPPORTO,
    SEDE,
    STATO,
    TERMINE,
    VERSIONE,
    VERSIONE_CATEGORIE,
];

/// What a row of an office's queue needs: at most 20. Not what the citizen has read, which would cost a write at each reading.
pub(crate) const G2_INCLUDE: &[&str] = &[
    AGGIORNATO,
    ATTESA,
    CATEGORIA,
    DATORE,
    ESITO,
    GESTIONE,
    LAVORATORE,
    LETTO_UFFICIO,
    NOME_DATORE,
    NOME_OPERATORE,
    NOVITA_CITTADINO,
    OGGETTO,
    OPERATORE,
    PROTOCOLLO,
    RAPPORTO,
    SEDE,
    STATO,
    TERMINE,
    VERSIONE,
    VERSIONE_CATEGORIE,
];

/// What a row of an intermediary's lists needs: at most 20.
pub(crate) const G3_INCLUDE: &[&str] = &[
    AGGIORNATO,
    ATTESA,
    CATEGORIA,
    DATORE,
    ESITO,
    GESTIONE,
    INVIATO_DA,
    LAVORATORE,
    LETTO,
    NOME_DATORE,
    NOVITA,
    OGGETTO,
    PROTOCOLLO,
    RAPPORTO,
    SEDE,
    STATO,
    TERMINE,
    VERSIONE,
    VERSIONE_CATEGORIE,
];

/// What a row of those where it is an employer's turn needs: at most 20, and at most 100 of all indexes together.
pub(crate) const G5_INCLUDE: &[&str] = G3_INCLUDE;
