//! Sends what `notify` hands to the topic: e-mail, PEC, push messages, summaries. What was taken is noted in the notice, and its
//! ticket leaves the outbox when nothing is left to send.
//!
//! A failure that may pass is returned: Lambda tries twice more, then the event goes to the on-failure destination. The ticket itself
//! is safe in the outbox, from where `notify` hands it over again. One that won't pass brings in the next channel.

mod mailer;
mod push;
mod summary;

use cassetto_domain::avviso::{Canale, Dati, email};
use cassetto_domain::consegna::StatoConsegna;
use cassetto_domain::contatto::Email;
use cassetto_domain::id::AvvisoId;
use cassetto_runtime::{Error, Kit, metrics, seguito};
use cassetto_store::{Avviso, Biglietto, Consegna, Contatto, Dipendenza, Esito, GenereBiglietto, Puntatore, Via};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

pub use mailer::{Mailer, MailerError};
pub use push::{Push, PushError, encrypt};

/// The `deliver` function.
pub struct Deliver {
    kit: Kit,
    mailer: Mailer,
    /// Through the institute's PEC provider; without it PEC can't be sent.
    pec: Option<Mailer>,
    push: Option<Push>,
}

/// What `notify` publishes.
#[derive(Deserialize)]
struct Affidato {
    avviso: AvvisoId,
    #[serde(default = "email_only")]
    canale: Canale,
}

/// Messages from before there were other channels.
const fn email_only() -> Canale {
    Canale::Email
}

impl Deliver {
    #[must_use]
    pub const fn new(kit: Kit, mailer: Mailer, pec: Option<Mailer>, push: Option<Push>) -> Self {
        Self { kit, mailer, pec, push }
    }

    /// Serves an SNS event.
    ///
    /// # Errors
    /// When a message is not of our form or something could not be handed over.
    pub async fn handle(&self, event: Value) -> Result<Value, Error> {
        if self.kit.avvio.is_first() {
            metrics::cold_start(self.kit.clock.now(), "deliver");
        }
        for record in event["Records"].as_array().into_iter().flatten() {
            let message = record["Sns"]["Message"].as_str().unwrap_or_default();
            let affidato = serde_json::from_str(message)?;
            seguito::continua(seguito::in_message(record), self.deliver(&affidato)).await?;
        }
        Ok(json!({}))
    }

    async fn deliver(&self, affidato: &Affidato) -> Result<(), Error> {
        // Gone means sent: the topic may bring a message twice.
        let Some(biglietto) = self.kit.store.biglietto(affidato.avviso).await? else { return Ok(()) };
        if matches!(biglietto.genere, GenereBiglietto::Riepilogo { .. }) {
            return summary::deliver(self, &biglietto).await;
        }
        let Some(mut avviso) = self.kit.store.avviso(&biglietto).await? else { return Ok(()) };
        let now = self.kit.clock.now();
        let due = |consegna: &&Consegna| consegna.contatto.canale() == affidato.canale && consegna.prossimo <= now;
        let due: Vec<Consegna> = avviso.in_coda().filter(due).cloned().collect();
        let mut failure = None;
        for consegna in &due {
            match self.send(&biglietto, &avviso, consegna, now).await {
                Ok(esito) => {
                    tell(&avviso, consegna.via, &esito, now);
                    avviso = self.kit.store.settle(&avviso, consegna.via, &esito, now).await?;
                }
                Err(error) => {
                    tracing::warn!(avviso = %avviso.id, via = ?consegna.via, "not handed over");
                    tell(&avviso, consegna.via, &Esito::Riprova, now);
                    seguito::note_guasto(&self.kit, Dipendenza::Canale(consegna.via.canale())).await;
                    avviso = self.kit.store.settle(&avviso, consegna.via, &Esito::Riprova, now).await?;
                    failure = Some(error);
                }
            }
        }
        match failure {
            Some(error) => Err(error),
            None => Ok(self.kit.store.leave(&biglietto, &avviso, now).await?),
        }
    }

    async fn send(&self, biglietto: &Biglietto, avviso: &Avviso, consegna: &Consegna, now: Timestamp) -> Result<Esito, Error> {
        let puntatore = Puntatore::consegna(avviso, consegna.via);
        let name = format!("{}.{}", avviso.id, consegna.via.name());
        match &consegna.contatto {
            Contatto::Email(to) => self.mail(&self.mailer, &name, to, &puntatore, (biglietto, avviso), now).await,
            Contatto::Pec(to) => match &self.pec {
                Some(pec) => self.mail(pec, &name, to, &puntatore, (biglietto, avviso), now).await,
                None => Ok(Esito::Permanente),
            },
            Contatto::Push => match &self.push {
                Some(push) => push.send_all(&self.kit, avviso).await,
                None => Ok(Esito::Permanente),
            },
            Contatto::Sms(_) => Ok(Esito::Riprova),
        }
    }

    async fn mail(
        &self,
        mailer: &Mailer,
        name: &str,
        to: &Email,
        puntatore: &Puntatore,
        (biglietto, avviso): (&Biglietto, &Avviso),
        now: Timestamp,
    ) -> Result<Esito, Error> {
        let link = self.kit.config.page(avviso.luogo);
        let dati = biglietto.codice.as_ref().map_or(Dati::Link(&link), |codice| Dati::Codice(codice.as_str()));
        self.hand_over(mailer, name, to, email(avviso.lingua, avviso.evento, dati), puntatore, now).await
    }

    /// Hands one message to a mail server. What it is about is stored first under our own identifier, then under the server's.
    async fn hand_over(
        &self,
        mailer: &Mailer,
        name: &str,
        to: &Email,
        testo: cassetto_domain::avviso::EmailTesto,
        puntatore: &Puntatore,
        now: Timestamp,
    ) -> Result<Esito, Error> {
        let store = &self.kit.store;
        let ours = mailer.message_id(name);
        store.point(&ours, puntatore, now).await?;
        match mailer.send(&ours, to, testo).await {
            Ok(theirs) => {
                if let Some(theirs) = &theirs {
                    store.point(theirs, puntatore, now).await?;
                    store.join_receipts(theirs, now).await?;
                }
                Ok(Esito::Inviata(Some(theirs.unwrap_or(ours))))
            }
            Err(error) if error.is_permanent() => Ok(Esito::Permanente),
            Err(error) => Err(error.into()),
        }
    }
}

/// How a delivery went, as a metric of its channel.
fn tell(avviso: &Avviso, via: Via, esito: &Esito, now: Timestamp) {
    let stato = match esito {
        Esito::Inviata(_) => Some(StatoConsegna::Inviata),
        Esito::Riprova => None,
        Esito::Permanente => Some(StatoConsegna::Permanente),
        Esito::Tecnica => Some(StatoConsegna::Tecnica),
    };
    seguito::consegna(now, "deliver", avviso.id, via.canale(), stato);
}
