//! From the request to the end, with what each side is told.

use cassetto_allegati::campioni;
use cassetto_api::deleghe::{DelegaPath, GetModuloDelega, GruppoDeleghe, NuovaDelega};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{FattoDelegaVoce, LatoVoce, StatoDelegaVoce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::tempo::Giorno;
use cassetto_tests::{Individuo, System, chiave};
use std::time::Duration;

/// How many notices somebody got, one-time codes aside: by whatever channel, at once or in a summary.
fn told(system: &System, who: &Individuo) -> usize {
    let mine = format!("AV#{}", who.id);
    let rows = system.cloud.rows().expect("rows");
    rows.iter().filter(|row| row["pk"]["S"] == mine.as_str() && row["ev"]["S"] != "codice").count()
}

#[tokio::test]
async fn given_by_the_employer_and_accepted_by_the_delegate() {
    let system = System::start().await;
    let (anna, studio) = (system.datore(1).await, system.intermediario(1).await);
    let body = NuovaDelega { filiale: None, al: Some(Giorno("2027-06-30".to_owned())), ..anna.nuova_delega(&studio).await };
    let asked = anna.request_delega(&body, &chiave()).await.expect("a request");
    assert_eq!(
        (asked.stato, asked.tipo.as_str(), asked.scrive, asked.richiesta_da),
        (StatoDelegaVoce::Richiesta, "03", true, LatoVoce::Datore)
    );
    assert_eq!(asked.rispondere_entro, Some(Giorno("2026-12-23".to_owned())));
    assert_eq!((told(&system, &studio), told(&system, &anna)), (1, 0), "who is asked is told");
    studio.see(anna.ask().await).await.expect_err("a request opens nothing");

    let accepted = studio.accept(&system, asked.id).await.expect("accepted");
    assert_eq!((accepted.stato, accepted.filiale.as_deref()), (StatoDelegaVoce::Attiva, Some("Roma Prati")));
    assert_eq!((accepted.dal, accepted.al), (Some(Giorno("2026-11-23".to_owned())), Some(Giorno("2027-06-30".to_owned()))));
    assert_eq!(told(&system, &anna), 2, "of her quesito, and that it is active");
    let id = anna.ask().await;
    studio.see(id).await.expect("what she asks is seen");

    let over = studio.revoke(accepted.id).await.expect("given up");
    let facts: Vec<_> = over.storia.iter().map(|fatto| (fatto.fatto, fatto.lato)).collect();
    let expected = [
        (FattoDelegaVoce::Chiesta, Some(LatoVoce::Datore)),
        (FattoDelegaVoce::Accettata, Some(LatoVoce::Intermediario)),
        (FattoDelegaVoce::Revocata, Some(LatoVoce::Intermediario)),
    ];
    assert_eq!(facts, expected);
    assert_eq!(anna.deleghe(GruppoDeleghe::Concluse).await, studio.deleghe(GruppoDeleghe::Concluse).await, "both see the same");
    assert_eq!(anna.deleghe(GruppoDeleghe::Concluse).await, [over]);
}

#[tokio::test]
async fn asked_by_the_intermediary_and_accepted_by_the_employer() {
    let system = System::start().await;
    let (anna, studio, another) = (system.datore(1).await, system.intermediario(1).await, system.intermediario(2).await);
    let id = studio.delega_to(&anna).await;
    assert_eq!(told(&system, &anna), 1);
    // Whoever asked can't accept; nobody else finds it.
    system.refuses(studio.send_codice(id), Tipo::DelegaNonAmmessa, &[]).await;
    system.refuses(studio.accept_with(id, "123456"), Tipo::DelegaNonAmmessa, &[]).await;
    for call in [another.accept_with(id, "123456").await, another.refuse(id).await, another.revoke(id).await] {
        assert_eq!(call.expect_err("somebody else's").kind(), Some(Tipo::NonTrovato));
    }
    let sent = anna.send_codice(id).await.expect("sent");
    assert_eq!(sent.contatto, "+39 ••• ••• 0001");
    let codice = system.last_code(&anna).await;
    anna.accept_with(id, &codice).await.expect("accepted");
    system.refuses(anna.refuse(id), Tipo::DelegaNonAmmessa, &[]).await;

    let link = anna.client.call::<GetModuloDelega>(&DelegaPath { id }, &Nulla {}, &Nulla {}).await.expect("a link");
    assert_eq!(studio.client.fetch(&link.url).await.2, campioni::pdf("modulo"));
    studio.client.call::<GetModuloDelega>(&DelegaPath { id }, &Nulla {}, &Nulla {}).await.expect("a link for the other side too");
    let closed = another.client.call::<GetModuloDelega>(&DelegaPath { id }, &Nulla {}, &Nulla {}).await;
    assert_eq!(closed.expect_err("nobody else's").kind(), Some(Tipo::NonTrovato));
}

#[tokio::test]
async fn refused_withdrawn_and_forgotten() {
    let system = System::start().await;
    let (anna, studio) = (system.datore(1).await, system.intermediario(1).await);
    let refused = studio.delega_to(&anna).await;
    assert_eq!(anna.refuse(refused).await.expect("refused").stato, StatoDelegaVoce::Rifiutata);
    assert_eq!(told(&system, &studio), 1);
    system.advance(Duration::from_secs(1));
    let withdrawn = studio.delega_to(&anna).await;
    system.refuses(anna.revoke(withdrawn), Tipo::DelegaNonAmmessa, &[]).await;
    assert_eq!(studio.revoke(withdrawn).await.expect("withdrawn").storia[1].fatto, FattoDelegaVoce::Ritirata);

    system.advance(Duration::from_secs(1));
    let forgotten = studio.delega_to(&anna).await;
    system.advance(Duration::from_secs(31 * 86_400));
    system.session(&anna).await;
    system.session(&studio).await;
    system.refuses(anna.send_codice(forgotten), Tipo::DelegaNonAmmessa, &[]).await;
    system.cloud.sweep().await.expect("a sweep");
    let over = studio.deleghe(GruppoDeleghe::Concluse).await;
    assert_eq!((over[0].id, over[0].stato, over.len()), (forgotten, StatoDelegaVoce::Scaduta, 3));
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    let system = System::start().await;
    let (anna, studio, bruna) = (system.datore(1).await, system.intermediario(1).await, system.datore(2).await);
    let good = studio.nuova_delega(&anna).await;
    let key = chiave();
    let wrong: [(NuovaDelega, &str, Motivo); 7] = [
        (NuovaDelega { codice_fiscale: "RSSMRA80A01H501X".to_owned(), ..good.clone() }, "codice_fiscale", Motivo::CodiceFiscaleNonValido),
        (NuovaDelega { cognome: " ".to_owned(), ..good.clone() }, "cognome", Motivo::Vuoto),
        (NuovaDelega { cognome: "Altro".to_owned(), ..good.clone() }, "codice_fiscale", Motivo::ControparteSconosciuta),
        (
            NuovaDelega { codice_fiscale: studio.codice_fiscale.as_str().to_owned(), ..good.clone() },
            "codice_fiscale",
            Motivo::ControparteSconosciuta,
        ),
        (NuovaDelega { filiale: None, ..good.clone() }, "filiale", Motivo::Vuoto),
        (NuovaDelega { al: Some(Giorno("2026-11-22".to_owned())), ..good.clone() }, "al", Motivo::ValiditaNonValida),
        (NuovaDelega { al: Some(Giorno("domani".to_owned())), ..good.clone() }, "al", Motivo::DataNonValida),
    ];
    for (body, campo, motivo) in &wrong {
        system.refuses(studio.request_delega(body, &key), Tipo::DatiNonValidi, &[(campo, *motivo)]).await;
    }
    let mut lost = good.clone();
    lost.modulo.sha256 = "0".repeat(64);
    system.refuses(studio.request_delega(&lost, &key), Tipo::DatiNonValidi, &[("modulo", Motivo::AllegatoDiverso)]).await;

    let asked = studio.request_delega(&good, &key).await.expect("a request");
    assert_eq!(studio.request_delega(&good, &key).await.expect("the same"), asked);
    let other = NuovaDelega { codice_fiscale: bruna.codice_fiscale.as_str().to_owned(), ..good.clone() };
    system.refuses(studio.request_delega(&other, &key), Tipo::ChiaveRiusata, &[]).await;
    let again = studio.request_delega(&good, &chiave()).await.expect_err("one at a time");
    assert_eq!(again.campi[0].motivo, Motivo::DelegaGiaChiesta);
}

#[tokio::test]
async fn a_code_that_is_wrong_late_or_worn_out_accepts_nothing() {
    let system = System::start().await;
    let (anna, studio) = (system.datore(1).await, system.intermediario(1).await);
    let id = studio.delega_to(&anna).await;
    let reason = async |codice: &str| anna.accept_with(id, codice).await.expect_err("refused").campi[0].motivo;
    assert_eq!(reason("123456").await, Motivo::CodiceScaduto, "none was asked for");
    anna.send_codice(id).await.expect("sent");
    assert_eq!(anna.send_codice(id).await.expect_err("too soon").campi[0].motivo, Motivo::CodiceTroppoPresto);
    let right = system.last_code(&anna).await;
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for _ in 0..4 {
        assert_eq!(reason(wrong).await, Motivo::CodiceSbagliato);
    }
    assert_eq!(reason(wrong).await, Motivo::CodiceEsaurito);
    assert_eq!(reason(&right).await, Motivo::CodiceEsaurito);
    system.advance(Duration::from_secs(61));
    anna.send_codice(id).await.expect("another one");
    let right = system.last_code(&anna).await;
    system.advance(Duration::from_secs(15 * 60));
    assert_eq!(reason(&right).await, Motivo::CodiceScaduto);
    assert_eq!(anna.deleghe(GruppoDeleghe::Attive).await, []);
    anna.accept(&system, id).await.expect("with a fresh one");
}
