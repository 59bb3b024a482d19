//! One attempt at one ticket: all that it has to send by now.

use std::collections::BTreeSet;

use cassetto_domain::avviso::{Canale, Dati, sms};
use cassetto_domain::consegna::{StatoConsegna, TENTATIVI, attesa};
use cassetto_domain::contatto::Cellulare;
use cassetto_domain::id::AvvisoId;
use cassetto_runtime::Kit;
use cassetto_runtime::metrics::{self, Unit};
use cassetto_runtime::seguito;
use cassetto_store::{Avviso, Biglietto, Consegna, Contatto, Dipendenza, Esito, GenereBiglietto, Puntatore, StoreError, Via};
use jiff::Timestamp;
use serde_json::json;

/// Tries a ticket whose time has come; one that somebody else has in hand is left alone.
///
/// # Errors
/// When the table can't be reached. A channel that fails is not an error: the ticket stays where it is.
pub async fn attempt(kit: &Kit, biglietto: &Biglietto) -> Result<(), StoreError> {
    if biglietto.prossimo > kit.clock.now() {
        return Ok(());
    }
    seguito::continua(biglietto.correlazione, take_up(kit, biglietto)).await
}

async fn take_up(kit: &Kit, biglietto: &Biglietto) -> Result<(), StoreError> {
    let now = kit.clock.now();
    let next = now + attesa(biglietto.tentativi + 1);
    let Some(claimed) = kit.store.claim(biglietto, next).await? else { return Ok(()) };
    match claimed.genere {
        GenereBiglietto::Riepilogo { .. } => summary(kit, &claimed, now).await,
        GenereBiglietto::Avviso => notice(kit, &claimed, now).await,
    }
}

async fn notice(kit: &Kit, biglietto: &Biglietto, now: Timestamp) -> Result<(), StoreError> {
    let Some(mut avviso) = kit.store.avviso(biglietto).await? else {
        tracing::error!(avviso = %biglietto.id, "a ticket without its notice");
        return kit.store.retire(biglietto).await;
    };
    let due: Vec<Consegna> = avviso.in_coda().filter(|consegna| consegna.prossimo <= now).cloned().collect();
    let (mut entrusted, mut failure) = (BTreeSet::new(), None);
    for consegna in &due {
        let tried = if biglietto.tentativi > consegna.massimo {
            give_up(kit, &avviso, consegna.via, now).await
        } else {
            match &consegna.contatto {
                Contatto::Sms(numero) => text(kit, biglietto, &avviso, numero, now).await,
                // One message for all that goes by a channel.
                other if entrusted.insert(other.canale()) => {
                    entrust(kit, biglietto.id, other.canale()).await;
                    Ok(avviso.clone())
                }
                _ => Ok(avviso.clone()),
            }
        };
        match tried {
            Ok(after) => avviso = after,
            // The other channels don't wait for this one.
            Err(error) => failure = Some(error),
        }
    }
    match failure {
        Some(error) => Err(error),
        None => kit.store.leave(biglietto, &avviso, now).await,
    }
}

async fn summary(kit: &Kit, biglietto: &Biglietto, now: Timestamp) -> Result<(), StoreError> {
    if biglietto.tentativi <= TENTATIVI {
        entrust(kit, biglietto.id, Canale::Email).await;
        return Ok(());
    }
    for avviso in kit.store.da_riepilogare(biglietto).await? {
        give_up(kit, &avviso, Via::Email, now).await?;
    }
    kit.store.retire(biglietto).await
}

async fn give_up(kit: &Kit, avviso: &Avviso, via: Via, now: Timestamp) -> Result<Avviso, StoreError> {
    tracing::error!(avviso = %avviso.id, ?via, "delivery given up");
    metrics::emit(now, "notify", &[("AvvisiNonRecapitati", Unit::Count, 1.0)]);
    seguito::consegna(now, "notify", avviso.id, via.canale(), Some(StatoConsegna::Tecnica));
    kit.store.settle(avviso, via, &Esito::Tecnica, now).await
}

async fn text(kit: &Kit, biglietto: &Biglietto, avviso: &Avviso, numero: &Cellulare, now: Timestamp) -> Result<Avviso, StoreError> {
    let link = kit.config.page(avviso.luogo);
    let dati = biglietto.codice.as_ref().map_or(Dati::Link(&link), |codice| Dati::Codice(codice.as_str()));
    let testo = sms(avviso.lingua, avviso.evento, dati);
    match kit.store.send_sms(numero, &testo).await {
        Ok(messaggio) => {
            seguito::consegna(now, "notify", avviso.id, Canale::Sms, Some(StatoConsegna::Inviata));
            // What it is about first: a receipt that came meanwhile is found by one of the two.
            if let Some(messaggio) = &messaggio {
                kit.store.point(messaggio, &Puntatore::consegna(avviso, Via::Sms), now).await?;
            }
            let after = kit.store.settle(avviso, Via::Sms, &Esito::Inviata(messaggio.clone()), now).await?;
            if let Some(messaggio) = &messaggio {
                kit.store.join_receipts(messaggio, now).await?;
            }
            Ok(after)
        }
        Err(error) => {
            failed(kit, avviso.id, Canale::Sms, &error).await;
            seguito::consegna(now, "notify", avviso.id, Canale::Sms, None);
            kit.store.settle(avviso, Via::Sms, &Esito::Riprova, now).await
        }
    }
}

/// The message names the ticket only: `deliver` reads the rest, and says how it went.
async fn entrust(kit: &Kit, avviso: AvvisoId, canale: Canale) {
    if let Err(error) = kit.store.publish(canale, &json!({ "avviso": avviso, "canale": canale })).await {
        failed(kit, avviso, canale, &error).await;
    }
}

async fn failed(kit: &Kit, avviso: AvvisoId, canale: Canale, error: &StoreError) {
    let cause = match error {
        StoreError::Esterno(source) => source.to_string(),
        other => other.to_string(),
    };
    tracing::warn!(%avviso, error = %cause, "notice not sent");
    metrics::emit(kit.clock.now(), "notify", &[("InviiFalliti", Unit::Count, 1.0)]);
    seguito::note_guasto(kit, Dipendenza::Canale(canale)).await;
}
