//! The citizen's side of a thread: one more message, the document that was asked for, what each side has read, a thread that follows
//! another.

mod correlata;
mod guasti;
mod lettura;
mod per_conto;

use std::time::Duration;

use cassetto_allegati::campioni;
use cassetto_api::modello::{EsitoVoce, Parte, QuesitoDettaglio, StatoVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoMessaggio;
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use cassetto_store::Registrazione;
use cassetto_tests::{SEDE, System, chiave, messaggio};
use jiff::civil::date;

use crate::passi::{register, rows};

/// The registration with a number, of the day on which every test begins.
async fn registration(system: &System, numero: u32) -> Registrazione {
    let sede = CodiceSede::parse(SEDE).expect("a sede");
    let protocollo = Protocollo { sede, numero: NumeroProtocollo(numero), data: date(2026, 11, 23) };
    system.kit().store.registrazione(protocollo).await.expect("a table").expect("a registration")
}

/// Who wrote each message, with its number.
fn messages(detail: &QuesitoDettaglio) -> Vec<(Parte, &str)> {
    let messages = detail.voci.iter().filter_map(|voce| match voce {
        Voce::Messaggio { parte, protocollo, .. } => Some((*parte, protocollo.numero.as_str())),
        _ => None,
    });
    messages.collect()
}

#[tokio::test]
async fn each_message_has_its_own_number_linked_to_the_last() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    let pdf = anna.client.upload("a.pdf", "application/pdf", campioni::pdf("a")).await.expect("an upload");
    // While nobody has it in charge yet, and then too.
    let detail = anna.append(id, &NuovoMessaggio { allegati: vec![pdf], ..messaggio(1) }).await.expect("added");
    assert_eq!((detail.quesito.versione, detail.quesito.stato), (2, StatoVoce::Aperta));
    bruna.take(id, 2).await.expect("taken");
    bruna.answer(id, 3, Vec::new()).await.expect("answered");
    let detail = anna.append(id, &messaggio(4)).await.expect("added");
    let (mine, theirs) = (Parte::Cittadino, Parte::Ufficio);
    assert_eq!(messages(&detail), [(mine, "0000001"), (mine, "0000002"), (theirs, "0000003"), (mine, "0000004")]);
    for numero in 2..=4 {
        let registrazione = registration(&system, numero).await;
        assert_eq!(registrazione.precedente.expect("a link").numero, NumeroProtocollo(numero - 1));
        assert_eq!(registrazione.documenti.len(), if numero == 2 { 2 } else { 1 });
        let mine = registrazione.mittente == "Anna Esempio" && registrazione.destinatario == "Roma";
        assert_eq!(mine, numero != 3, "{numero}");
    }
    assert_eq!(register(&rows(&system), 2026), [1, 2, 3, 4]);
    // Who writes has seen what they answer; the office sees that there is something.
    assert!(!anna.see(id).await.expect("a detail").quesito.da_leggere);
    assert!(bruna.see(id).await.expect("a detail").quesito.da_leggere);
}

#[tokio::test]
async fn what_cannot_be_added() {
    let system = System::start().await;
    let (anna, other, bruna) = (system.datore(1).await, system.datore(2).await, system.operatore(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    system.refuses(anna.append(id, &messaggio(1)), Tipo::VersioneSuperata, &[]).await;
    system.refuses(other.append(id, &messaggio(2)), Tipo::NonTrovato, &[]).await;
    let empty = NuovoMessaggio { testo: " ".to_owned(), ..messaggio(2) };
    system.refuses(anna.append(id, &empty), Tipo::DatiNonValidi, &[("testo", Motivo::Vuoto)]).await;
    let four = crate::passi::allegati(&anna, 4).await;
    let many = NuovoMessaggio { allegati: four, ..messaggio(2) };
    system.refuses(anna.append(id, &many), Tipo::DatiNonValidi, &[("allegati", Motivo::TroppiAllegati)]).await;
    // Nothing is awaited, whatever entry is named.
    for asked in [0, 1, 2, 9] {
        let reply = NuovoMessaggio { risponde_a: Some(asked), ..messaggio(2) };
        system.refuses(anna.append(id, &reply), Tipo::DatiNonValidi, &[("risponde_a", Motivo::RichiestaNonAttesa)]).await;
    }
    bruna.close(id, 2, EsitoVoce::Accolta).await.expect("closed");
    system.refuses(anna.append(id, &messaggio(3)), Tipo::TransizioneNonAmmessa, &[]).await;
}

#[tokio::test]
async fn the_document_that_was_asked_for_starts_the_clock_again() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    let asked = bruna.request(id, 2, "2026-12-04").await.expect("asked for");
    assert_eq!(asked.quesito.termine.0, "2026-12-23");

    // It is the first thing that the employer finds.
    let home = anna.home(None).await;
    assert_eq!((home.tocca_a_te[0].id, home.totale_tocca_a_te), (id, 1));
    let attesa = home.tocca_a_te[0].attesa.clone().expect("awaited");
    assert_eq!((attesa.versione, attesa.entro.0.as_str()), (3, "2026-12-04"));

    // A message that does not answer it leaves the wait as it is.
    let aside = anna.append(id, &messaggio(3)).await.expect("added");
    assert_eq!((aside.quesito.attesa, aside.quesito.termine.0.as_str()), (Some(attesa), "2026-12-23"));
    assert_eq!(anna.home(None).await.tocca_a_te.len(), 1, "the document is still awaited");
    for wrong in [1, 2, 4] {
        let reply = anna.hand_in(id, 4, wrong, Vec::new());
        system.refuses(reply, Tipo::DatiNonValidi, &[("risponde_a", Motivo::RichiestaNonAttesa)]).await;
    }

    // Ten days later the ten days are given back: 2 January 2027 is a Saturday, and the first working day is Monday the 4th.
    system.advance(Duration::from_hours(24 * 10));
    for who in [&anna, &bruna] {
        system.session(who).await;
    }
    let pdf = anna.client.upload("a.pdf", "application/pdf", campioni::pdf("a")).await.expect("an upload");
    let done = anna.hand_in(id, 4, 3, vec![pdf]).await.expect("handed in");
    assert_eq!((done.quesito.attesa.clone(), done.quesito.termine.0.as_str()), (None, "2027-01-04"));
    assert_eq!(done.quesito.stato, StatoVoce::InCarico);
    let Some(Voce::Messaggio { risponde_a: Some(3), protocollo, .. }) = done.voci.last() else { panic!("{:?}", done.voci) };
    assert_eq!((protocollo.numero.as_str(), protocollo.data.0.as_str()), ("0000004", "2026-12-03"));
    assert_eq!(anna.home(None).await.totale_tocca_a_te, 0);
    // Once: it waits for nothing any more.
    system.refuses(anna.hand_in(id, 5, 3, Vec::new()), Tipo::DatiNonValidi, &[("risponde_a", Motivo::RichiestaNonAttesa)]).await;
    bruna.answer(id, 5, Vec::new()).await.expect("answered");
}

#[tokio::test]
async fn a_key_writes_one_message_on_one_quesito() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let (id, other) = (anna.ask().await, anna.ask().await);
    let key = chiave();
    let first = anna.append_with_key(id, &messaggio(1), &key).await.expect("added");
    let before = system.snapshot();
    // The version is no longer the one that it names: the key is answered before that is looked at.
    assert_eq!(anna.append_with_key(id, &messaggio(1), &key).await.expect("the same"), first);
    assert_eq!(system.snapshot(), before);
    let another = NuovoMessaggio { testo: "Altro.".to_owned(), ..messaggio(2) };
    system.refuses(anna.append_with_key(id, &another, &key), Tipo::ChiaveRiusata, &[]).await;
    system.refuses(anna.append_with_key(other, &messaggio(1), &key), Tipo::ChiaveRiusata, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_messages_at_once_one_is_registered_and_no_number_is_lost() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let id = anna.ask().await;
    let tries = (0..6).map(|n| {
        let who = crate::passi::at(system.cloud.origin(), &anna);
        tokio::spawn(async move { who.append(id, &NuovoMessaggio { testo: format!("Messaggio {n}."), ..messaggio(1) }).await })
    });
    let mut done = 0;
    for attempt in tries.collect::<Vec<_>>() {
        match attempt.await.expect("an answer") {
            Ok(_) => done += 1,
            Err(problema) => assert_eq!(problema.kind(), Some(Tipo::VersioneSuperata), "{problema:?}"),
        }
    }
    assert_eq!(done, 1);
    assert_eq!(register(&rows(&system), 2026), [1, 2]);
}
