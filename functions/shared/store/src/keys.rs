//! Every key of the table, built here and nowhere else.
//!
//! | who asks for what | key | read as |
//! |---|---|---|
//! | login: credential and failed attempts of a codice fiscale | `CF#<cf>` : `C`, `T` | one strong Query |
//! | every call: the session of a cookie | `P#<persona>` : `S#<base64url(sha256(secret))>` | one strong GetItem |
//! | sign-out everywhere | `P#<persona>` : `S#…` | one Query, then deletes |
//! | home: a person and their rapporti | `P#<persona>` : `P`, `R#<codice>` | one Query |
//! | intermediary: may they see this employer? | `P#<intermediario>` : `D#<datore>` | one strong GetItem |
//! | intermediary: their employers by surname | g1 `DG#<intermediario>` : `<surname name, folded>#<datore>` | one Query |
//! | employer: their quesiti, newest first, by date | g1 `D#<datore>` : `<presentato ms>#<quesito>` | one Query a page |
//! | office: the queue of a sede in a state | g2 `S#<sede>#<stato>` : `<presentato ms>#<quesito>` | one Query a page |
//! | detail: header, messages, changes, notices | `Q#<quesito>` : `Q`, `V#<versione>`, `A#<ms>#<avviso>` | one strong Query |
//! | send: the last number of a register | `REG#<sede>#<anno>` : `N` | one strong GetItem |
//! | proof: a registration | `REG#<sede>#<anno>` : `<numero, 7 digits or more>` | one GetItem |
//! | send: was this key used? | `I#<persona>#<key>` : `I` | in one BatchGetItem with person and rapporto |
//! | notify: what is due, what is still waiting | `OUT#<0..7>` : `<avviso>` | one Query a shard |
//! | status | `STATUS` : `STATUS` (there is none) | one GetItem |
//!
//! Everything of a quesito is in one partition, so that a detail is one Query and the header, `Q`, stands between the notices
//! (`A#`) and the entries (`V#`). Instants in keys are milliseconds since 1970 in 13 digits, which sort as text until 2286.
//! The names of attributes are in `attributi.rs`, the codes of enumerations in `codice.rs`.

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::{AvvisoId, PersonaId, QuesitoId};
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::Stato;
use jiff::Timestamp;

use crate::codice::Coded;
use crate::outbox::SHARDS;
use crate::sessione::ImprontaToken;

/// After every character that a key contains.
pub(crate) const AFTER: char = '~';

/// The primary key of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

fn key(pk: String, sk: impl Into<String>) -> Key {
    Key { pk, sk: sk.into() }
}

pub(crate) fn accesso(cf: &CodiceFiscale) -> String {
    format!("CF#{cf}")
}

pub(crate) const CREDENZIALE: &str = "C";
pub(crate) const TENTATIVI: &str = "T";

pub(crate) fn credenziale(cf: &CodiceFiscale) -> Key {
    key(accesso(cf), CREDENZIALE)
}

pub(crate) fn tentativi(cf: &CodiceFiscale) -> Key {
    key(accesso(cf), TENTATIVI)
}

pub(crate) fn partizione_persona(persona: PersonaId) -> String {
    format!("P#{persona}")
}

pub(crate) const PERSONA: &str = "P";
pub(crate) const SESSIONI: &str = "S#";
pub(crate) const RAPPORTI: &str = "R#";

pub(crate) fn persona(persona: PersonaId) -> Key {
    key(partizione_persona(persona), PERSONA)
}

pub(crate) fn sessione(persona: PersonaId, impronta: &ImprontaToken) -> Key {
    key(partizione_persona(persona), format!("{SESSIONI}{impronta}"))
}

pub(crate) fn rapporto(datore: PersonaId, codice: &CodiceRapporto) -> Key {
    key(partizione_persona(datore), format!("{RAPPORTI}{codice}"))
}

/// First and last sort key of a person with their rapporti: neither sessions nor delegations.
pub(crate) fn home() -> (String, String) {
    (PERSONA.to_owned(), format!("{RAPPORTI}{AFTER}"))
}

pub(crate) fn delega(intermediario: PersonaId, datore: PersonaId) -> Key {
    key(partizione_persona(intermediario), format!("D#{datore}"))
}

pub(crate) fn deleghe(intermediario: PersonaId) -> String {
    format!("DG#{intermediario}")
}

/// `nome` is folded already and has no `#`.
pub(crate) fn delega_per_nome(nome: &str, datore: PersonaId) -> String {
    format!("{nome}#{datore}")
}

/// The employer with whom a key made by [`delega`], [`delega_per_nome`] or [`quesiti_del_datore`] ends.
pub(crate) fn datore_of(key: &str) -> Option<PersonaId> {
    key.rsplit_once('#')?.1.parse().ok()
}

pub(crate) fn partizione_quesito(quesito: QuesitoId) -> String {
    format!("Q#{quesito}")
}

pub(crate) const TESTATA: &str = "Q";
pub(crate) const VOCI: &str = "V#";
pub(crate) const AVVISI: &str = "A#";

pub(crate) fn testata(quesito: QuesitoId) -> Key {
    key(partizione_quesito(quesito), TESTATA)
}

pub(crate) fn voce(quesito: QuesitoId, versione: u32) -> Key {
    key(partizione_quesito(quesito), format!("{VOCI}{versione:06}"))
}

pub(crate) fn avviso_partito(quesito: QuesitoId, quando: Timestamp, avviso: AvvisoId) -> Key {
    key(partizione_quesito(quesito), format!("{AVVISI}{}#{avviso}", millisecondi(quando)))
}

pub(crate) fn quesiti_del_datore(datore: PersonaId) -> String {
    format!("D#{datore}")
}

pub(crate) fn coda(sede: CodiceSede, stato: Stato) -> String {
    format!("S#{sede}#{}", stato.code())
}

/// The sort key of a quesito in both indexes.
pub(crate) fn presentato(quando: Timestamp, quesito: QuesitoId) -> String {
    format!("{}#{quesito}", millisecondi(quando))
}

/// Reads back what [`presentato`] wrote.
pub(crate) fn parse_presentato(sk: &str) -> Option<(Timestamp, QuesitoId)> {
    let (millis, id) = sk.split_once('#')?;
    if millis.len() != 13 || !millis.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((Timestamp::from_millisecond(millis.parse().ok()?).ok()?, id.parse().ok()?))
}

/// Thirteen digits; what is before 1970 counts as 1970, what needs more digits as the last that doesn't.
pub(crate) fn millisecondi(quando: Timestamp) -> String {
    format!("{:013}", quando.as_millisecond().clamp(0, 9_999_999_999_999))
}

pub(crate) fn registro(sede: CodiceSede, anno: i16) -> String {
    format!("REG#{sede}#{anno}")
}

pub(crate) fn contatore(sede: CodiceSede, anno: i16) -> Key {
    key(registro(sede, anno), "N")
}

pub(crate) fn registrazione(protocollo: &Protocollo) -> Key {
    key(registro(protocollo.sede, protocollo.anno()), numero(protocollo.numero))
}

fn numero(numero: NumeroProtocollo) -> String {
    format!("{:07}", numero.0)
}

pub(crate) fn idempotenza(persona: PersonaId, chiave: &str) -> Key {
    key(format!("I#{persona}#{chiave}"), "I")
}

const OUTBOX: &str = "OUT#";

pub(crate) fn outbox(shard: u8) -> String {
    format!("{OUTBOX}{shard}")
}

pub(crate) fn avviso(avviso: AvvisoId) -> Key {
    key(outbox(shard(avviso)), avviso.to_string())
}

/// The shard of a notice: its identifier is random, so the shards are even.
pub(crate) fn shard(avviso: AvvisoId) -> u8 {
    avviso.as_bytes()[0] % SHARDS
}

/// The notice that a primary key names, when it is one of the outbox.
pub(crate) fn parse_avviso(pk: &str, sk: &str) -> Option<AvvisoId> {
    pk.starts_with(OUTBOX).then(|| sk.parse().ok())?
}

/// Nothing is stored here: whoever asks learns that the table answers.
pub(crate) fn status() -> Key {
    key("STATUS".to_owned(), "STATUS")
}
