//! A restore, rehearsed: everything as it was at one instant under new names, functions pointed there, the check with its counts, a
//! known thread read, its receipt and its registers verified. `cargo xtask prova-ripristino` prints the same.

use std::time::Instant;

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::EsitoVoce;
use cassetto_api::quesiti::{GetRicevuta, QuesitoPath, VoceRicevuta};
use cassetto_domain::calendario::oggi;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::protocollo::NumeroProtocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_esercizio::{Esito, Opzioni, controlla};
use cassetto_prove::verifica::{File, verifica};
use cassetto_store::Store;
use cassetto_tests::{Individuo, SEDE, System, messaggio};

use crate::passi::{allegati, at, nuovo};

async fn check(store: &Store, system: &System) -> Esito {
    let esito = controlla(store, &Opzioni::ferma(system.now())).await.expect("a check");
    assert!(esito.is_good(), "{esito}");
    esito
}

/// A few days of correspondence; one thread that everything of is known.
async fn history(system: &System) -> (Individuo, Individuo, QuesitoId) {
    let (anna, ufficio) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.send(&nuovo(&anna, allegati(&anna, 2).await)).await.expect("a protocol").id;
    ufficio.take(id, 1).await.expect("taken");
    ufficio.answer(id, 2, allegati(&ufficio, 1).await).await.expect("answered");
    anna.append(id, &messaggio(3)).await.expect("added");
    ufficio.close(id, 4, EsitoVoce::Accolta).await.expect("closed");
    for n in 2..12 {
        system.datore(n).await.ask().await;
    }
    system.cloud.settle().await.expect("settled");
    system.advance(std::time::Duration::from_secs(86_400));
    system.cloud.registri().await.expect("registers");
    system.session(&anna).await;
    anna.ask().await;
    (anna, ufficio, id)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_under_new_names_is_whole_and_serves() {
    let system = System::start().await;
    let (anna, _ufficio, id) = history(&system).await;
    let before = check(&system.kit().store, &system).await;

    let began = Instant::now();
    let restored = system.cloud.ripristina().await.expect("a restore");
    let copied = began.elapsed();
    // What comes after the instant is not in it: the loss that the recovery point allows.
    let lost = [anna.send(&anna.domanda()).await.expect("a protocol"), anna.send(&anna.domanda()).await.expect("a protocol")];
    let after = check(&restored.store, &system).await;
    assert_eq!(after.conteggi, before.conteggi, "everything of the instant and nothing else");

    // The functions on the new names: a session of before, the thread, its documents, its receipt.
    let there = at(&restored.origin, &anna);
    let thread = there.see(id).await.expect("the thread");
    assert_eq!(thread.voci, anna.see(id).await.expect("the thread").voci);
    for sent in &lost {
        assert_eq!(there.see(sent.id).await.expect_err("not yet there").status, 404);
    }
    let receipt = there.client.call::<GetRicevuta>(&QuesitoPath { id }, &VoceRicevuta { voce: None }, &Nulla {}).await.expect("a receipt");
    let sede = CodiceSede::parse(SEDE).expect("a sede");
    let ieri = oggi(system.now()).yesterday().expect("a day");
    let register = restored.store.read_registro(sede, ieri).await.expect("the register");
    let mut files = vec![
        File { nome: "ricevuta.pdf".to_owned(), contenuto: receipt.contenuto },
        File { nome: "registro.json".to_owned(), contenuto: register },
    ];
    let documents = documents(&there, &thread).await;
    assert_eq!(documents.len(), 2);
    files.extend(documents);
    let verbale = verifica(&files);
    assert!(verbale.is_good(), "{verbale}");

    // The numbers that people hold receipts of and the restored counter doesn't know: found before anybody is let in.
    let anno = oggi(system.now()).year();
    let known = restored.store.ultimo_numero(sede, anno).await.expect("a counter");
    let given = system.kit().store.registrazioni_dopo(sede, anno, NumeroProtocollo(known), 100).await.expect("registrations");
    assert_eq!(given.len(), lost.len());

    // Life goes on there: the day ends, its register is chained to what was restored.
    restored.functions.sweep().await.expect("a sweep");
    system.advance(std::time::Duration::from_secs(86_400));
    restored.functions.registri().await.expect("registers");
    let end = check(&restored.store, &system).await;
    assert_eq!(end.conteggi["registri giornalieri"], before.conteggi["registri giornalieri"] + 1);
    println!("restored {} rows and {} objects in {} ms", restored.righe, restored.oggetti, copied.as_millis());
    println!("{after}");
    println!("{} files verified: the receipt, its documents, the register of its day", files.len());
    println!("{} registrations after the instant, from number {} on: to be entered again before opening", given.len(), known + 1);
}

async fn documents(who: &Individuo, thread: &cassetto_api::modello::QuesitoDettaglio) -> Vec<File> {
    let cassetto_api::modello::Voce::Messaggio { allegati, .. } = &thread.voci[0] else { panic!("a message") };
    let mut files = Vec::new();
    for allegato in allegati {
        let path = cassetto_api::allegati::AllegatoPath { id: thread.quesito.id, allegato: allegato.id };
        let link = who.client.call::<cassetto_api::allegati::GetAllegato>(&path, &Nulla {}, &Nulla {}).await.expect("a link");
        let (status, _, contenuto) = who.client.fetch(&link.url).await;
        assert_eq!(status, 200, "{}", link.url);
        files.push(File { nome: allegato.nome.clone(), contenuto });
    }
    files
}
