//! Annulling: the original stays readable, who, when and why come with it, and the day's register says so.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{AnnulRegistrazione, Annullamento};
use cassetto_api::modello::{LettureVoce, QuesitoDettaglio, StatoVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::QuesitoPath;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::protocollo::Protocollo;
use cassetto_tests::{Answer, Individuo, System};
use jiff::civil::date;

use super::{check, registers};

async fn annul(who: &Individuo, id: QuesitoId, versione: u32, voce: u32) -> Answer<QuesitoDettaglio> {
    let body = Annullamento { versione, voce, motivo: "Registrata due volte.".to_owned() };
    who.client.call::<AnnulRegistrazione>(&QuesitoPath { id }, &Nulla {}, &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_annulled_stays_readable_and_is_in_the_register_of_its_day() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let sent = anna.send(&anna.domanda()).await.expect("a protocol");
    let protocollo = Protocollo::parse(&sent.protocollo.segnatura).expect("a protocol");
    let other = anna.ask().await;
    // One on the day itself, one two days after, when the register of its day is out.
    annul(&bruna, other, 1, 1).await.expect("annulled");
    system.set_now("2026-11-24T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    system.session(&bruna).await;
    system.session(&anna).await;
    let before = registers(&system).await;
    let detail = annul(&bruna, sent.id, 1, 1).await.expect("annulled");
    let Voce::Messaggio { annullata: Some(nota), testo, .. } = &detail.voci[0] else { panic!("an annulled message") };
    assert_eq!((nota.motivo.as_str(), nota.operatore.as_deref()), ("Registrata due volte.", Some("Bruna Esempio")));
    assert!(testo.contains("non è arrivato"));
    // The citizen reads it too, without the operator's name.
    let seen = anna.see(sent.id).await.expect("a detail");
    let Voce::Messaggio { annullata: Some(nota), testo, .. } = &seen.voci[0] else { panic!("an annulled message") };
    assert!(nota.operatore.is_none() && testo.contains("non è arrivato"));
    let kept = system.kit().store.registrazione(protocollo).await.expect("a table").expect("a registration");
    assert_eq!((kept.mittente.as_str(), kept.annullata.map(|nota| nota.chi.id)), ("Anna Esempio", Some(bruna.id)));

    system.set_now("2026-11-25T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    let after = registers(&system).await;
    assert!(before.iter().zip(&after).all(|((_, a), (_, b))| a.contenuto == b.contenuto), "what is out doesn't change");
    let (first, last) = (&after[0].0, &after[2].0);
    assert_eq!((first.data, last.data), (date(2026, 11, 23), date(2026, 11, 25)));
    assert!(first.registrazioni[0].annullata.is_none() && first.registrazioni[1].annullata.is_some());
    assert_eq!(first.annullamenti.len(), 1);
    assert_eq!((last.annullamenti[0].segnatura, last.annullamenti[0].nota.chi.as_str()), (protocollo, "Bruna Esempio"));
    assert!(check(after).is_good());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_once_only_a_message_and_only_by_whose_register_it_is() {
    let system = System::start().await;
    let (anna, bruna, elsewhere) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    system.refuses(annul(&elsewhere, id, 2, 1), Tipo::NonTrovato, &[]).await;
    system.refuses(annul(&bruna, id, 1, 1), Tipo::VersioneSuperata, &[]).await;
    for voce in [2, 9] {
        system.refuses(annul(&bruna, id, 2, voce), Tipo::DatiNonValidi, &[("voce", Motivo::VoceSconosciuta)]).await;
    }
    annul(&bruna, id, 2, 1).await.expect("annulled");
    system.refuses(annul(&bruna, id, 2, 1), Tipo::TransizioneNonAmmessa, &[]).await;
}

/// The sede that registered it annuls it wherever the thread is, and sees nothing else of a thread that left.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_transfer_each_sede_annuls_what_is_in_its_own_register() {
    let system = System::start().await;
    let (anna, bruna, milano) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    let id = anna.ask().await;
    let termine = bruna.see(id).await.expect("a detail").quesito.termine;
    bruna.take(id, 1).await.expect("taken");
    bruna.forward(id, 2, "4900").await.expect("forwarded");
    milano.take(id, 3).await.expect("taken");
    milano.answer(id, 4, Vec::new()).await.expect("an answer");

    // To the sede that has it the others' registrations are there, and not its own to annul.
    system.refuses(annul(&milano, id, 5, 1), Tipo::DatiNonValidi, &[("voce", Motivo::RegistroDiAltraSede)]).await;
    // To a sede that has it no more, what is not in its register is not there at all; to one that never had it, nothing is.
    for voce in [0, 2, 3, 4, 5, 9] {
        system.refuses(annul(&bruna, id, 5, voce), Tipo::NonTrovato, &[]).await;
    }
    let other = anna.ask().await;
    bruna.forward(other, 1, "5100").await.expect("forwarded");
    system.refuses(annul(&milano, other, 2, 1), Tipo::NonTrovato, &[]).await;

    // The version is the other sede's: the last one that was seen here is as good as any.
    let answer = annul(&bruna, id, 2, 1).await.expect("annulled");
    let [Voce::Messaggio { versione: 1, annullata: Some(nota), testo, allegati, protocollo, .. }] = answer.voci.as_slice() else {
        panic!("{:?}", answer.voci)
    };
    assert_eq!((nota.motivo.as_str(), nota.operatore.as_deref()), ("Registrata due volte.", Some("Bruna Esempio")));
    assert!(testo.is_empty() && allegati.is_empty() && !answer.scrive);
    assert_eq!((&answer.quesito.protocollo, &answer.quesito.termine), (protocollo, &termine));
    assert_eq!((answer.quesito.stato, answer.quesito.operatore.as_deref(), answer.quesito.versione), (StatoVoce::Aperta, None, 1));
    assert_eq!(
        (&answer.quesito.aggiornato, answer.letture, answer.sede.codice.as_str()),
        (&answer.quesito.presentato, LettureVoce::default(), "7000")
    );
    system.refuses(annul(&bruna, id, 2, 1), Tipo::TransizioneNonAmmessa, &[]).await;
    system.refuses(bruna.see(id), Tipo::NonTrovato, &[]).await;
    system.refuses(bruna.comment(id, 5, "Ancora?"), Tipo::NonTrovato, &[]).await;

    // Whoever has it reads it, in full; and annuls what it registered itself.
    let seen = milano.see(id).await.expect("a detail");
    let Voce::Messaggio { annullata: Some(nota), testo, .. } = &seen.voci[0] else { panic!("{:?}", seen.voci) };
    assert!(nota.operatore.as_deref() == Some("Bruna Esempio") && testo.contains("non è arrivato"));
    annul(&milano, id, 5, 5).await.expect("annulled");

    system.set_now("2026-11-23T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    let found = registers(&system).await;
    let [(first, _)] = found.as_slice() else { panic!("one day") };
    assert_eq!(first.annullamenti.iter().map(|each| each.nota.chi.as_str()).collect::<Vec<_>>(), ["Bruna Esempio"]);
    assert!(first.registrazioni[0].annullata.is_some() && check(found).is_good());
}
