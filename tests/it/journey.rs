//! One quesito from the sign-in to the esito, as its employer, its office and their intermediary live it.

use std::io::{Cursor, Read};

use cassetto_allegati::campioni;
use cassetto_api::allegati::{AllegatoPath, GetAllegato};
use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{Chiusura, CloseQuesito, FiltroCoda, ListCoda, PresaInCarico, TakeQuesito};
use cassetto_api::home::{GetHome, PerConto};
use cassetto_api::modello::{AllegatoVoce, CanaleVoce, EsitoVoce, EventoVoce, QuesitoDettaglio, RuoloVoce, StatoVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{
    AllegatoInviato, FiltroQuesiti, GetArchivio, GetRicevuta, Lettura, ListQuesiti, MarkRead, NuovoQuesito, QuesitoPath, VoceRicevuta,
};
use cassetto_domain::id::QuesitoId;
use cassetto_domain::pin::Pin;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::ruolo::Ruolo;
use cassetto_tests::{Individuo, System};

const PIN: &str = "Prova123";

fn documents() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    vec![
        ("ricevuta di pagamento.pdf", "application/pdf", campioni::pdf("Ricevuta")),
        ("Perché.PNG", "image/png", campioni::png(20, 10)),
        ("busta paga.jpg", "image/jpeg", campioni::jpeg()),
    ]
}

async fn upload(who: &Individuo, documents: &[(&str, &str, Vec<u8>)]) -> Vec<AllegatoInviato> {
    let mut uploaded = Vec::new();
    for (nome, tipo, bytes) in documents {
        uploaded.push(who.client.upload(nome, tipo, bytes.clone()).await.expect("an upload"));
    }
    uploaded
}

async fn home(who: &Individuo) -> cassetto_api::home::Home {
    who.client.call::<GetHome>(&Nulla {}, &PerConto::default(), &Nulla {}).await.expect("a home")
}

async fn list(who: &Individuo) -> Vec<cassetto_api::modello::QuesitoVoce> {
    who.client.call::<ListQuesiti>(&Nulla {}, &FiltroQuesiti::default(), &Nulla {}).await.expect("a list").voci
}

fn attachments(detail: &QuesitoDettaglio) -> Vec<&AllegatoVoce> {
    let messages = detail.voci.iter().filter_map(|voce| match voce {
        Voce::Messaggio { allegati, .. } => Some(allegati),
        _ => None,
    });
    messages.flatten().collect()
}

/// Entries as `version: what`, notices left out.
fn timeline(detail: &QuesitoDettaglio) -> Vec<String> {
    let entries = detail.voci.iter().filter_map(|voce| match voce {
        Voce::Messaggio { versione, parte, autore, protocollo, allegati, .. } => {
            Some(format!("{versione}: {parte:?} {autore} {} {}", protocollo.numero, allegati.len()))
        }
        Voce::Cambio { versione, da, a, ufficio, operatore, commento, esito, .. } => {
            let commento = commento.as_deref().unwrap_or("-");
            let operatore = operatore.as_deref().unwrap_or("-");
            Some(format!("{versione}: {da:?} {a:?} {ufficio} {operatore} {commento} {esito:?}"))
        }
        _ => None,
    });
    entries.collect()
}

async fn receipt(who: &Individuo, id: QuesitoId) -> Vec<u8> {
    who.client.call::<GetRicevuta>(&QuesitoPath { id }, &VoceRicevuta::default(), &Nulla {}).await.expect("a receipt").contenuto
}

#[tokio::test(flavor = "multi_thread")]
async fn from_sign_in_to_esito() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let phc = cassetto_login::pin_hash::hash(&Pin::parse(PIN).expect("a PIN")).expect("a hash");
    system.pin(&anna, Ruolo::Datore, phc).await;
    anna.client.set_cookie(None);
    let sessione = anna.client.sign_in(anna.codice_fiscale.as_str(), PIN).await.expect("a session");
    assert_eq!((sessione.persona, sessione.ruolo), (anna.id, RuoloVoce::Datore));

    // Sending.
    let first = home(&anna).await;
    assert!(first.tocca_a_te.is_empty() && first.recenti.is_empty());
    assert_eq!(first.rapporti.len(), 1);
    let files = documents();
    let body = cassetto_api::quesiti::NuovoQuesito { allegati: upload(&anna, &files).await, ..anna.domanda() };
    let sent = anna.send(&body).await.expect("a protocol");
    assert_eq!(sent.protocollo.segnatura, "INPS.7000.23/11/2026.0000001");
    assert_eq!((sent.protocollo.numero.as_str(), sent.protocollo.data.0.as_str()), ("0000001", "2026-11-23"));
    assert_eq!((sent.sede.codice.as_str(), sent.sede.nome.as_str()), ("7000", "Roma"));
    assert_eq!(sent.termine.0, "2026-12-23");
    let id = sent.id;

    // The same bytes whenever it is asked for.
    let pdf = receipt(&anna, id).await;
    assert!(pdf.starts_with(b"%PDF-"));

    // Notices say that there is something and where, nothing else.
    system.cloud.settle().await.expect("settled");
    let notices = system.cloud.sent().lists();
    assert_eq!((notices.sms.len(), notices.email.len()), (1, 1));
    let link = format!("{}/quesiti/{id}", system.cloud.origin());
    assert_eq!(notices.sms[0].numero, "+393000000001");
    assert_eq!(notices.email[0].destinatario, "persona1@esempio.example");
    let texts = [&notices.sms[0].testo, &notices.email[0].oggetto, &notices.email[0].testo];
    assert!(texts[0].contains(&link) && texts[2].contains(&link));
    let secrets = ["Anna", "Esempio", "0000001", "Avviso non", "trimestre", "Olena", "Saggio", "3000000001", "pagamento", "MAV"];
    for text in texts {
        for secret in secrets {
            assert!(!text.replace(&link, "").contains(secret), "{secret} in {text}");
        }
    }

    // List and detail.
    let rows = list(&anna).await;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].id, rows[0].stato, rows[0].da_leggere), (id, StatoVoce::Aperta, false));
    let detail = anna.see(id).await.expect("a detail");
    assert_eq!(detail.quesito, rows[0]);
    let Voce::Messaggio { testo, .. } = &detail.voci[0] else { panic!("{:?}", detail.voci) };
    assert_eq!(*testo, body.testo);
    let names: Vec<&str> = attachments(&detail).iter().map(|allegato| allegato.nome.as_str()).collect();
    assert_eq!(names, ["ricevuta di pagamento.pdf", "Perché.PNG", "busta paga.jpg"]);

    // The office takes it in charge, comments, answers with a document, closes.
    let bruna = system.operatore(1).await;
    let filtro = FiltroCoda::default();
    let queue = bruna.client.call::<ListCoda>(&Nulla {}, &filtro, &Nulla {}).await.expect("a queue");
    assert_eq!(queue.voci.iter().map(|voce| voce.quesito.id).collect::<Vec<_>>(), [id]);
    let body = PresaInCarico { versione: 1, commento: Some("La guardo oggi.".to_owned()) };
    let taken = bruna.client.call::<TakeQuesito>(&QuesitoPath { id }, &Nulla {}, &body).await.expect("taken");
    assert_eq!((taken.quesito.stato, taken.quesito.versione), (StatoVoce::InCarico, 2));
    assert_eq!(taken.quesito.operatore.as_deref(), Some("Bruna Esempio"));
    bruna.comment(id, 2, "Serve qualche giorno.").await.expect("a comment");
    let tiff = vec![("avviso.tiff", "image/tiff", campioni::tiff())];
    let answered = bruna.answer(id, 3, upload(&bruna, &tiff).await).await.expect("an answer");
    assert_eq!(answered.quesito.versione, 4);

    // Its own number, linked to the one that it answers.
    let store = &system.kit().store;
    let number = |text: &str| Protocollo::parse(text).expect("a protocol");
    let first = store.registrazione(number("INPS.7000.23/11/2026.0000001")).await.expect("a register").expect("number 1");
    let second = store.registrazione(number("INPS.7000.23/11/2026.0000002")).await.expect("a register").expect("number 2");
    assert_eq!((first.precedente, first.documenti.len(), first.quesito), (None, 4, id));
    assert_eq!((second.precedente, second.documenti.len(), second.quesito), (Some(first.protocollo), 2, id));
    assert_eq!((second.mittente.as_str(), second.destinatario.as_str()), ("Roma", "Anna Esempio"));

    let closing = Chiusura { versione: 4, esito: EsitoVoce::Accolta, commento: "Avviso rispedito.".to_owned() };
    let closed = bruna.client.call::<CloseQuesito>(&QuesitoPath { id }, &Nulla {}, &closing).await.expect("closed");
    assert_eq!((closed.quesito.stato, closed.quesito.esito), (StatoVoce::Chiusa, Some(EsitoVoce::Accolta)));

    // The employer sees that it is their turn, reads, and the badge clears.
    assert_eq!(home(&anna).await.tocca_a_te.iter().map(|voce| voce.id).collect::<Vec<_>>(), [id]);
    assert!(list(&anna).await[0].da_leggere);
    let detail = anna.see(id).await.expect("a detail");
    assert!(detail.quesito.da_leggere);
    let versione = detail.quesito.versione;
    anna.client.call::<MarkRead>(&QuesitoPath { id }, &Nulla {}, &Lettura { versione }).await.expect("read");
    assert!(!list(&anna).await[0].da_leggere);
    let after = home(&anna).await;
    assert!(after.tocca_a_te.is_empty());
    assert_eq!(after.recenti.iter().map(|voce| voce.id).collect::<Vec<_>>(), [id]);

    // Every change, with the office and its comment; who the operator is only the office sees.
    assert_eq!(
        timeline(&detail),
        [
            "1: Cittadino Anna Esempio 0000001 3",
            "2: Aperta InCarico Roma - La guardo oggi. None",
            "3: InCarico InCarico Roma - Serve qualche giorno. None",
            "4: Ufficio Roma 0000002 1",
            "5: InCarico Chiusa Roma - Avviso rispedito. Some(Accolta)",
        ]
    );
    assert!(!serde_json::to_string(&detail).expect("JSON").contains("Bruna"));
    let seen_by_office = timeline(&bruna.see(id).await.expect("a detail"));
    assert_eq!(seen_by_office[1], "2: Aperta InCarico Roma Bruna Esempio La guardo oggi. None");

    // The notices that went out stand in the sequence, masked.
    system.cloud.settle().await.expect("settled");
    let detail = anna.see(id).await.expect("a detail");
    let notices = detail.voci.iter().filter_map(|voce| match voce {
        Voce::Avviso { canale, evento, contatto, consegnato, .. } => Some((*canale, *evento, contatto.as_str(), *consegnato)),
        _ => None,
    });
    let notices = notices.collect::<Vec<_>>();
    for evento in [EventoVoce::Protocollato, EventoVoce::PresoInCarico, EventoVoce::Risposta, EventoVoce::Chiuso] {
        assert!(notices.contains(&(CanaleVoce::Sms, evento, "+39 ••• ••• 0001", true)), "{notices:?}");
        assert!(notices.contains(&(CanaleVoce::Email, evento, "p•••@esempio.example", true)), "{notices:?}");
    }
    assert_eq!(notices.len(), 8);

    // Documents, one by one and together.
    let expected: Vec<_> = files.into_iter().chain(tiff).collect();
    for (allegato, (nome, tipo, bytes)) in attachments(&detail).into_iter().zip(&expected) {
        let path = AllegatoPath { id, allegato: allegato.id };
        let link = anna.client.call::<GetAllegato>(&path, &Nulla {}, &Nulla {}).await.expect("a link");
        let (status, headers, fetched) = anna.client.fetch(&link.url).await;
        assert_eq!((status, &fetched), (200, bytes), "{nome}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["content-type"], *tipo);
        assert!(headers["content-disposition"].to_str().expect("text").starts_with("attachment; filename="), "{headers:?}");
    }
    let link = anna.client.call::<GetArchivio>(&QuesitoPath { id }, &Nulla {}, &Nulla {}).await.expect("a link");
    let (status, headers, bytes) = anna.client.fetch(&link.url).await;
    assert_eq!((status, &headers["content-type"]), (200, &"application/zip".parse().expect("a value")));
    assert!(headers["content-disposition"].to_str().expect("text").starts_with("attachment;"));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    assert_eq!(zip.len(), expected.len());
    for (index, (nome, _, bytes)) in expected.iter().enumerate() {
        let mut file = zip.by_index(index).expect("a file");
        let number = if index < 3 { "0000001" } else { "0000002" };
        assert_eq!(file.name().expect("a name"), format!("{number} {nome}"));
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its bytes");
        assert_eq!(content, *bytes);
    }

    // What came after changes nothing in the receipt of what was presented.
    assert_eq!(receipt(&anna, id).await, pdf);
    assert_eq!(receipt(&bruna, id).await, pdf);
}

#[tokio::test]
async fn an_intermediary_sees_their_employers_and_nobody_else() {
    let system = System::start().await;
    let (anna, other, studio) = (system.datore(1).await, system.datore(2).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    let (seen, hidden) = (anna.ask().await, other.ask().await);

    let filtro = |datore| FiltroQuesiti { datore: Some(datore), ..FiltroQuesiti::default() };
    let rows = studio.client.call::<ListQuesiti>(&Nulla {}, &filtro(anna.id), &Nulla {}).await.expect("a list").voci;
    assert_eq!(rows, list(&anna).await);
    assert_eq!(studio.see(seen).await, anna.see(seen).await);
    assert_eq!(receipt(&studio, seen).await, receipt(&anna, seen).await);
    let home = studio.client.call::<GetHome>(&Nulla {}, &PerConto { datore: Some(anna.id) }, &Nulla {}).await.expect("a home");
    assert_eq!(home.recenti, rows);

    system.refuses(studio.client.call::<ListQuesiti>(&Nulla {}, &filtro(other.id), &Nulla {}), Tipo::NonTrovato, &[]).await;
    system.refuses(studio.see(hidden), Tipo::NonTrovato, &[]).await;
    // Reading clears their own badge and not the employer's.
    let bruna = system.operatore(1).await;
    bruna.take(seen, 1).await.expect("taken");
    studio.client.call::<MarkRead>(&QuesitoPath { id: seen }, &Nulla {}, &Lettura { versione: 2 }).await.expect("read");
    let (theirs, hers) = (studio.see(seen).await.expect("a quesito"), anna.see(seen).await.expect("a quesito"));
    assert!(!theirs.quesito.da_leggere && hers.quesito.da_leggere);
    assert_eq!(theirs.letture.delegato.expect("a reading").versione, 2);

    // What they send says for whom, and the employer sees by whom.
    let nobody: &[_] = &[("datore", Motivo::DatoreAssente)];
    system.refuses(studio.send(&anna.domanda()), Tipo::DatiNonValidi, nobody).await;
    let sent = studio.send(&NuovoQuesito { datore: Some(anna.id), ..anna.domanda() }).await.expect("a protocol");
    let seen = anna.see(sent.id).await.expect("a quesito");
    assert!(seen.quesito.per_conto && seen.inviato_da.is_some());
    system.refuses(studio.send(&NuovoQuesito { datore: Some(other.id), ..other.domanda() }), Tipo::NonTrovato, &[]).await;
}
