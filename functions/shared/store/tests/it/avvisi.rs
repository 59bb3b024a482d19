//! The outbox, from written to delivered.

use cassetto_domain::avviso::{Canale, Evento};
use cassetto_domain::id::AvvisoId;
use cassetto_store::{SHARDS, StatoAvviso, Store};
use jiff::{SignedDuration, Timestamp};

use crate::ambiente::store;
use crate::campioni::{after, chiave, inviato, invio, now};
use crate::invio::outbox;

async fn due(store: &Store, now: Timestamp) -> usize {
    let mut count = 0;
    for shard in 0..SHARDS {
        count += store.due(shard, now, None).await.unwrap().avvisi.len();
    }
    count
}

#[tokio::test]
async fn a_notice_is_worked_by_one_at_a_time() {
    let store = store().await;
    inviato(&store).await;
    let avviso = outbox(&store).await.remove(0);
    assert_eq!(store.avviso(avviso.id).await.unwrap(), Some(avviso.clone()));
    assert_eq!(due(&store, now()).await, 2);
    assert_eq!(due(&store, after(-1)).await, 0);

    let (first, second) =
        tokio::join!(store.claim(&avviso, StatoAvviso::DaInviare, after(60)), store.claim(&avviso, StatoAvviso::DaInviare, after(60)));
    let claimed = match (first.unwrap(), second.unwrap()) {
        (Some(claimed), None) | (None, Some(claimed)) => claimed,
        both => panic!("{both:?}"),
    };
    assert_eq!((claimed.tentativi, claimed.prossimo), (1, after(60)));
    assert_eq!(due(&store, now()).await, 1);
    assert_eq!(due(&store, after(60)).await, 2, "it comes up again by itself");

    let entrusted = store.claim(&claimed, StatoAvviso::Affidato, after(3600)).await.unwrap().unwrap();
    assert_eq!((entrusted.stato, entrusted.tentativi), (StatoAvviso::Affidato, 2));
    assert_eq!(store.avviso(avviso.id).await.unwrap(), Some(entrusted));
}

#[tokio::test]
async fn what_is_completed_is_noted_once() {
    let store = store().await;
    let quesito = inviato(&store).await;
    let avvisi = outbox(&store).await;
    for (avviso, consegnato) in avvisi.iter().zip([true, false]) {
        assert!(store.complete(avviso, after(5), consegnato).await.unwrap());
        assert!(!store.complete(avviso, after(6), consegnato).await.unwrap(), "gone already");
        assert_eq!(store.claim(avviso, StatoAvviso::DaInviare, after(60)).await.unwrap(), None);
        assert_eq!(store.avviso(avviso.id).await.unwrap(), None);
    }
    assert!(outbox(&store).await.is_empty());

    let thread = store.thread(quesito.id).await.unwrap().unwrap();
    assert_eq!(thread.avvisi.len(), 2);
    assert_eq!((thread.quesito.versione, thread.voci.len()), (1, 1), "a notice is no change");
    for partito in &thread.avvisi {
        assert_eq!((partito.evento, partito.quando), (Evento::Protocollato, after(5)));
        let expected = if partito.canale == Canale::Sms { "+39 ••• ••• 4567" } else { "m•••@esempio.it" };
        assert_eq!(partito.contatto, expected);
        assert_eq!(partito.consegnato, partito.id == avvisi[0].id);
    }
}

#[tokio::test]
async fn a_long_outbox_comes_in_pages_and_has_an_age() {
    let store = store().await;
    assert_eq!(store.outbox_age(now()).await.unwrap(), None);
    for number in 0..450 {
        let invio = cassetto_store::NuovoInvio { allegati: Vec::new(), ..invio(&chiave(number)) };
        store.submit(&invio, after(i64::from(number))).await.unwrap();
    }
    assert_eq!(store.outbox_age(after(1000)).await.unwrap(), Some(SignedDuration::from_secs(1000)));
    let mut seen = Vec::<AvvisoId>::new();
    let mut longest = 0;
    for shard in 0..SHARDS {
        let mut cursor = None;
        for pages in 1.. {
            let page = store.due(shard, after(1000), cursor).await.unwrap();
            seen.extend(page.avvisi.iter().map(|avviso| avviso.id));
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
}
