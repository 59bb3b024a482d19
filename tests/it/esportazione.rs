//! Exports and receipts: all of a thread, the same bytes twice, sound for whoever checks them.

use std::io::{Cursor, Read};

use cassetto_allegati::campioni;
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::EsitoVoce;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{
    AnnoPath, EsportazioneDi, GetEsportazione, GetEsportazioneAnno, GetRicevuta, NuovoQuesito, QuesitoPath, VoceRicevuta,
};
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_prove::verifica::{File, Regola, verifica};
use cassetto_tests::{Answer, Individuo, System, messaggio};
use zip::ZipArchive;

use crate::registro::registers;

async fn export(who: &Individuo, id: QuesitoId) -> Vec<u8> {
    let scarico = who.client.call::<GetEsportazione>(&QuesitoPath { id }, &Nulla {}, &Nulla {}).await.expect("a link");
    let (status, headers, zip) = who.client.fetch(&scarico.url).await;
    assert_eq!((status, headers["content-type"].to_str().expect("text")), (200, "application/zip"));
    zip
}

async fn year(who: &Individuo, anno: &str, datore: Option<PersonaId>) -> Answer<Vec<u8>> {
    let path = AnnoPath { anno: anno.to_owned() };
    let scarico = who.client.call::<GetEsportazioneAnno>(&path, &EsportazioneDi { datore }, &Nulla {}).await?;
    Ok(who.client.fetch(&scarico.url).await.2)
}

async fn receipt(who: &Individuo, id: QuesitoId, voce: Option<u32>) -> Answer<Vec<u8>> {
    Ok(who.client.call::<GetRicevuta>(&QuesitoPath { id }, &VoceRicevuta { voce }, &Nulla {}).await?.contenuto)
}

fn contents(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).expect("a zip");
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).expect("an entry");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("its content");
            (file.name().expect("UTF-8").to_string(), content)
        })
        .collect()
}

fn checked(zip: &[u8]) -> cassetto_prove::verifica::Verbale {
    verifica(&[File { nome: "e.zip".to_owned(), contenuto: zip.to_vec() }])
}

/// A thread with two documents of the citizen, one of the office and three messages.
async fn thread(anna: &Individuo, bruna: &Individuo) -> QuesitoId {
    let first = anna.client.upload("busta paga.pdf", "application/pdf", campioni::pdf("uno")).await.expect("an upload");
    let second = anna.client.upload("foto.jpg", "image/jpeg", campioni::jpeg()).await.expect("an upload");
    let id = anna.send(&NuovoQuesito { allegati: vec![first, second], ..anna.domanda() }).await.expect("a protocol").id;
    bruna.take(id, 1).await.expect("taken");
    let third = bruna.client.upload("risposta.pdf", "application/pdf", campioni::pdf("tre")).await.expect("an upload");
    bruna.answer(id, 2, vec![third]).await.expect("answered");
    anna.append(id, &messaggio(3)).await.expect("added");
    bruna.close(id, 4, EsitoVoce::Accolta).await.expect("closed");
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_in_it_the_same_bytes_twice() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = thread(&anna, &bruna).await;
    system.cloud.settle().await.expect("settled");
    let zip = export(&anna, id).await;
    assert_eq!(zip, export(&anna, id).await);
    let files = contents(&zip);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "comunicazione.json",
            "comunicazione.pdf",
            "ricevute/7000-2026-0000001.pdf",
            "ricevute/7000-2026-0000002.pdf",
            "ricevute/7000-2026-0000003.pdf",
            "allegati/7000-2026-0000001-1 busta paga.pdf",
            "allegati/7000-2026-0000001-2 foto.jpg",
            "allegati/7000-2026-0000002-1 risposta.pdf",
            "indice.json",
        ]
    );
    let content = |name: &str| &files.iter().find(|(found, _)| found == name).expect("a file").1;
    assert_eq!(*content("allegati/7000-2026-0000001-1 busta paga.pdf"), campioni::pdf("uno"));
    assert_eq!(*content("allegati/7000-2026-0000002-1 risposta.pdf"), campioni::pdf("tre"));
    let json = String::from_utf8(content("comunicazione.json").clone()).expect("UTF-8");
    for text in ["non è arrivato", "L'avviso è stato spedito di nuovo.", messaggio(3).testo.as_str(), "accolta"] {
        assert!(json.contains(text), "{text}");
    }
    assert!(!json.contains("Bruna"), "a citizen reads no operator's name");
    let verbale = checked(&zip);
    assert!(verbale.is_good(), "{verbale}");
    // The receipts are the ones that are given one by one.
    for (voce, name) in
        [(None, "ricevute/7000-2026-0000001.pdf"), (Some(3), "ricevute/7000-2026-0000002.pdf"), (Some(4), "ricevute/7000-2026-0000003.pdf")]
    {
        assert_eq!(receipt(&anna, id, voce).await.expect("a receipt"), *content(name));
        assert_eq!(receipt(&bruna, id, voce).await.expect("a receipt"), *content(name));
    }
    for voce in [0, 2, 9] {
        system.refuses(receipt(&anna, id, Some(voce)), Tipo::NonTrovato, &[]).await;
    }

    // The office sees who wrote; its export is sound too, and both agree with the register of the day.
    let of_office = export(&bruna, id).await;
    assert!(String::from_utf8_lossy(&contents(&of_office)[0].1).contains("Bruna Esempio"));
    system.set_now("2026-11-23T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    let mut all: Vec<File> = registers(&system).await.into_iter().map(|(_, file)| file).collect();
    for (nome, contenuto) in [("cittadino.zip", zip), ("ufficio.zip", of_office)] {
        all.push(File { nome: nome.to_owned(), contenuto });
    }
    let verbale = verifica(&all);
    assert!(verbale.is_good(), "{verbale}");
    assert_eq!(verbale.controlli.iter().filter(|(_, regola)| *regola == Regola::ComunicazioneRegistro).count(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_lost_does_not_keep_the_rest_back() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = thread(&anna, &bruna).await;
    let lost = anna.documenti(id).await[1];
    system.kit().store.purge_allegato(lost, lost, &[]).await.expect("gone");
    for zip in [export(&anna, id).await, export(&bruna, id).await, year(&anna, "2026", None).await.expect("a zip")] {
        let files = contents(&zip);
        let has = |name: &str| files.iter().any(|(found, _)| found.ends_with(name));
        assert!(!has("0000001-2 foto.jpg") && has("0000001-1 busta paga.pdf") && has("0000002-1 risposta.pdf"));
        // Its name and fingerprint are told all the same.
        let (_, json) = files.iter().find(|(name, _)| name.ends_with("comunicazione.json")).expect("a file");
        assert!(String::from_utf8_lossy(json).contains("foto.jpg"));
        let verbale = checked(&zip);
        assert!(verbale.is_good(), "{verbale}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_and_its_documents_are_sound_with_the_register_and_without() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = thread(&anna, &bruna).await;
    let ricevuta = receipt(&anna, id, None).await.expect("a receipt");
    system.set_now("2026-11-23T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    let file = |nome: &str, contenuto: Vec<u8>| File { nome: nome.to_owned(), contenuto };
    let registro = registers(&system).await.remove(0).1;
    let documents = || vec![file("busta paga.pdf", campioni::pdf("uno")), file("foto.jpg", campioni::jpeg())];
    let mut all = documents();
    all.push(file("ricevuta.pdf", ricevuta.clone()));
    assert!(verifica(&all).is_good());
    all.push(registro);
    let verbale = verifica(&all);
    assert!(verbale.is_good(), "{verbale}");
    let mut other = documents();
    other[1].contenuto.push(0);
    other.push(file("ricevuta.pdf", ricevuta));
    let verbale = verifica(&other);
    assert_eq!((verbale.difetti.len(), verbale.difetti[0].file.as_str()), (1, "foto.jpg"), "{verbale}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_holds_what_was_presented_in_it_for_who_may_read_it() {
    let system = System::start().await;
    let (anna, bruna, other, studio) =
        (system.datore(1).await, system.operatore(1).await, system.datore(2).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    thread(&anna, &bruna).await;
    anna.ask().await;
    other.ask().await;
    system.set_now("2026-12-31T23:00:00Z");
    system.session(&anna).await;
    system.session(&studio).await;
    anna.ask().await;
    let zip = year(&anna, "2026", None).await.expect("a year");
    assert_eq!(zip, year(&anna, "2026", None).await.expect("a year"));
    let names: Vec<String> = contents(&zip).into_iter().map(|(name, _)| name).collect();
    let folders: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix("/comunicazione.json")).collect();
    assert_eq!(folders, ["7000-2026-0000001", "7000-2026-0000004"]);
    assert_eq!((names[0].as_str(), names.last().map(String::as_str)), ("anno.json", Some("indice.json")));
    let verbale = checked(&zip);
    assert!(verbale.is_good(), "{verbale}");
    assert_eq!(year(&studio, "2026", Some(anna.id)).await.expect("a year"), zip);
    let next = contents(&year(&anna, "2027", None).await.expect("a year"));
    assert_eq!(next.iter().filter(|(name, _)| name.ends_with("comunicazione.json")).count(), 1);
    assert_eq!(contents(&year(&anna, "2020", None).await.expect("a year")).len(), 2);
    system.session(&other).await;
    system.refuses(year(&other, "2026", Some(anna.id)), Tipo::NonTrovato, &[]).await;
    for anno in ["26", "duemila", "0001", "99999"] {
        let refused = year(&anna, anno, None).await.expect_err("not a year");
        assert_eq!(refused.kind(), Some(Tipo::DatiNonValidi), "{anno}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_that_is_too_large_is_refused_with_a_way_out() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let id = anna.ask().await.to_string();
    let rows = system.cloud.rows().expect("rows");
    let header = rows.iter().find(|row| row["pk"]["S"] == format!("Q#{id}") && row["sk"]["S"] == "Q").expect("a header").to_string();
    let copies = (0..=200_u8).map(|n| {
        let mut bytes = [n; 16];
        bytes[0] = 1;
        serde_json::from_str(&header.replace(&id, &QuesitoId::from_bytes(bytes).to_string())).expect("a row")
    });
    system.cloud.put_rows(&copies.collect::<Vec<_>>()).expect("rows");
    system.refuses(year(&anna, "2026", None), Tipo::EsportazioneTroppoGrande, &[]).await;
}
