//! The names of the attributes. They are short because every byte of a row of a list is read at each page.

pub(crate) const PK: &str = "pk";
pub(crate) const SK: &str = "sk";
pub(crate) const G1PK: &str = "g1pk";
pub(crate) const G1SK: &str = "g1sk";
pub(crate) const G2PK: &str = "g2pk";
pub(crate) const G2SK: &str = "g2sk";
/// Seconds since 1970: after this the table drops the item, sooner or later.
pub(crate) const TTL: &str = "ttl";

pub(crate) const AGGIORNATO: &str = "ag";
pub(crate) const ALLEGATI: &str = "al";
pub(crate) const AUTORE: &str = "au";
pub(crate) const CANALE: &str = "ca";
pub(crate) const CAP: &str = "cap";
pub(crate) const CATEGORIA: &str = "c";
pub(crate) const CELLULARE: &str = "ce";
pub(crate) const CODICE_FISCALE: &str = "cf";
pub(crate) const COGNOME: &str = "cn";
pub(crate) const COMMENTO: &str = "co";
pub(crate) const CONSEGNATO: &str = "ok";
pub(crate) const CONTATTO: &str = "to";
pub(crate) const CONTRATTO: &str = "ct";
pub(crate) const DA: &str = "da";
pub(crate) const DATA: &str = "dt";
pub(crate) const DATORE: &str = "d";
pub(crate) const DESTINATARIO: &str = "de";
pub(crate) const DIMENSIONE: &str = "b";
pub(crate) const DOCUMENTI: &str = "h";
pub(crate) const EMAIL: &str = "em";
pub(crate) const ESITO: &str = "e";
pub(crate) const EVENTO: &str = "ev";
pub(crate) const FINE: &str = "fi";
pub(crate) const ID: &str = "i";
pub(crate) const IMPRONTA: &str = "h";
pub(crate) const INIZIO: &str = "in";
/// The kind of an entry of a thread.
pub(crate) const GENERE: &str = "k";
pub(crate) const LAVORATORE: &str = "l";
pub(crate) const LETTO: &str = "le";
pub(crate) const MANSIONE: &str = "m";
pub(crate) const MITTENTE: &str = "mi";
pub(crate) const NOME: &str = "n";
pub(crate) const NOME_DATORE: &str = "dn";
pub(crate) const NOVITA: &str = "nv";
/// A counter: attempts, or the last number of a register.
pub(crate) const NUMERO: &str = "n";
pub(crate) const OGGETTO: &str = "o";
pub(crate) const OPERATORE: &str = "oi";
pub(crate) const NOME_OPERATORE: &str = "op";
pub(crate) const ORE: &str = "or";
pub(crate) const PARTE: &str = "pa";
pub(crate) const PHC: &str = "ph";
pub(crate) const PRECEDENTE: &str = "pr";
/// The next instant at which something may be tried.
pub(crate) const PROSSIMO: &str = "px";
pub(crate) const PROTOCOLLO: &str = "p";
pub(crate) const QUANDO: &str = "ts";
pub(crate) const QUESITO: &str = "q";
pub(crate) const RAPPORTO: &str = "r";
pub(crate) const RUOLO: &str = "ru";
pub(crate) const SCADE: &str = "x";
pub(crate) const SEDE: &str = "sd";
pub(crate) const STATO: &str = "s";
pub(crate) const TENTATIVI: &str = "tn";
pub(crate) const TERMINE: &str = "te";
pub(crate) const TESTO: &str = "t";
pub(crate) const TIPO: &str = "t";
pub(crate) const VERSIONE: &str = "v";
pub(crate) const VERSIONE_CATEGORIE: &str = "cv";

/// What a row of an employer's list needs, and the two attributes of a delega: at most 20.
pub(crate) const G1_INCLUDE: &[&str] = &[
    AGGIORNATO,
    CATEGORIA,
    CODICE_FISCALE,
    ESITO,
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

/// What a row of an office's queue needs: at most 20. Not what the employer has read, which would cost a write at each reading.
pub(crate) const G2_INCLUDE: &[&str] = &[
    AGGIORNATO,
    CATEGORIA,
    DATORE,
    ESITO,
    LAVORATORE,
    NOME_DATORE,
    NOME_OPERATORE,
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
