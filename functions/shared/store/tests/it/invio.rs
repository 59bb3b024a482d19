//! Sending: everything or nothing, once for each key.

use cassetto_domain::avviso::Evento;
use cassetto_domain::consegna::StatoConsegna;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::Stato;
use cassetto_domain::testo::Testo;
use cassetto_store::{ChiaveUso, EsitoInvio, FiltroQuesiti, Luogo, NuovoInvio, Parte, SHARDS, Store, Via};

use crate::ambiente::store;
use crate::campioni::{after, allegato, chiave, datore, invio, now, numero, persona_id, quieto, ricevuta, sede, uso};

/// All tickets in the outbox.
pub async fn biglietti(store: &Store) -> Vec<cassetto_store::Biglietto> {
    let mut biglietti = Vec::new();
    for shard in 0..SHARDS {
        biglietti.extend(store.due(shard, after(1_000_000), None).await.unwrap().biglietti);
    }
    biglietti
}

/// The notices of all tickets in the outbox.
pub async fn outbox(store: &Store) -> Vec<cassetto_store::Avviso> {
    let mut avvisi = Vec::new();
    for biglietto in biglietti(store).await {
        avvisi.push(store.avviso(&biglietto).await.unwrap().unwrap());
    }
    avvisi
}

#[tokio::test]
async fn a_send_writes_everything() {
    let store = store().await;
    store.put_persona(&datore()).await.unwrap();
    let invio = invio(&chiave(1));
    let ricevuta = ricevuta(store.submit(&invio, now()).await.unwrap());
    assert_eq!(ricevuta.protocollo.to_string(), "INPS.7000.20/11/2026.0000001");
    assert_eq!(ricevuta.termine, invio.termine);

    let thread = store.thread(ricevuta.quesito).await.unwrap().unwrap();
    let quesito = &thread.quesito;
    assert_eq!((quesito.id, quesito.datore, quesito.protocollo), (ricevuta.quesito, invio.datore, ricevuta.protocollo));
    assert_eq!((quesito.stato, quesito.esito, quesito.versione), (Stato::Aperta, None, 1));
    assert_eq!((quesito.presentato, quesito.aggiornato, quesito.termine), (now(), now(), invio.termine));
    assert_eq!((&quesito.oggetto, &quesito.rapporto, &quesito.categoria), (&invio.oggetto, &invio.rapporto, &invio.categoria));
    assert!(!quesito.da_leggere());
    assert!(thread.avvisi.is_empty());
    let [voce] = thread.voci.as_slice() else { panic!("{:?}", thread.voci) };
    assert_eq!((voce.versione, voce.quando), (1, now()));
    let messaggio = voce.contenuto.messaggio().unwrap();
    assert_eq!((messaggio.parte, messaggio.autore.as_str(), &messaggio.operatore), (Parte::Cittadino, "Mario Rossi", &None));
    assert_eq!((messaggio.protocollo, messaggio.testo.testo()), (ricevuta.protocollo, Some(&invio.messaggio.testo)));
    assert_eq!(messaggio.allegati, invio.messaggio.allegati.iter().cloned().map(Into::into).collect::<Vec<_>>());

    let registrazione = store.registrazione(ricevuta.protocollo).await.unwrap().unwrap();
    assert_eq!((registrazione.quesito, registrazione.versione, registrazione.precedente), (ricevuta.quesito, 1, None));
    assert_eq!(registrazione.mittente, "Mario Rossi");
    assert_eq!(registrazione.documenti.len(), 4);
    assert_eq!(registrazione.documenti[1..], [allegato(1).sha256, allegato(2).sha256, allegato(3).sha256]);
    assert_eq!(store.ultimo_numero(sede(), 2026).await.unwrap(), 1);

    let [biglietto] = biglietti(&store).await.try_into().unwrap();
    assert_eq!((biglietto.tentativi, biglietto.prossimo, biglietto.creato, biglietto.codice), (0, now(), now(), None));
    let [avviso] = outbox(&store).await.try_into().unwrap();
    assert_eq!((avviso.persona, avviso.evento, avviso.luogo), (persona_id(1), Evento::Protocollato, Luogo::Quesito(ricevuta.quesito)));
    assert_eq!(avviso.consegne.iter().map(|consegna| consegna.via).collect::<Vec<_>>(), [Via::Sms, Via::Email]);
    for consegna in &avviso.consegne {
        assert_eq!((consegna.stato, consegna.tentativi, consegna.prossimo), (StatoConsegna::InCoda, 0, now()));
    }
}

#[tokio::test]
async fn the_register_hashes_the_text_as_it_is() {
    let store = store().await;
    let testo = Testo::parse("perché 📎 👩🏽‍🦱").unwrap();
    let mut invio = quieto(invio(&chiave(1)));
    invio.messaggio.testo = testo.clone();
    let ricevuta = ricevuta(store.submit(&invio, now()).await.unwrap());
    let registrazione = store.registrazione(ricevuta.protocollo).await.unwrap().unwrap();
    // printf 'perché 📎 👩🏽‍🦱' | sha256sum
    let expected: Sha256 = "177570d45facad80823e159ba7f6787d5e7202d799e73bb9c7ffe6e67911eda4".parse().unwrap();
    assert_eq!(registrazione.documenti, [expected]);
    let thread = store.thread(ricevuta.quesito).await.unwrap().unwrap();
    assert_eq!(thread.messaggi().next().unwrap().testo.testo(), Some(&testo));
    assert!(outbox(&store).await.is_empty());
}

#[tokio::test]
async fn the_same_key_gives_the_first_answer_and_writes_nothing() {
    let store = store().await;
    store.put_persona(&datore()).await.unwrap();
    let first = ricevuta(store.submit(&invio(&chiave(1)), now()).await.unwrap());
    assert_eq!(store.submit(&invio(&chiave(1)), after(60)).await.unwrap(), EsitoInvio::Replay(first));
    let other = NuovoInvio { chiave: ChiaveUso { impronta: Sha256([8; 32]), ..uso(&chiave(1)) }, ..invio(&chiave(1)) };
    assert_eq!(store.submit(&other, after(60)).await.unwrap(), EsitoInvio::ChiaveRiusata);

    let contesto = store.prepare(persona_id(1), &chiave(1), persona_id(1), &other.rapporto, after(60)).await.unwrap();
    let replay = contesto.replay.unwrap();
    assert_eq!(replay.esito(&Sha256([9; 32])), EsitoInvio::Replay(first));
    assert_eq!(replay.esito(&Sha256([8; 32])), EsitoInvio::ChiaveRiusata);
    assert_eq!(store.replay(persona_id(1), &chiave(1), now()).await.unwrap(), Some(replay));
    assert_eq!(store.replay(persona_id(2), &chiave(1), now()).await.unwrap(), None);

    assert_eq!(store.ultimo_numero(sede(), 2026).await.unwrap(), 1);
    assert_eq!(outbox(&store).await.len(), 1);
    assert_eq!(store.list_quesiti(persona_id(1), &FiltroQuesiti::default(), None, 20).await.unwrap().voci.len(), 1);

    // The key of another person is another key.
    let stranger = NuovoInvio { chiave: ChiaveUso { persona: persona_id(2), ..uso(&chiave(1)) }, ..invio(&chiave(1)) };
    assert_eq!(numero(&ricevuta(store.submit(&stranger, now()).await.unwrap()).protocollo), 2);
}

#[tokio::test]
async fn a_key_is_forgotten_after_ninety_days() {
    let store = store().await;
    store.submit(&invio(&chiave(1)), now()).await.unwrap();
    let (before, then) = (after(90 * 86_400 - 1), after(90 * 86_400));
    assert!(matches!(store.submit(&invio(&chiave(1)), before).await.unwrap(), EsitoInvio::Replay(_)));
    assert!(store.replay(persona_id(1), &chiave(1), then).await.unwrap().is_none());
    // Of the year after: the first of its register.
    let later = ricevuta(store.submit(&invio(&chiave(1)), then).await.unwrap());
    assert_eq!(later.protocollo.to_string(), "INPS.7000.18/02/2027.0000001");
}

#[tokio::test]
async fn twenty_at_once_with_one_key_are_one() {
    let store = store().await;
    store.put_persona(&datore()).await.unwrap();
    let sends = (0..20).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.submit(&invio(&chiave(1)), now()).await.unwrap() })
    });
    let mut protocolled = 0;
    for send in sends.collect::<Vec<_>>() {
        match send.await.unwrap() {
            EsitoInvio::Protocollato(_) => protocolled += 1,
            EsitoInvio::Replay(ricevuta) => assert_eq!(numero(&ricevuta.protocollo), 1),
            EsitoInvio::ChiaveRiusata => panic!("same body"),
        }
    }
    assert_eq!(protocolled, 1);
    assert_eq!(store.ultimo_numero(sede(), 2026).await.unwrap(), 1);
    assert_eq!(outbox(&store).await.len(), 1);
}

#[tokio::test]
async fn each_sede_and_year_has_its_own_numbers() {
    let store = store().await;
    let other = cassetto_domain::sede::CodiceSede::parse("4900").unwrap();
    let mut printed = Vec::new();
    for (index, (sede, instant)) in [
        (sede(), "2026-12-31T22:59:59Z"),
        (sede(), "2026-12-31T23:00:00Z"),
        (other, "2026-12-31T22:59:59Z"),
        (sede(), "2027-01-01T10:00:00Z"),
        // A clock that went back, in the same year: the day doesn't.
        (sede(), "2027-01-01T09:00:00Z"),
        (sede(), "2027-01-05T09:00:00Z"),
        (sede(), "2027-01-02T09:00:00Z"),
    ]
    .into_iter()
    .enumerate()
    {
        let invio = NuovoInvio { sede, ..invio(&chiave(u32::try_from(index).unwrap())) };
        let esito = store.submit(&invio, instant.parse().unwrap()).await.unwrap();
        printed.push(ricevuta(esito).protocollo.to_string());
    }
    assert_eq!(
        printed,
        [
            "INPS.7000.31/12/2026.0000001",
            "INPS.7000.01/01/2027.0000001",
            "INPS.4900.31/12/2026.0000001",
            "INPS.7000.01/01/2027.0000002",
            "INPS.7000.01/01/2027.0000003",
            "INPS.7000.05/01/2027.0000004",
            "INPS.7000.05/01/2027.0000005",
        ]
    );
}
