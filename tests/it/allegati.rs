//! Documents: what is taken, what is refused and where, and what is left of it.

use std::time::Duration;

use cassetto_allegati::campioni;
use cassetto_api::allegati::{CreateUpload, NuovoAllegato, UploadPreparato};
use cassetto_api::endpoint::Nulla;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{AllegatoInviato, NuovoQuesito};
use cassetto_domain::allegato::{MASSIMO_TOTALE, TipoFile};
use cassetto_domain::sha256::Sha256;
use cassetto_tests::{Answer, Client, Individuo, System};
use sha2::Digest;

const MIB: usize = 1024 * 1024;

fn with(who: &Individuo, allegati: Vec<AllegatoInviato>) -> NuovoQuesito {
    NuovoQuesito { allegati, ..who.domanda() }
}

fn declare(nome: &str, tipo: &str, bytes: &[u8]) -> NuovoAllegato {
    let sha256 = Sha256(sha2::Sha256::digest(bytes).into()).to_string();
    NuovoAllegato { nome: nome.to_owned(), tipo: tipo.to_owned(), dimensione: bytes.len() as u64, sha256, ..NuovoAllegato::default() }
}

async fn prepare(client: &Client, declared: &NuovoAllegato) -> Answer<UploadPreparato> {
    client.call::<CreateUpload>(&Nulla {}, &Nulla {}, declared).await
}

async fn pdf(who: &Individuo, text: &str) -> AllegatoInviato {
    who.client.upload(&format!("{text}.pdf"), "application/pdf", campioni::pdf(text)).await.expect("an upload")
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_three_megabytes_in_three_files_pass() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let mut allegati = Vec::new();
    for tipo in [TipoFile::Pdf, TipoFile::Jpeg, TipoFile::Tiff] {
        let bytes = campioni::padded(tipo, MIB);
        assert_eq!(bytes.len(), MIB);
        allegati.push(anna.client.upload(&format!("a.{}", tipo.estensione()), tipo.mime(), bytes).await.expect("an upload"));
    }
    let id = anna.send(&with(&anna, allegati)).await.expect("a protocol").id;
    assert_eq!(anna.see(id).await.expect("a detail").quesito.id, id);

    let whole = campioni::padded(TipoFile::Png, 3 * MIB);
    assert_eq!(whole.len() as u64, MASSIMO_TOTALE);
    let whole = anna.client.upload("a.png", "image/png", whole).await.expect("an upload");
    anna.send(&with(&anna, vec![whole])).await.expect("a protocol");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_byte_more_or_a_fourth_file_is_refused() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let too_large: &[_] = &[("allegati", Motivo::AllegatiTroppoGrandi)];
    let mut allegati = Vec::new();
    for (tipo, size) in [(TipoFile::Pdf, MIB), (TipoFile::Jpeg, MIB), (TipoFile::Png, MIB + 1)] {
        let bytes = campioni::padded(tipo, size);
        allegati.push(anna.client.upload(&format!("a.{}", tipo.estensione()), tipo.mime(), bytes).await.expect("an upload"));
    }
    system.refuses(anna.send(&with(&anna, allegati)), Tipo::DatiNonValidi, too_large).await;

    let alone = declare("a.pdf", "application/pdf", &campioni::padded(TipoFile::Pdf, 3 * MIB + 1));
    system.refuses(prepare(&anna.client, &alone), Tipo::DatiNonValidi, &[("dimensione", Motivo::AllegatiTroppoGrandi)]).await;

    let four = vec![pdf(&anna, "a").await, pdf(&anna, "b").await, pdf(&anna, "c").await, pdf(&anna, "d").await];
    system.refuses(anna.send(&with(&anna, four.clone())), Tipo::DatiNonValidi, &[("allegati", Motivo::TroppiAllegati)]).await;

    // The office has the same limits.
    let (bruna, id) = (system.operatore(1).await, anna.ask().await);
    bruna.take(id, 1).await.expect("taken");
    system.refuses(bruna.answer(id, 2, four), Tipo::DatiNonValidi, &[("allegati", Motivo::TroppiAllegati)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_what_its_structure_says() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let (bruna, id) = (system.operatore(1).await, anna.ask().await);
    bruna.take(id, 1).await.expect("taken");
    let truncated = campioni::png(20, 20)[..40].to_vec();
    let two_in_one = [campioni::pdf("a"), campioni::zip()].concat();
    let cases = [
        ("fattura.pdf", "application/pdf", campioni::eseguibile(), Motivo::TipoNonAmmesso),
        ("archivio.pdf", "application/pdf", campioni::zip(), Motivo::TipoNonAmmesso),
        ("foto.pdf", "application/pdf", campioni::png(8, 8), Motivo::TipoDiverso),
        ("foto.jpg", "image/jpeg", campioni::heic(), Motivo::FotoHeic),
        ("attivo.pdf", "application/pdf", campioni::pdf_con_javascript(), Motivo::PdfAttivo),
        ("cifrato.pdf", "application/pdf", campioni::pdf_cifrato(), Motivo::PdfCifrato),
        ("bomba.png", "image/png", campioni::png_bomba(), Motivo::FileTroppoEspanso),
        ("coda.png", "image/png", campioni::png_con_coda(), Motivo::DatiInCoda),
        ("tronca.png", "image/png", truncated, Motivo::FileTroncato),
        ("due.pdf", "application/pdf", two_in_one, Motivo::DatiInCoda),
        ("testo.tiff", "image/tiff", b"Buongiorno".to_vec(), Motivo::TipoNonAmmesso),
    ];
    let good = pdf(&anna, "buono").await;
    for (nome, tipo, bytes, motivo) in cases {
        let sent = anna.client.upload(nome, tipo, bytes.clone()).await.expect("an upload");
        // The document at fault is named by its place; the good one is not kept either.
        let body = with(&anna, vec![good.clone(), sent]);
        system.refuses(anna.send(&body), Tipo::DatiNonValidi, &[("allegati[1]", motivo)]).await;
        let sent = bruna.client.upload(nome, tipo, bytes).await.expect("an upload");
        system.refuses(bruna.answer(id, 2, vec![sent]), Tipo::DatiNonValidi, &[("allegati[0]", motivo)]).await;
    }
    assert!(system.cloud.object_keys().expect("keys").iter().all(|key| key.starts_with("pending/")));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_document_at_fault_is_named() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let mut allegati = Vec::new();
    for (nome, bytes) in [("a.pdf", campioni::eseguibile()), ("b.pdf", campioni::pdf("b")), ("c.pdf", campioni::pdf_cifrato())] {
        allegati.push(anna.client.upload(nome, "application/pdf", bytes).await.expect("an upload"));
    }
    let campi: &[_] = &[("allegati[0]", Motivo::TipoNonAmmesso), ("allegati[2]", Motivo::PdfCifrato)];
    system.refuses(anna.send(&with(&anna, allegati)), Tipo::DatiNonValidi, campi).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_takes_what_was_declared_and_nothing_else() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let bytes = campioni::pdf("dichiarato");
    let prepared = prepare(&anna.client, &declare("a.pdf", "application/pdf", &bytes)).await.expect("an upload");
    let before = system.snapshot();
    let mut same_length = bytes.clone();
    same_length[20] ^= 1;
    let other_type = UploadPreparato {
        headers: prepared.headers.iter().map(|(name, value)| (name.clone(), value.replace("application/pdf", "text/html"))).collect(),
        ..prepared.clone()
    };
    assert!(other_type.headers.values().any(|value| value == "text/html"), "the type is signed");
    let unsigned = UploadPreparato { headers: std::collections::BTreeMap::new(), ..prepared.clone() };
    let elsewhere = UploadPreparato { url: prepared.url.replace("/pending/", "/allegati/"), ..prepared.clone() };
    for (what, prepared, bytes) in [
        ("another hash", &prepared, same_length),
        ("longer", &prepared, [bytes.clone(), vec![b'\n']].concat()),
        ("shorter", &prepared, bytes[..bytes.len() - 1].to_vec()),
        ("another type", &other_type, bytes.clone()),
        ("no headers", &unsigned, bytes.clone()),
        ("another key", &elsewhere, bytes.clone()),
    ] {
        let status = anna.client.put(prepared, bytes).await;
        assert!((400..500).contains(&status), "{what}: {status}");
    }
    assert_eq!(system.snapshot(), before);
    // Sixteen minutes later the address takes nothing at all.
    system.advance(Duration::from_mins(16));
    assert_eq!(anna.client.put(&prepared, bytes).await, 403);
    assert_eq!(system.snapshot(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_arrived_must_be_what_is_sent() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let sent = pdf(&anna, "a").await;
    let other = Sha256(sha2::Sha256::digest(b"altro").into()).to_string();
    let different: &[_] = &[("allegati[0]", Motivo::AllegatoDiverso)];
    for allegato in [
        AllegatoInviato { sha256: other, ..sent.clone() },
        AllegatoInviato { dimensione: sent.dimensione + 1, ..sent.clone() },
        AllegatoInviato { dimensione: sent.dimensione - 1, ..sent.clone() },
    ] {
        system.refuses(anna.send(&with(&anna, vec![allegato])), Tipo::DatiNonValidi, different).await;
    }
    let twice = AllegatoInviato { nome: "b.pdf".to_owned(), ..sent.clone() };
    let repeated: &[_] = &[("allegati[1]", Motivo::AllegatoRipetuto)];
    system.refuses(anna.send(&with(&anna, vec![sent.clone(), twice])), Tipo::DatiNonValidi, repeated).await;
    anna.send(&with(&anna, vec![sent])).await.expect("a protocol");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_has_expired_must_be_sent_again() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let sent = pdf(&anna, "a").await;
    system.advance(Duration::from_hours(30 * 24));
    system.session(&anna).await;
    let (_, objects) = system.cloud.expire().expect("an expiry");
    assert_eq!(objects, 1);
    let expired: &[_] = &[("allegati[0]", Motivo::AllegatoScaduto)];
    system.refuses(anna.send(&with(&anna, vec![sent])), Tipo::DatiNonValidi, expired).await;
    let again = pdf(&anna, "a").await;
    anna.send(&with(&anna, vec![again])).await.expect("a protocol");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declaration_is_checked_field_by_field() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let good = declare("a.pdf", "application/pdf", b"x");
    let cases: Vec<(NuovoAllegato, &[(&str, Motivo)])> = vec![
        (NuovoAllegato { dimensione: 0, ..good.clone() }, &[("dimensione", Motivo::AllegatoVuoto)]),
        (NuovoAllegato { tipo: "image/heic".to_owned(), ..good.clone() }, &[("tipo", Motivo::TipoNonAmmesso)]),
        (NuovoAllegato { tipo: "application/x-msdownload".to_owned(), ..good.clone() }, &[("tipo", Motivo::TipoNonAmmesso)]),
        (NuovoAllegato { nome: String::new(), ..good.clone() }, &[("nome", Motivo::Vuoto)]),
        (NuovoAllegato { nome: "../a.pdf".to_owned(), ..good.clone() }, &[("nome", Motivo::NomeFileNonValido)]),
        (NuovoAllegato { nome: "a\u{202e}fdp.exe".to_owned(), ..good.clone() }, &[("nome", Motivo::DirezioneForzata)]),
        (NuovoAllegato { nome: "n".repeat(121), ..good.clone() }, &[("nome", Motivo::TroppoLungo)]),
        (NuovoAllegato { sha256: "A".repeat(64), ..good.clone() }, &[("sha256", Motivo::ImprontaNonValida)]),
        (NuovoAllegato { sha256: "a".repeat(63), ..good.clone() }, &[("sha256", Motivo::ImprontaNonValida)]),
    ];
    for (declared, campi) in cases {
        system.refuses(prepare(&anna.client, &declared), Tipo::DatiNonValidi, campi).await;
        if declared.dimensione > 0 {
            // The same at the sending, where the field is the document.
            let NuovoAllegato { nome, tipo, dimensione, sha256, .. } = declared;
            let id = cassetto_domain::id::AllegatoId::from_bytes([7; 16]);
            let body = with(&anna, vec![AllegatoInviato { id, nome, tipo, dimensione, sha256 }]);
            system.refuses(anna.send(&body), Tipo::DatiNonValidi, &[("allegati[0]", campi[0].1)]).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_lasts_five_minutes_and_opens_one_document() {
    use cassetto_api::allegati::{AllegatoPath, GetAllegato};
    let system = System::start().await;
    let anna = system.datore(1).await;
    let sent = pdf(&anna, "a").await;
    let id = anna.send(&with(&anna, vec![sent])).await.expect("a protocol").id;
    let allegato = anna.documenti(id).await[0];
    let link = anna.client.call::<GetAllegato>(&AllegatoPath { id, allegato }, &Nulla {}, &Nulla {}).await.expect("a link");
    assert_eq!(link.scade.0, "2026-11-23T11:05:00.000Z");
    // Nobody needs a session to follow it, and nobody gets anything else with it.
    let nobody = system.client();
    assert_eq!(nobody.fetch(&link.url).await.0, 200);
    let bare = link.url.split('?').next().expect("an address");
    assert_eq!(nobody.fetch(bare).await.0, 403);
    assert_eq!(nobody.fetch(&link.url.replace(&allegato.to_string(), &id.to_string())).await.0, 403);
    assert_eq!(nobody.fetch(&link.url.replace("attachment", "inline")).await.0, 403);
    system.advance(Duration::from_secs(301));
    assert_eq!(nobody.fetch(&link.url).await.0, 403);
}
