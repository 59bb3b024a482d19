//! Every key of the table, built here and nowhere else.
//!
//! | who asks for what | key | read as |
//! |---|---|---|
//! | login: credential and failed attempts of a codice fiscale | `CF#<cf>` : `C`, `T` | one strong Query |
//! | every call: the session of a cookie | `P#<persona>` : `S#<base64url(sha256(secret))>` | one strong GetItem |
//! | sign-out everywhere | `P#<persona>` : `S#…` | one Query, then deletes |
//! | home: a person and their rapporti | `P#<persona>` : `P`, `R#<codice>` | one Query |
//! | intermediary: may they see this employer? | `P#<intermediario>` : `D#<datore>` | one strong GetItem |
//! | employer: who acts for me, and who did | `DD#<datore>` : `<delega>`, `ATTIVA` (which one is active) | one strong Query |
//! | intermediary: their deleghe of a group, newest first | `DI#<intermediario>` : `L#<gruppo>#<ms>#<delega>` | one strong Query a page |
//! | intermediary: whose is this delega? | `DI#<intermediario>` : `I#<delega>` | one strong GetItem |
//! | work that goes on by itself | `LAV#<0..3>` : `<due ms>#<lavoro>` | one Query a shard, of what is due |
//! | intermediary: their employers by surname | g1 `DG#<intermediario>` : `<surname name, folded>#<datore>` | one Query |
//! | employer: their quesiti, newest first, by date | g1 `D#<datore>` : `<presentato ms>#<quesito>` | one Query a page |
//! | office: the queue of a sede, most urgent first | g2 `S#<sede>#<coda>` : `<termine>#<presentato ms>#<quesito>` | one Query a page |
//! | intermediary: quesiti of all their employers in a state | g3 `I#<intermediario>#<stato>` : as g2 | one Query a page |
//! | intermediary: those where it is their turn | g4 `I#<intermediario>#T` : as g2; no entry for others | one Query a page |
//! | home: an employer's quesiti where it is their turn, or their intermediary's | g5 `D#<datore>#T` : as g2; no entry for others | one Query |
//! | drafts of a person | `P#<persona>` : `B#<bozza>` | one Query |
//! | payments of an employer by due date | `P#<datore>` : `M#<scadenza>#<rapporto>` | one Query |
//! | detail: header, messages, changes, notices | `Q#<quesito>` : `Q`, `V#<versione>`, `A#<ms>#<avviso>` | one strong Query |
//! | office: who works in a sede | `SO#<sede>` : `<persona>` | one Query; one GetItem for one of them |
//! | office: whose codice fiscale is it? | `CF#<cf>` : `P` | one GetItem |
//! | office, intermediary: whose rapporto is it? | g1 `RP#<codice>` : `<datore>` | one Query |
//! | send: the last number of a register | `REG#<sede>#<anno>` : `N` | one strong GetItem |
//! | daily register: which sedi have a register, and of which years | `REG#<sede>#<anno>` : `N` | one BatchGetItem for a hundred of them |
//! | proof: a registration | `REG#<sede>#<anno>` : `<numero, 7 digits or more>` | one GetItem |
//! | daily register: what was registered on a day | `REG#<sede>#<anno>` : from a number on | one Query for each MB |
//! | daily register: what was annulled on a day | `REGA#<sede>` : `<yyyymmdd>#<anno>#<numero>` | one Query |
//! | office: the daily registers, newest first; one of them | `REGG#<sede>` : `<yyyymmdd>` | one Query a page; one GetItem |
//! | send: was this key used? | `I#<persona>#<key>` : `I` | in one BatchGetItem with person and rapporto |
//! | "usually": months of a category in a sede | `STAT#<sede>` : `<gestione>#<categoria>#<yyyy-mm>` | one Query of 12 rows |
//! | supervisor: all months of a sede | `STAT#<sede>` : `…` | one Query |
//! | notify: what is due, what is still waiting | `OUT#<0..7>` : `<avviso>` | one Query a shard |
//! | a person's notices, newest first; one of them to send or to note | `AV#<persona>` : `<ms>#<avviso>` | one Query a page; one GetItem |
//! | receipts: which delivery a message id is of, what is known of it | `MID#<sha256>` : `M`, `E#<kind>` | one strong Query |
//! | a person's one-time code for a purpose | `P#<persona>` : `K#<scopo>` | one strong Query with the others |
//! | a person's contacts: what changed, when, by whom | `P#<persona>` : `C#<ms>#<tipo>` | one Query |
//! | a person's browsers that take push messages | `P#<persona>` : `W#<hash>` | one Query |
//! | what the service knows of itself | `STATUS` : `STATUS` | one GetItem |
//! | operations: which version of a file of people was loaded | `SEMI#<name>` : `SEMI` | one strong GetItem |
//! | operations: how far the table has been migrated | `MIGRA` : `MIGRA` | one strong GetItem |
//!
//! Everything of a quesito is in one partition, so that a detail is one Query and the header, `Q`, stands between the notices
//! (`A#`) and the entries (`V#`). Instants in keys are milliseconds since 1970 in 13 digits, which sort as text until 2286.
//! The names of attributes are in `attributi.rs`, the codes of enumerations in `codice.rs`.

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::codice_usa::Scopo;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{AvvisoId, BozzaId, DelegaId, PersonaId, QuesitoId};
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::{Coda, Stato};
use cassetto_domain::tempi::Mese;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::codice::{self, Coded};
use crate::lavoro::SHARDS_LAVORO;
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

pub(crate) const TITOLARE: &str = "P";

/// Whose codice fiscale it is.
pub(crate) fn titolare(cf: &CodiceFiscale) -> Key {
    key(accesso(cf), TITOLARE)
}

pub(crate) fn operatori(sede: CodiceSede) -> String {
    format!("SO#{sede}")
}

pub(crate) fn operatore(sede: CodiceSede, persona: PersonaId) -> Key {
    key(operatori(sede), persona.to_string())
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

/// What lets an intermediary see an employer.
pub(crate) fn concessione(intermediario: PersonaId, datore: PersonaId) -> Key {
    key(partizione_persona(intermediario), format!("D#{datore}"))
}

pub(crate) fn deleghe_del_datore(datore: PersonaId) -> String {
    format!("DD#{datore}")
}

/// Which delega of an employer is active: there is one of these, so there is one of those.
pub(crate) const ATTIVA: &str = "ATTIVA";

pub(crate) fn delega(datore: PersonaId, delega: DelegaId) -> Key {
    key(deleghe_del_datore(datore), delega.to_string())
}

pub(crate) fn delega_attiva(datore: PersonaId) -> Key {
    key(deleghe_del_datore(datore), ATTIVA)
}

/// That a request between the two waits for an answer.
pub(crate) fn delega_in_attesa(datore: PersonaId, intermediario: PersonaId) -> Key {
    key(deleghe_del_datore(datore), format!("C#{intermediario}"))
}

pub(crate) fn deleghe_dell_intermediario(intermediario: PersonaId) -> String {
    format!("DI#{intermediario}")
}

pub(crate) fn delega_di(intermediario: PersonaId, delega: DelegaId) -> Key {
    key(deleghe_dell_intermediario(intermediario), format!("I#{delega}"))
}

/// Before the position of each row of a group.
pub(crate) fn gruppo_deleghe(gruppo: &str) -> String {
    format!("L#{gruppo}#")
}

pub(crate) fn delega_in_gruppo(intermediario: PersonaId, gruppo: &str, quando: Timestamp, delega: DelegaId) -> Key {
    key(deleghe_dell_intermediario(intermediario), format!("{}{}#{delega}", gruppo_deleghe(gruppo), millisecondi(quando)))
}

pub(crate) fn rapporto_per_codice(codice: &CodiceRapporto) -> String {
    format!("RP#{codice}")
}

const LAVORI: &str = "LAV#";

pub(crate) fn lavori(shard: u8) -> String {
    format!("{LAVORI}{shard}")
}

/// `nome` tells one piece of work from another that is due at the same instant.
pub(crate) fn lavoro(shard: u8, quando: Timestamp, nome: &str) -> Key {
    key(lavori(shard), format!("{}#{nome}", millisecondi(quando)))
}

/// The shard that a partition of work is.
pub(crate) fn shard_di_lavori(pk: &str) -> Option<u8> {
    pk.strip_prefix(LAVORI)?.parse().ok().filter(|shard| *shard < SHARDS_LAVORO)
}

/// When the work of a sort key is due.
pub(crate) fn quando_di_lavoro(sk: &str) -> Option<Timestamp> {
    let (millis, _) = sk.split_once('#')?;
    Timestamp::from_millisecond(millis.parse().ok()?).ok()
}

pub(crate) fn deleghe(intermediario: PersonaId) -> String {
    format!("DG#{intermediario}")
}

/// `nome` is folded already and has no `#`.
pub(crate) fn delega_per_nome(nome: &str, datore: PersonaId) -> String {
    format!("{nome}#{datore}")
}

/// The employer with whom a key made by [`concessione`], [`delega_per_nome`] or [`quesiti_del_datore`] ends.
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

/// `via` is the code of the delivery: each has its own row.
pub(crate) fn avviso_partito(quesito: QuesitoId, quando: Timestamp, avviso: AvvisoId, via: &str) -> Key {
    key(partizione_quesito(quesito), format!("{AVVISI}{}#{avviso}#{via}", millisecondi(quando)))
}

pub(crate) fn quesiti_del_datore(datore: PersonaId) -> String {
    format!("D#{datore}")
}

pub(crate) fn coda(sede: CodiceSede, coda: Coda) -> String {
    format!("S#{sede}#{}", coda.code())
}

pub(crate) fn quesiti_del_delegato(delegato: PersonaId, stato: Stato) -> String {
    format!("I#{delegato}#{}", stato.code())
}

pub(crate) fn tocca_al_delegato(delegato: PersonaId) -> String {
    format!("I#{delegato}#T")
}

pub(crate) fn tocca_al_datore(datore: PersonaId) -> String {
    format!("D#{datore}#T")
}

pub(crate) const BOZZE: &str = "B#";
pub(crate) const PAGAMENTI: &str = "M#";

pub(crate) fn bozza(persona: PersonaId, bozza: BozzaId) -> Key {
    key(partizione_persona(persona), format!("{BOZZE}{bozza}"))
}

/// First and last sort key of a person's drafts.
pub(crate) fn bozze() -> (String, String) {
    (BOZZE.to_owned(), format!("{BOZZE}{AFTER}"))
}

pub(crate) fn pagamento(datore: PersonaId, scadenza: Date, rapporto: &CodiceRapporto) -> Key {
    key(partizione_persona(datore), format!("{PAGAMENTI}{}#{rapporto}", codice::giorno(scadenza)))
}

/// First and last sort key of the payments due from a day on.
pub(crate) fn pagamenti(dal: Date) -> (String, String) {
    (format!("{PAGAMENTI}{}", codice::giorno(dal)), format!("{PAGAMENTI}{AFTER}"))
}

/// The sort key of a quesito where the most urgent comes first.
pub(crate) fn per_termine(termine: Date, presentato: Timestamp, quesito: QuesitoId) -> String {
    format!("{}#{}", codice::giorno(termine), self::presentato(presentato, quesito))
}

/// Reads back the instant and the quesito of [`per_termine`].
pub(crate) fn parse_per_termine(sk: &str) -> Option<(Timestamp, QuesitoId)> {
    let (giorno, rest) = sk.split_once('#')?;
    (giorno.len() == 8 && giorno.bytes().all(|byte| byte.is_ascii_digit())).then(|| parse_presentato(rest))?
}

/// The sort key of a quesito in its employer's list.
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

/// First and last sort key of the registrations from a number on.
pub(crate) fn registrazioni_da(primo: NumeroProtocollo) -> (String, String) {
    (numero(primo), numero(NumeroProtocollo(u32::MAX)))
}

pub(crate) fn registri_giornalieri(sede: CodiceSede) -> String {
    format!("REGG#{sede}")
}

pub(crate) fn registro_giornaliero(sede: CodiceSede, data: Date) -> Key {
    key(registri_giornalieri(sede), codice::giorno(data))
}

pub(crate) fn annullamenti(sede: CodiceSede) -> String {
    format!("REGA#{sede}")
}

pub(crate) fn annullamento(data: Date, protocollo: &Protocollo) -> Key {
    key(annullamenti(protocollo.sede), format!("{}#{}#{}", codice::giorno(data), protocollo.anno(), numero(protocollo.numero)))
}

/// First and last sort key of the annulments of a day.
pub(crate) fn annullamenti_di(data: Date) -> (String, String) {
    tutti(&format!("{}#", codice::giorno(data)))
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

pub(crate) fn avvisi_di(persona: PersonaId) -> String {
    format!("AV#{persona}")
}

/// The sort key of a notice among those of its person.
pub(crate) fn avviso_al(creato: Timestamp, avviso: AvvisoId) -> String {
    format!("{}#{avviso}", millisecondi(creato))
}

pub(crate) fn avviso_di(persona: PersonaId, creato: Timestamp, avviso: AvvisoId) -> Key {
    key(avvisi_di(persona), avviso_al(creato, avviso))
}

/// One of a person's notices, by its sort key.
pub(crate) fn avviso_at(persona: PersonaId, sk: &str) -> Key {
    key(avvisi_di(persona), sk)
}

/// Reads back what [`avviso_al`] wrote.
pub(crate) fn parse_avviso_al(sk: &str) -> Option<(Timestamp, AvvisoId)> {
    let (millis, id) = sk.split_once('#')?;
    if millis.len() != 13 || !millis.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((Timestamp::from_millisecond(millis.parse().ok()?).ok()?, id.parse().ok()?))
}

pub(crate) const PUNTATORE: &str = "M";
pub(crate) const RICEVUTE: &str = "E#";

/// What is known of a message; its identifier may hold an address, so that only its hash is kept.
pub(crate) fn messaggio(impronta: &str) -> String {
    format!("MID#{impronta}")
}

pub(crate) fn puntatore(impronta: &str) -> Key {
    key(messaggio(impronta), PUNTATORE)
}

pub(crate) fn ricevuta(impronta: &str, tipo: &str) -> Key {
    key(messaggio(impronta), format!("{RICEVUTE}{tipo}"))
}

pub(crate) const CODICI: &str = "K#";
pub(crate) const STORIA_CONTATTI: &str = "C#";
pub(crate) const DISPOSITIVI: &str = "W#";

pub(crate) fn codice_usa(persona: PersonaId, scopo: Scopo) -> Key {
    key(partizione_persona(persona), format!("{CODICI}{scopo}"))
}

/// How many codes went to new contacts on a day.
pub(crate) fn codici_del_giorno(persona: PersonaId, giorno: Date) -> Key {
    key(partizione_persona(persona), format!("KG#{}", codice::giorno(giorno)))
}

pub(crate) fn cambio_contatto(persona: PersonaId, quando: Timestamp, tipo: &str) -> Key {
    key(partizione_persona(persona), format!("{STORIA_CONTATTI}{}#{tipo}", millisecondi(quando)))
}

pub(crate) fn dispositivo(persona: PersonaId, impronta: &str) -> Key {
    key(partizione_persona(persona), format!("{DISPOSITIVI}{impronta}"))
}

/// First and last sort key of all rows that begin with `prefix`.
pub(crate) fn tutti(prefix: &str) -> (String, String) {
    (prefix.to_owned(), format!("{prefix}{AFTER}"))
}

/// The shard of a notice: its identifier is random, so the shards are even.
pub(crate) fn shard(avviso: AvvisoId) -> u8 {
    avviso.as_bytes()[0] % SHARDS
}

/// The notice that a primary key names, when it is one of the outbox.
pub(crate) fn parse_avviso(pk: &str, sk: &str) -> Option<AvvisoId> {
    pk.starts_with(OUTBOX).then(|| sk.parse().ok())?
}

pub(crate) fn statistiche(sede: CodiceSede) -> String {
    format!("STAT#{sede}")
}

pub(crate) fn statistica(sede: CodiceSede, gestione: Gestione, categoria: &str, mese: Mese) -> Key {
    key(statistiche(sede), format!("{}#{categoria}#{mese}", gestione.code()))
}

/// Reads back gestione, category and month of [`statistica`].
pub(crate) fn parse_statistica(sk: &str) -> Option<(Gestione, &str, Mese)> {
    let (gestione, rest) = sk.split_once('#')?;
    let (categoria, mese) = rest.rsplit_once('#')?;
    let (anno, mese) = mese.split_once('-')?;
    Some((Gestione::from_code(gestione)?, categoria, Mese { anno: anno.parse().ok()?, mese: mese.parse().ok()? }))
}

pub(crate) fn semi(nome: &str) -> Key {
    key(format!("SEMI#{nome}"), "SEMI")
}

/// How far the table has been migrated.
#[cfg(feature = "migrazione")]
pub(crate) fn migrazione() -> Key {
    key("MIGRA".to_owned(), "MIGRA")
}

/// What the service knows of itself: whoever asks learns that the table answers, too.
pub(crate) fn status() -> Key {
    key("STATUS".to_owned(), "STATUS")
}
