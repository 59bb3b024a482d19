//! Sessions: the table keeps a hash of the secret only, and a session ends when its row does.

use std::fmt;

use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest, WriteRequest};
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::id::PersonaId;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::CodiceSede;
use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::attributi::{NOME, QUANDO, RUOLO, SCADE, SEDE};
use crate::casuale;
use crate::connessione::Store;
use crate::error::{StoreError, unbuilt};
use crate::item::{Item, string};
use crate::keys::{self, AFTER, Key};
use crate::primitive::Reading;

/// How long a session lasts.
pub const DURATA_SESSIONE: SignedDuration = SignedDuration::from_hours(8);

/// What the cookie holds: `<persona>.<secret>`. Whoever has it is that person, so `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    persona: PersonaId,
    secret: [u8; 32],
}

impl Token {
    /// `None` when it can't be a token; whether it is one of a session only the table knows.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (persona, secret) = text.split_once('.')?;
        let secret = BASE64URL_NOPAD.decode(secret.as_bytes()).ok()?;
        Some(Self { persona: persona.parse().ok()?, secret: secret.try_into().ok()? })
    }

    /// For the cookie, and for nothing else.
    #[must_use]
    pub fn to_cookie(&self) -> String {
        format!("{}.{}", self.persona, BASE64URL_NOPAD.encode(&self.secret))
    }

    #[must_use]
    pub fn persona(&self) -> PersonaId {
        self.persona
    }

    /// What the table keeps of it.
    #[must_use]
    pub fn impronta(&self) -> ImprontaToken {
        ImprontaToken(Sha256::digest(self.secret).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// SHA-256 of a token's secret: names a session without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ImprontaToken([u8; 32]);

impl fmt::Display for ImprontaToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

/// For whom a session begins.
#[derive(Clone, PartialEq, Eq)]
pub struct NuovaSessione {
    pub persona: PersonaId,
    pub ruolo: Ruolo,
    /// Name and surname.
    pub nome: String,
    /// Of an operator only.
    pub sede: Option<CodiceSede>,
}

/// Who calls.
#[derive(Clone, PartialEq, Eq)]
pub struct SessioneAttiva {
    pub persona: PersonaId,
    pub ruolo: Ruolo,
    /// Name and surname.
    pub nome: String,
    /// Of an operator only.
    pub sede: Option<CodiceSede>,
    pub scade: Timestamp,
    pub impronta: ImprontaToken,
}

impl fmt::Debug for SessioneAttiva {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessioneAttiva({:?}, {:?})", self.persona, self.ruolo)
    }
}

impl Store {
    /// Begins a session. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn create_session(&self, sessione: &NuovaSessione, now: Timestamp) -> Result<Token, StoreError> {
        let token = new_token(sessione.persona)?;
        self.put(to_item(sessione, &token, now)).await?;
        Ok(token)
    }

    /// Begins a session and forgets the failed attempts, in one call. 2 write units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sign_in(&self, cf: &CodiceFiscale, sessione: &NuovaSessione, now: Timestamp) -> Result<Token, StoreError> {
        let token = new_token(sessione.persona)?;
        let put = PutRequest::builder().set_item(Some(to_item(sessione, &token, now).0)).build().map_err(unbuilt)?;
        let delete = delete_request(keys::tentativi(cf))?;
        self.write_batch(vec![WriteRequest::builder().put_request(put).build(), delete]).await?;
        Ok(token)
    }

    /// The session that a token opens, unless it has ended. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn session(&self, token: &Token, now: Timestamp) -> Result<Option<SessioneAttiva>, StoreError> {
        let impronta = token.impronta();
        let Some(item) = self.get(keys::sessione(token.persona, &impronta), Reading::Strong).await? else { return Ok(None) };
        let scade = item.instant(SCADE)?;
        if scade <= now {
            return Ok(None);
        }
        Ok(Some(SessioneAttiva {
            persona: token.persona,
            ruolo: item.code(RUOLO)?,
            nome: item.text(NOME)?.to_owned(),
            sede: item.optional(SEDE, Item::parsed)?,
            scade,
            impronta,
        }))
    }

    /// Ends one session; none is fine too. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delete_session(&self, persona: PersonaId, impronta: &ImprontaToken) -> Result<(), StoreError> {
        self.delete(keys::sessione(persona, impronta)).await
    }

    /// Ends all sessions of a person. One Query, then 1 write unit for each.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delete_sessions(&self, persona: PersonaId) -> Result<(), StoreError> {
        let between = (keys::SESSIONI.to_owned(), format!("{}{AFTER}", keys::SESSIONI));
        let pk = keys::partizione_persona(persona);
        let items = self.partition(&pk, Some(between), Reading::Strong).await?;
        // DynamoDB takes 25 at a time.
        for chunk in items.chunks(25) {
            let deletes = chunk.iter().map(|item| delete_request(Key { pk: pk.clone(), sk: item.sk()?.to_owned() }));
            self.write_batch(deletes.collect::<Result<_, _>>()?).await?;
        }
        Ok(())
    }
}

fn new_token(persona: PersonaId) -> Result<Token, StoreError> {
    Ok(Token { persona, secret: casuale::bytes()? })
}

fn to_item(sessione: &NuovaSessione, token: &Token, now: Timestamp) -> Item {
    let scade = now + DURATA_SESSIONE;
    Item::new(keys::sessione(sessione.persona, &token.impronta()))
        .with_code(RUOLO, sessione.ruolo)
        .with_text(NOME, &sessione.nome)
        .with_option(SEDE, sessione.sede, |sede| string(sede.as_str()))
        .with_instant(QUANDO, now)
        .with_instant(SCADE, scade)
        .with_ttl(scade)
}

fn delete_request(key: Key) -> Result<WriteRequest, StoreError> {
    let delete = DeleteRequest::builder().set_key(Some(key.into_map())).build().map_err(unbuilt)?;
    Ok(WriteRequest::builder().delete_request(delete).build())
}
