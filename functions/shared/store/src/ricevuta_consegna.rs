//! Receipts of deliveries, by the message's identifier: a bounce, a carrier's report, one of PEC's two receipts.
//!
//! A receipt is stored before it is looked up what it is about, and who sends stores what a message is about before it looks for
//! receipts: whichever comes first, the second finds it. The same receipt twice is one row.

use cassetto_domain::avviso::Canale;
use cassetto_domain::consegna::{StatoConsegna, TipoRicevuta};
use cassetto_domain::id::{AvvisoId, PersonaId};
use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::attributi::{AL, DA, MESSAGGIO, PERSONA, QUANDO, RIEPILOGO, TIPO, VIA};
use crate::avviso::{Avviso, Prova, Via};
use crate::codice::Coded;
use crate::connessione::Store;
use crate::consegna::is_of;
use crate::error::StoreError;
use crate::item::{Item, blob, string};
use crate::keys;
use crate::primitive::Reading;
use crate::traccia::Correlazione;

/// How long after a message its receipts are of use.
const MEMORY: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What a message is about: the deliveries of one notice, or of all those in a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Puntatore {
    pub persona: PersonaId,
    pub via: Via,
    da: String,
    a: String,
    riepilogo: Option<AvvisoId>,
}

/// What somebody says about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RicevutaConsegna {
    pub tipo: TipoRicevuta,
    pub quando: Timestamp,
    /// The receipt's own message id.
    pub id: Option<String>,
}

/// What a receipt changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicata {
    pub avviso: AvvisoId,
    pub canale: Canale,
    pub stato: StatoConsegna,
    /// Of the request that the notice tells of.
    pub correlazione: Option<Correlazione>,
}

impl Puntatore {
    /// To one delivery.
    #[must_use]
    pub fn consegna(avviso: &Avviso, via: Via) -> Self {
        let sk = keys::avviso_al(avviso.creato, avviso.id);
        Self { persona: avviso.persona, via, da: sk.clone(), a: sk, riepilogo: None }
    }

    /// To all e-mails that a summary stands for; `avvisi` is not empty and in order.
    #[must_use]
    pub fn riepilogo(id: AvvisoId, persona: PersonaId, avvisi: &[Avviso]) -> Self {
        let sk = |avviso: Option<&Avviso>| avviso.map(|avviso| keys::avviso_al(avviso.creato, avviso.id)).unwrap_or_default();
        Self { persona, via: Via::Email, da: sk(avvisi.first()), a: sk(avvisi.last()), riepilogo: Some(id) }
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            persona: PersonaId::from_bytes(item.array(PERSONA)?),
            via: item.code(VIA)?,
            da: item.text(DA)?.to_owned(),
            a: item.text(AL)?.to_owned(),
            riepilogo: item.optional(RIEPILOGO, Item::array)?.map(AvvisoId::from_bytes),
        })
    }
}

impl RicevutaConsegna {
    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self { tipo: item.code(TIPO)?, quando: item.instant(QUANDO)?, id: item.optional(MESSAGGIO, Item::text)?.map(str::to_owned) })
    }
}

impl Store {
    /// Stores what a message is about. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn point(&self, messaggio: &str, puntatore: &Puntatore, now: Timestamp) -> Result<(), StoreError> {
        let item = Item::new(keys::puntatore(&impronta(messaggio)))
            .with(PERSONA, blob(*puntatore.persona.as_bytes()))
            .with_code(VIA, puntatore.via)
            .with_text(DA, &puntatore.da)
            .with_text(AL, &puntatore.a)
            .with_option(RIEPILOGO, puntatore.riepilogo, |id| blob(*id.as_bytes()))
            .with_ttl(now + MEMORY);
        self.put(item).await
    }

    /// Stores a receipt, and applies it if it is known what it is about; else it waits. What it changed, if it was known.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn receive(
        &self,
        messaggio: &str,
        ricevuta: &RicevutaConsegna,
        now: Timestamp,
    ) -> Result<Option<Vec<Applicata>>, StoreError> {
        let item = Item::new(keys::ricevuta(&impronta(messaggio), ricevuta.tipo.code()))
            .with_code(TIPO, ricevuta.tipo)
            .with_instant(QUANDO, ricevuta.quando)
            .with_option(MESSAGGIO, ricevuta.id.as_ref(), string)
            .with_ttl(now + MEMORY);
        self.put(item).await?;
        self.join_receipts(messaggio, now).await
    }

    /// Applies the receipts of a message that came before it was known what it is about. One strong Query, and a write for what
    /// changes. What they changed, if it is known.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn join_receipts(&self, messaggio: &str, now: Timestamp) -> Result<Option<Vec<Applicata>>, StoreError> {
        let (mut puntatore, mut ricevute) = (None, Vec::new());
        for item in self.partition(&keys::messaggio(&impronta(messaggio)), None, Reading::Strong).await? {
            if item.sk()? == keys::PUNTATORE {
                puntatore = Some(Puntatore::from_item(&item)?);
            } else {
                ricevute.push(RicevutaConsegna::from_item(&item)?);
            }
        }
        let Some(puntatore) = puntatore else { return Ok(None) };
        let mut applicate = Vec::new();
        for ricevuta in &ricevute {
            applicate.extend(self.apply(&puntatore, messaggio, ricevuta, now).await?);
        }
        Ok(Some(applicate))
    }

    async fn apply(
        &self,
        puntatore: &Puntatore,
        messaggio: &str,
        ricevuta: &RicevutaConsegna,
        now: Timestamp,
    ) -> Result<Vec<Applicata>, StoreError> {
        let (via, mut applicate) = (puntatore.via, Vec::new());
        let range = Some((puntatore.da.clone(), puntatore.a.clone()));
        for item in self.partition(&keys::avvisi_di(puntatore.persona), range, Reading::Strong).await? {
            let avviso = Avviso::from_item(&item)?;
            let prima = avviso.consegna(via).map(|consegna| consegna.stato);
            let dopo = self.change_consegna(avviso, via, now, |consegna| {
                if !is_of(consegna, puntatore.riepilogo) {
                    return;
                }
                consegna.stato = consegna.stato.dopo(ricevuta.tipo);
                consegna.messaggio.get_or_insert_with(|| messaggio.to_owned());
                let prova = || Prova { quando: ricevuta.quando, id: ricevuta.id.clone() };
                match ricevuta.tipo {
                    TipoRicevuta::Accettata => {
                        consegna.accettata.get_or_insert_with(prova);
                    }
                    TipoRicevuta::Consegnata => {
                        consegna.consegnata.get_or_insert_with(prova);
                    }
                    TipoRicevuta::Temporanea | TipoRicevuta::Permanente => {}
                }
            });
            let dopo = dopo.await?;
            if let Some(stato) = dopo.consegna(via).map(|consegna| consegna.stato).filter(|stato| prima != Some(*stato)) {
                applicate.push(Applicata { avviso: dopo.id, canale: via.canale(), stato, correlazione: dopo.correlazione });
            }
        }
        Ok(applicate)
    }
}

/// Identifiers of messages come with angle brackets and without.
fn impronta(messaggio: &str) -> String {
    let bare = messaggio.trim().trim_start_matches('<').trim_end_matches('>');
    BASE64URL_NOPAD.encode(&Sha256::digest(bare))
}
