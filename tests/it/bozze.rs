//! Drafts on the server: versions, limits, whose they are, how long they live, and how they end.

use std::time::Duration;

use cassetto_allegati::campioni;
use cassetto_api::bozze::BozzaContenuto;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::id::BozzaId;
use cassetto_local::Target;
use cassetto_tests::{System, chiave};

use crate::passi::rows;

fn id(n: u8) -> BozzaId {
    BozzaId::from_bytes([n; 16])
}

fn about(oggetto: &str) -> BozzaContenuto {
    BozzaContenuto { oggetto: oggetto.to_owned(), passo: "testo".to_owned(), ..BozzaContenuto::default() }
}

#[tokio::test]
async fn another_device_goes_on_and_the_older_version_is_refused() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let phone = crate::passi::at(system.cloud.origin(), &anna);
    let saved = anna.save_bozza(id(1), 0, &about("Avviso")).await.expect("saved");
    assert_eq!((saved.versione, saved.scade.0.as_str()), (1, "2026-12-23T11:00:00.000Z"));
    system.advance(Duration::from_secs(60));

    let [found] = &phone.bozze().await[..] else { panic!("one draft") };
    assert_eq!((found.id, found.versione, &found.contenuto), (id(1), 1, &about("Avviso")));
    let longer = BozzaContenuto { testo: "Buongiorno".to_owned(), categoria: "mav".to_owned(), ..about("Avviso") };
    assert_eq!(phone.save_bozza(id(1), 1, &longer).await.expect("saved").versione, 2);
    // The first device holds version 1, and may not begin the same one anew either.
    for seen in [0, 1, 3] {
        system.refuses(anna.save_bozza(id(1), seen, &about("Altro")), Tipo::VersioneSuperata, &[]).await;
    }
    assert_eq!(anna.bozze().await[0].contenuto, longer);
    assert_eq!(anna.home(None).await.bozze, 1);
    anna.delete_bozza(id(1)).await.expect("gone");
    system.refuses(phone.delete_bozza(id(1)), Tipo::NonTrovato, &[]).await;
    // What is gone does not come back by a save of an old page.
    system.refuses(phone.save_bozza(id(1), 2, &longer), Tipo::VersioneSuperata, &[]).await;
    assert_eq!((anna.bozze().await.len(), anna.home(None).await.bozze), (0, 0));
}

#[tokio::test]
async fn a_draft_is_its_authors_alone() {
    let system = System::start().await;
    let (anna, other, studio) = (system.datore(1).await, system.datore(2).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    anna.save_bozza(id(1), 0, &about("Segreto")).await.expect("saved");
    for who in [&other, &studio] {
        assert_eq!(who.bozze().await, []);
        system.refuses(who.delete_bozza(id(1)), Tipo::NonTrovato, &[]).await;
        system.refuses(who.save_bozza(id(1), 1, &about("Mio")), Tipo::VersioneSuperata, &[]).await;
    }
    assert_eq!(studio.home(Some(anna.id)).await.bozze, 0, "those of who calls");
    // Sending with somebody else's draft takes nothing from them.
    let body = NuovoQuesito { bozza: Some(id(1)), ..other.domanda() };
    other.send(&body).await.expect("a protocol");
    assert_eq!(anna.bozze().await.len(), 1);
}

#[tokio::test]
async fn twenty_at_most_and_none_too_long() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for n in 0..20 {
        anna.save_bozza(id(n), 0, &about("Avviso")).await.expect("saved");
    }
    let full: &[_] = &[("contenuto", Motivo::TroppeBozze)];
    system.refuses(anna.save_bozza(id(20), 0, &about("Avviso")), Tipo::DatiNonValidi, full).await;
    anna.save_bozza(id(19), 1, &about("Avviso corretto")).await.expect("an old one may grow");
    anna.delete_bozza(id(0)).await.expect("gone");
    anna.save_bozza(id(20), 0, &about("Avviso")).await.expect("there is room again");

    let long = BozzaContenuto { testo: "t".repeat(12_001), rapporto: "r".repeat(401), ..about("Avviso") };
    let campi: &[_] = &[("contenuto.testo", Motivo::TroppoLungo), ("contenuto.rapporto", Motivo::TroppoLungo)];
    system.refuses(anna.save_bozza(id(20), 1, &long), Tipo::DatiNonValidi, campi).await;
    let longest = BozzaContenuto { testo: "€".repeat(12_000), ..about("Avviso") };
    anna.save_bozza(id(20), 1, &longest).await.expect("saved");
}

#[tokio::test]
async fn a_draft_lives_thirty_days_and_its_documents_with_it() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let pdf = anna.client.upload("a.pdf", "application/pdf", campioni::pdf("a")).await.expect("an upload");
    let contenuto = BozzaContenuto { allegati: vec![pdf.clone()], ..about("Avviso") };
    anna.save_bozza(id(1), 0, &contenuto).await.expect("saved");

    system.advance(Duration::from_hours(30 * 24 - 1));
    system.session(&anna).await;
    assert_eq!(system.cloud.expire().expect("swept").1, 0);
    let [draft] = &anna.bozze().await[..] else { panic!("one draft") };
    let body = NuovoQuesito { allegati: draft.contenuto.allegati.clone(), bozza: Some(id(1)), ..anna.domanda() };
    anna.send(&body).await.expect("sent from another device, a month later");

    anna.save_bozza(id(2), 0, &contenuto).await.expect("saved");
    system.advance(Duration::from_hours(30 * 24));
    system.session(&anna).await;
    // The table may be late in dropping it: it is gone all the same.
    assert_eq!((anna.bozze().await, anna.home(None).await.bozze), (Vec::new(), 0));
    system.refuses(anna.save_bozza(id(2), 1, &contenuto), Tipo::VersioneSuperata, &[]).await;
    anna.save_bozza(id(2), 0, &contenuto).await.expect("begun anew");
}

#[tokio::test]
async fn sending_ends_the_draft_in_the_same_transaction() {
    let system = System::start().await;
    let (anna, studio) = (system.datore(1).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    for n in [1, 2] {
        anna.save_bozza(id(n), 0, &about("Avviso")).await.expect("saved");
    }
    let (body, key) = (NuovoQuesito { bozza: Some(id(1)), ..anna.domanda() }, chiave());
    // A send that is refused keeps it.
    let bad = NuovoQuesito { testo: String::new(), ..body.clone() };
    system.refuses(anna.send_with_key(&bad, &key), Tipo::DatiNonValidi, &[("testo", Motivo::Vuoto)]).await;
    system.cloud.meter().reset();
    let first = anna.send_with_key(&body, &key).await.expect("a protocol");
    let snapshot = system.cloud.meter().snapshot();
    assert_eq!(snapshot.of(Target::DynamoDb, "TransactWriteItems").calls, 1);
    assert_eq!(snapshot.of(Target::DynamoDb, "DeleteItem").calls, 0);
    let left: Vec<BozzaId> = anna.bozze().await.iter().map(|bozza| bozza.id).collect();
    assert_eq!(left, [id(2)]);
    // The retry finds no draft, and the first answer.
    assert_eq!(anna.send_with_key(&body, &key).await.expect("the same"), first);

    // Nor does it leave a second time from another device, which holds it still: not even with what was changed there meanwhile.
    assert_eq!(anna.send_with_key(&body, &chiave()).await.expect("the same"), first);
    let changed = NuovoQuesito { testo: "Un altro testo.".to_owned(), ..body.clone() };
    system.refuses(anna.send_with_key(&changed, &chiave()), Tipo::ChiaveRiusata, &[]).await;
    let other = NuovoQuesito { bozza: Some(id(2)), ..body };
    assert_ne!(anna.send_with_key(&other, &chiave()).await.expect("a protocol of its own"), first);
    anna.save_bozza(id(2), 0, &about("Avviso")).await.expect("begun anew");

    // An intermediary's draft is theirs, for whichever employer it is.
    studio.save_bozza(id(3), 0, &BozzaContenuto { datore: Some(anna.id), ..about("Per conto") }).await.expect("saved");
    let body = NuovoQuesito { datore: Some(anna.id), bozza: Some(id(3)), ..anna.domanda() };
    studio.send(&body).await.expect("a protocol");
    assert_eq!((studio.bozze().await.len(), anna.bozze().await.len()), (0, 1));
    assert_eq!(rows(&system).keys().filter(|(_, sk)| sk.starts_with("B#")).count(), 1);
}
