//! Summaries: all that a person is to be told of a slot, in one e-mail.

use std::collections::BTreeMap;

use cassetto_domain::avviso::{Dati, Evento, email};
use cassetto_domain::contatto::Email;
use cassetto_runtime::Error;
use cassetto_store::{Avviso, Biglietto, Contatto, Puntatore, Via};

use crate::{Deliver, tell};

/// Sends the summary and notes it in each of its notices, then its ticket leaves the outbox, unless there is something new by then.
pub async fn deliver(deliver: &Deliver, biglietto: &Biglietto) -> Result<(), Error> {
    let (store, now) = (&deliver.kit.store, deliver.kit.clock.now());
    // Somebody who changed their address within the slot gets one at each, as it was when the notices were written.
    let mut by_address: BTreeMap<String, (Email, Vec<Avviso>)> = BTreeMap::new();
    for avviso in store.da_riepilogare(biglietto).await? {
        if let Some(Contatto::Email(address)) = avviso.consegna(Via::Email).map(|consegna| consegna.contatto.clone()) {
            by_address.entry(address.as_str().to_owned()).or_insert_with(|| (address, Vec::new())).1.push(avviso);
        }
    }
    let link = deliver.kit.config.avvisi();
    for (address, avvisi) in by_address.values() {
        let Some(first) = avvisi.first() else { continue };
        let testo = email(first.lingua, Evento::Riepilogo, Dati::Riepilogo { numero: avvisi.len(), link: &link });
        let puntatore = Puntatore::riepilogo(biglietto.id, biglietto.persona, avvisi);
        // A second one of the same slot begins with another notice: it is another message.
        let name = format!("{}.{}", biglietto.id, first.id);
        let esito = deliver.hand_over(&deliver.mailer, &name, address, testo, &puntatore, now).await?;
        for avviso in avvisi {
            tell(avviso, Via::Email, &esito, now);
            store.settle(avviso, Via::Email, &esito, now).await?;
        }
    }
    Ok(store.retire(biglietto).await?)
}
