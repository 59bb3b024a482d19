//! The outbox, from written to delivered; what receipts make of it.

use cassetto_domain::avviso::{Canale, Evento};
use cassetto_domain::consegna::{StatoConsegna, TipoRicevuta};
use cassetto_domain::contatto::{Contatti, TipoContatto};
use cassetto_domain::id::AvvisoId;
use cassetto_domain::ruolo::Ruolo;
use cassetto_store::{Annuncio, Avviso, Esito, NuovoInvio, Persona, Puntatore, RicevutaConsegna, SHARDS, Store, Via};
use jiff::{SignedDuration, Timestamp};

use crate::ambiente::store;
use crate::campioni::{after, chiave, contatti, datore, inviato, invio, now, persona_id, ricevuta};
use crate::invio::{biglietti, outbox};

async fn due(store: &Store, now: Timestamp) -> usize {
    let mut count = 0;
    for shard in 0..SHARDS {
        count += store.due(shard, now, None).await.unwrap().biglietti.len();
    }
    count
}

/// The one notice of the outbox after a send by somebody with these contacts.
async fn sent_by(store: &Store, persona: &Persona) -> Avviso {
    store.put_persona(persona).await.unwrap();
    ricevuta(store.submit(&invio(&chiave(1)), now()).await.unwrap());
    let [avviso] = outbox(store).await.try_into().unwrap();
    avviso
}

fn with_pec() -> Contatti {
    contatti().with(TipoContatto::Pec, Some("mario.rossi@pec.esempio.it")).unwrap()
}

fn states(avviso: &Avviso) -> Vec<(Via, StatoConsegna)> {
    avviso.consegne.iter().map(|consegna| (consegna.via, consegna.stato)).collect()
}

async fn reread(store: &Store, avviso: &Avviso) -> Avviso {
    let list = store.list_avvisi(avviso.persona, None, 20).await.unwrap().voci;
    list.into_iter().find(|other| other.id == avviso.id).unwrap()
}

fn receipt(tipo: TipoRicevuta, seconds: i64) -> RicevutaConsegna {
    RicevutaConsegna { tipo, quando: after(seconds), id: Some(format!("<r{seconds}@pec.esempio.it>")) }
}

#[tokio::test]
async fn a_ticket_is_worked_by_one_at_a_time() {
    let store = store().await;
    inviato(&store).await;
    let biglietto = biglietti(&store).await.remove(0);
    assert_eq!(store.biglietto(biglietto.id).await.unwrap(), Some(biglietto.clone()));
    assert_eq!((due(&store, now()).await, due(&store, after(-1)).await), (1, 0));

    let (first, second) = tokio::join!(store.claim(&biglietto, after(60)), store.claim(&biglietto, after(60)));
    let claimed = match (first.unwrap(), second.unwrap()) {
        (Some(claimed), None) | (None, Some(claimed)) => claimed,
        both => panic!("{both:?}"),
    };
    assert_eq!((claimed.tentativi, claimed.prossimo), (1, after(60)));
    assert_eq!((due(&store, now()).await, due(&store, after(60)).await), (0, 1), "it comes up again by itself");
    store.retire(&biglietto).await.unwrap();
    assert_eq!(due(&store, after(60)).await, 1, "who has not claimed it takes nothing away");
    store.postpone(&claimed, after(3600)).await.unwrap();
    assert_eq!((due(&store, after(60)).await, due(&store, after(3600)).await), (0, 1));
    assert_eq!(store.outbox_age(after(60)).await.unwrap(), Some(SignedDuration::ZERO), "what waits on purpose is not late");
}

#[tokio::test]
async fn what_is_settled_is_noted_once() {
    let store = store().await;
    let quesito = inviato(&store).await;
    let biglietto = biglietti(&store).await.remove(0);
    let claimed = store.claim(&biglietto, after(60)).await.unwrap().unwrap();
    let avviso = store.avviso(&claimed).await.unwrap().unwrap();
    // Both at once, from what both have read: neither is lost.
    let (sms, email) = (Esito::Inviata(Some("m1".to_owned())), Esito::Tecnica);
    let (one, other) = tokio::join!(store.settle(&avviso, Via::Sms, &sms, after(5)), store.settle(&avviso, Via::Email, &email, after(5)));
    let last = if one.as_ref().unwrap().in_coda().next().is_none() { one.unwrap() } else { other.unwrap() };
    assert_eq!(states(&last), [(Via::Sms, StatoConsegna::Inviata), (Via::Email, StatoConsegna::Tecnica)]);
    for esito in [Esito::Inviata(None), Esito::Riprova, Esito::Permanente] {
        assert_eq!(store.settle(&last, Via::Sms, &esito, after(6)).await.unwrap(), last, "settled already");
    }
    store.leave(&claimed, &last, after(6)).await.unwrap();
    assert!(outbox(&store).await.is_empty());

    let thread = store.thread(quesito.id).await.unwrap().unwrap();
    let mut noted: Vec<_> = thread.avvisi.iter().map(|partito| (partito.canale, partito.consegnato, partito.contatto.as_str())).collect();
    noted.sort();
    assert_eq!(noted, [(Canale::Sms, true, "+39 ••• ••• 4567"), (Canale::Email, false, "m•••@esempio.it")]);
    assert!(thread.avvisi.iter().all(|partito| (partito.evento, partito.quando) == (Evento::Protocollato, after(5))));
    assert_eq!((thread.quesito.versione, thread.voci.len()), (1, 1), "a notice is no change");
}

#[tokio::test]
async fn a_channel_stands_in_when_no_other_works() {
    let store = store().await;
    let persona = Persona { contatti: with_pec(), ..datore() };
    let avviso = sent_by(&store, &persona).await;
    use StatoConsegna::{InCoda, Inviata, Permanente, Riserva};
    assert_eq!(states(&avviso), [(Via::Sms, InCoda), (Via::Email, InCoda), (Via::Pec, Riserva)]);
    // The e-mail may still work: nothing stands in for the SMS.
    let avviso = store.settle(&avviso, Via::Sms, &Esito::Permanente, after(1)).await.unwrap();
    assert_eq!(states(&avviso), [(Via::Sms, Permanente), (Via::Email, InCoda), (Via::Pec, Riserva)]);
    let claimed = store.claim(&biglietti(&store).await[0], after(60)).await.unwrap().unwrap();
    let avviso = store.settle(&avviso, Via::Email, &Esito::Inviata(Some("<e@x>".to_owned())), after(2)).await.unwrap();
    store.point("<e@x>", &Puntatore::consegna(&avviso, Via::Email), after(2)).await.unwrap();
    store.leave(&claimed, &avviso, after(2)).await.unwrap();
    assert!(biglietti(&store).await.is_empty());
    // An hour later it bounces: the notice has something to send again.
    assert!(store.receive("e@x", &receipt(TipoRicevuta::Permanente, 3600), after(3600)).await.unwrap().is_some());
    let avviso = reread(&store, &avviso).await;
    assert_eq!(states(&avviso), [(Via::Sms, Permanente), (Via::Email, Permanente), (Via::Pec, InCoda)]);
    let [biglietto] = biglietti(&store).await.try_into().unwrap();
    assert_eq!((biglietto.id, biglietto.tentativi, biglietto.prossimo), (avviso.id, 0, after(3600)));
    let avviso = store.settle(&avviso, Via::Pec, &Esito::Inviata(None), after(3601)).await.unwrap();
    assert_eq!(avviso.consegna(Via::Pec).unwrap().stato, Inviata);
}

#[tokio::test]
async fn receipts_count_whenever_and_however_often_they_come() {
    let store = store().await;
    let avviso = sent_by(&store, &Persona { contatti: Contatti { cellulare: None, email: None, ..with_pec() }, ..datore() }).await;
    assert_eq!(states(&avviso), [(Via::Pec, StatoConsegna::InCoda)]);
    // The second receipt first, then the first one, both before it is known what they are about; each twice.
    for tipo in [TipoRicevuta::Consegnata, TipoRicevuta::Accettata] {
        for _ in 0..2 {
            assert!(store.receive("<p@x>", &receipt(tipo, 20), after(20)).await.unwrap().is_none());
        }
    }
    assert_eq!(reread(&store, &avviso).await, avviso);
    store.point("<p@x>", &Puntatore::consegna(&avviso, Via::Pec), after(30)).await.unwrap();
    assert!(store.join_receipts("<p@x>", after(30)).await.unwrap().is_some());
    let joined = reread(&store, &avviso).await;
    let consegna = joined.consegna(Via::Pec).unwrap();
    assert_eq!((consegna.stato, consegna.messaggio.as_deref()), (StatoConsegna::Consegnata, Some("<p@x>")));
    assert_eq!(consegna.accettata.as_ref().map(|prova| prova.quando), Some(after(20)));
    assert_eq!(consegna.consegnata.as_ref().and_then(|prova| prova.id.as_deref()), Some("<r20@pec.esempio.it>"));
    // Who sent it notes so later, and once more a receipt comes: nothing changes.
    assert_eq!(store.settle(&joined, Via::Pec, &Esito::Inviata(None), after(40)).await.unwrap(), joined);
    assert!(store.receive("<p@x>", &receipt(TipoRicevuta::Accettata, 50), after(50)).await.unwrap().is_some());
    assert_eq!(reread(&store, &avviso).await, joined);
}

#[tokio::test]
async fn a_person_is_told_once_of_an_event() {
    let store = store().await;
    store.put_persona(&datore()).await.unwrap();
    let annuncio = |evento| Annuncio { persona: persona_id(1), evento };
    let annunci = vec![annuncio(Evento::Protocollato), annuncio(Evento::PerConto), annuncio(Evento::Protocollato)];
    store.submit(&NuovoInvio { annunci, ..invio(&chiave(1)) }, now()).await.unwrap();
    let [avviso] = outbox(&store).await.try_into().unwrap();
    assert_eq!(avviso.evento, Evento::Protocollato);
}

#[tokio::test]
async fn the_news_of_a_slot_are_one_ticket_of_an_intermediary() {
    let store = store().await;
    store.put_persona(&Persona { ruolo: Ruolo::Intermediario, contatti: with_pec(), ..datore() }).await.unwrap();
    for number in 0..3 {
        store.submit(&invio(&chiave(number)), after(i64::from(number))).await.unwrap();
    }
    let [biglietto] = biglietti(&store).await.try_into().unwrap();
    let gathered = store.da_riepilogare(&biglietto).await.unwrap();
    assert_eq!(gathered.len(), 3);
    let claimed = store.claim(&biglietto, biglietto.prossimo).await.unwrap().unwrap();
    store.point("<s@x>", &Puntatore::riepilogo(biglietto.id, biglietto.persona, &gathered), after(10)).await.unwrap();
    for avviso in &gathered {
        store.settle(avviso, Via::Email, &Esito::Inviata(Some("<s@x>".to_owned())), after(10)).await.unwrap();
    }
    // One more of the same slot comes before the ticket goes.
    store.submit(&invio(&chiave(3)), after(11)).await.unwrap();
    store.retire(&claimed).await.unwrap();
    let [biglietto] = biglietti(&store).await.try_into().unwrap();
    assert_eq!(store.da_riepilogare(&biglietto).await.unwrap().len(), 1);
    // A receipt for the first summary is not one for the second.
    assert!(store.receive("<s@x>", &receipt(TipoRicevuta::Consegnata, 12), after(12)).await.unwrap().is_some());
    let all = store.list_avvisi(persona_id(1), None, 20).await.unwrap().voci;
    let email: Vec<StatoConsegna> = all.iter().map(|avviso| avviso.consegna(Via::Email).unwrap().stato).collect();
    use StatoConsegna::{Consegnata, InCoda};
    assert_eq!(email, [InCoda, Consegnata, Consegnata, Consegnata]);
}

#[tokio::test]
async fn a_long_outbox_comes_in_pages_and_has_an_age() {
    let store = store().await;
    store.put_persona(&datore()).await.unwrap();
    assert_eq!(store.outbox_age(now()).await.unwrap(), None);
    for number in 0..900 {
        let mut invio = invio(&chiave(number));
        invio.messaggio.allegati.clear();
        store.submit(&invio, after(i64::from(number))).await.unwrap();
    }
    assert_eq!(store.outbox_age(after(1000)).await.unwrap(), Some(SignedDuration::from_secs(1000)));
    let mut seen = Vec::<AvvisoId>::new();
    let mut longest = 0;
    for shard in 0..SHARDS {
        let mut cursor = None;
        for pages in 1.. {
            let page = store.due(shard, after(1000), cursor).await.unwrap();
            seen.extend(page.biglietti.iter().map(|biglietto| biglietto.id));
            longest = longest.max(pages);
            cursor = page.cursor;
            if cursor.is_none() {
                break;
            }
        }
    }
    assert!(longest > 1);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 900);
    let mut listed = 0;
    let mut cursor = None;
    loop {
        let page = store.list_avvisi(persona_id(1), cursor.as_deref(), 50).await.unwrap();
        listed += page.voci.len();
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(listed, 900);
}
