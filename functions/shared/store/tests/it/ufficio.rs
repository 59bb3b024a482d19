//! What the office does, and what the employer then sees.

use cassetto_domain::avviso::Evento;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::{Coda, Esito, Stato};
use cassetto_store::{ChiaveUso, Contenuto, EsitoInvio, FiltroCoda, FiltroQuesiti, Lettore, Parte, Quesito, Store, StoreError};
use jiff::Timestamp;

use crate::ambiente::store;
use crate::campioni::{
    after, allegato, cambio, chiave, chiusura, commento, datore, inviato, now, numero, nuovo_id, operatore, persona_id, presa, presa_da,
    quesito, ricevuta, risposta, sede,
};
use crate::invio::outbox;

async fn answer(store: &Store, quesito: &Quesito, number: u32, quando: Timestamp) -> Result<EsitoInvio, StoreError> {
    let (chiave, passo) = risposta(quesito, number);
    store.register_step(&chiave, &passo, quando).await
}

async fn events(store: &Store) -> Vec<Evento> {
    let mut events: Vec<_> = outbox(store).await.into_iter().map(|avviso| avviso.evento).collect();
    events.sort();
    events
}

async fn queue(store: &Store, coda: Coda) -> Vec<Quesito> {
    store.list_coda(sede(), coda, &FiltroCoda::default(), None, 20).await.unwrap().voci
}

#[tokio::test]
async fn a_quesito_from_sent_to_closed() {
    let store = store().await;
    let sent = inviato(&store).await;
    assert_eq!(queue(&store, Coda::Aperta).await.len(), 1);

    let taken = store.step(&presa(&sent), after(10)).await.unwrap();
    assert_eq!((taken.stato, taken.versione, taken.novita, taken.aggiornato), (Stato::InCarico, 2, 2, after(10)));
    assert_eq!(taken.operatore, Some(operatore(50)));
    assert_eq!(quesito(&store, sent.id).await, taken);
    assert!(queue(&store, Coda::Aperta).await.is_empty());
    assert_eq!(queue(&store, Coda::InCarico).await[0].operatore, Some(operatore(50)));

    let comment = cambio(&taken, Stato::InCarico, None, commento("Verifica in corso."), operatore(51));
    let commented = store.step(&comment, after(20)).await.unwrap();
    assert_eq!((commented.stato, commented.versione), (Stato::InCarico, 3));
    assert_eq!(commented.operatore, Some(operatore(50)), "a comment takes nothing over");

    let answered = ricevuta(answer(&store, &commented, 2, after(30)).await.unwrap());
    assert_eq!(numero(&answered.protocollo), 2);
    let commented = quesito(&store, sent.id).await;
    assert_eq!((commented.versione, commented.novita), (4, 4));
    let registrazione = store.registrazione(answered.protocollo).await.unwrap().unwrap();
    assert_eq!((registrazione.versione, registrazione.precedente), (4, Some(sent.protocollo)));
    assert_eq!((registrazione.destinatario.as_str(), registrazione.documenti.len()), ("Mario Rossi", 2));

    let closed = store.step(&chiusura(&commented), after(40)).await.unwrap();
    assert_eq!((closed.stato, closed.esito, closed.versione), (Stato::Chiusa, Some(Esito::Accolta), 5));
    assert_eq!(quesito(&store, sent.id).await, closed);
    assert_eq!(queue(&store, Coda::Chiusa).await[0].esito, Some(Esito::Accolta));

    let thread = store.thread(sent.id).await.unwrap().unwrap();
    assert_eq!(thread.voci.iter().map(|voce| voce.versione).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    let messaggio = thread.voci[3].contenuto.messaggio().unwrap();
    assert_eq!((messaggio.parte, &messaggio.operatore), (Parte::Ufficio, &Some(operatore(50))));
    assert_eq!(messaggio.allegati, [allegato(8).into()]);
    let Contenuto::Cambio { da, a, esito, commento, sede: office, .. } = &thread.voci[4].contenuto else { panic!() };
    assert_eq!((*da, *a, *esito, *office), (Stato::InCarico, Stato::Chiusa, Some(Esito::Accolta), sede()));
    assert_eq!(commento.as_ref().unwrap().as_str(), "Versamento ritrovato e attribuito.");
    let expected = [Evento::Protocollato, Evento::PresoInCarico, Evento::Risposta, Evento::Chiuso];
    assert_eq!(events(&store).await, expected, "one for each change, none for a comment");
}

#[tokio::test]
async fn of_two_changes_to_one_version_one_wins() {
    let store = store().await;
    let sent = inviato(&store).await;
    let (first, second) = (presa(&sent), presa_da(&sent, 51));
    let (first, second) = tokio::join!(store.step(&first, after(1)), store.step(&second, after(1)));
    let (winner, loser) = if first.is_ok() { (first, second) } else { (second, first) };
    assert!(matches!(loser, Err(StoreError::Conflitto)));
    assert_eq!(quesito(&store, sent.id).await, winner.unwrap());
    assert_eq!(store.thread(sent.id).await.unwrap().unwrap().voci.len(), 2);
    assert_eq!(outbox(&store).await.len(), 2);
}

#[tokio::test]
async fn what_is_refused_writes_nothing() {
    let store = store().await;
    let sent = inviato(&store).await;
    let taken = store.step(&presa(&sent), after(1)).await.unwrap();
    let before = (store.thread(sent.id).await.unwrap(), outbox(&store).await.len());

    // The version that was seen is not the last; nor is the state.
    assert!(matches!(answer(&store, &sent, 2, after(2)).await, Err(StoreError::Conflitto)));
    assert!(matches!(store.step(&chiusura(&sent), after(2)).await, Err(StoreError::Conflitto)));
    let elsewhere = Quesito { stato: Stato::Aperta, ..taken.clone() };
    assert!(matches!(store.step(&chiusura(&elsewhere), after(2)).await, Err(StoreError::Conflitto)));
    let nowhere = Quesito { id: nuovo_id(), ..taken };
    assert!(matches!(store.step(&chiusura(&nowhere), after(2)).await, Err(StoreError::Conflitto)));

    assert_eq!((store.thread(sent.id).await.unwrap(), outbox(&store).await.len()), before);
    assert_eq!(store.thread(nowhere.id).await.unwrap(), None);
    assert_eq!(store.ultimo_numero(sede(), 2026).await.unwrap(), 1, "no number for what was refused");
    assert_eq!(store.replay(operatore(50).id, &chiave(2), now()).await.unwrap(), None);
}

#[tokio::test]
async fn an_answer_repeated_is_one() {
    let store = store().await;
    let taken = store.step(&presa(&inviato(&store).await), after(1)).await.unwrap();
    let first = ricevuta(answer(&store, &taken, 2, after(2)).await.unwrap());
    // The version has moved on by its own doing; the key comes first.
    assert_eq!(answer(&store, &taken, 2, after(3)).await.unwrap(), EsitoInvio::Replay(first));
    let (chiave, passo) = risposta(&taken, 2);
    let other = ChiaveUso { impronta: Sha256([6; 32]), ..chiave };
    assert_eq!(store.register_step(&other, &passo, after(3)).await.unwrap(), EsitoInvio::ChiaveRiusata);
    assert_eq!(store.ultimo_numero(sede(), 2026).await.unwrap(), 2);
    assert_eq!(store.thread(taken.id).await.unwrap().unwrap().voci.len(), 3);
}

#[tokio::test]
async fn without_contacts_nobody_is_told() {
    let store = store().await;
    let sent = inviato(&store).await;
    let mut silent = datore();
    silent.contatti = Default::default();
    store.put_persona(&silent).await.unwrap();
    store.step(&presa(&sent), after(1)).await.unwrap();
    assert_eq!(outbox(&store).await.len(), 1, "that of the send only");
}

#[tokio::test]
async fn reading_clears_the_badge_and_never_comes_back() {
    let store = store().await;
    let sent = inviato(&store).await;
    let taken = store.step(&presa(&sent), after(1)).await.unwrap();
    let unread = || async {
        let list = store.list_quesiti(persona_id(1), &FiltroQuesiti::default(), None, 20).await.unwrap();
        assert_eq!(list.voci[0].da_leggere(), quesito(&store, sent.id).await.da_leggere());
        list.voci[0].da_leggere()
    };
    assert!(unread().await);
    assert!(
        matches!(store.mark_read(sent.id, Lettore::Datore(persona_id(2)), 2, after(1)).await, Err(StoreError::Assente)),
        "somebody else's"
    );
    assert!(matches!(store.mark_read(nuovo_id(), Lettore::Datore(persona_id(1)), 2, after(1)).await, Err(StoreError::Assente)));
    assert!(
        matches!(store.mark_read(sent.id, Lettore::Datore(persona_id(1)), 3, after(1)).await, Err(StoreError::Conflitto)),
        "not written yet"
    );
    store.mark_read(sent.id, Lettore::Datore(persona_id(1)), 1, after(1)).await.unwrap();
    assert!(unread().await);
    store.mark_read(sent.id, Lettore::Datore(persona_id(1)), 2, after(1)).await.unwrap();
    assert!(!unread().await);
    store.mark_read(sent.id, Lettore::Datore(persona_id(1)), 1, after(1)).await.unwrap();
    assert!(!unread().await);

    // Reading is no change: the office goes on from the version it saw.
    store.step(&chiusura(&taken), after(2)).await.unwrap();
    assert!(unread().await);
}
