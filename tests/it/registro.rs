//! The daily register: every day has one, chained, and once it is out nothing of that day changes.

mod annullamento;

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{GetRegistro, ListRegistri, PaginaRegistri, RegistroPath};
use cassetto_api::modello::Pagina;
use cassetto_api::problema::Tipo;
use cassetto_api::tempo::Giorno;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_local::{Fault, Rule, Target};
use cassetto_prove::registro::{RegistroGiornaliero, nome_file};
use cassetto_prove::sha256;
use cassetto_prove::verifica::{File, Regola, Verbale, verifica};
use cassetto_tests::{Individuo, SEDE, System};
use jiff::civil::{Date, date};

fn sede() -> CodiceSede {
    CodiceSede::parse(SEDE).expect("a sede")
}

/// The registers of [`SEDE`] that are out, oldest first.
pub async fn registers(system: &System) -> Vec<(RegistroGiornaliero, File)> {
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let page = system.kit().store.list_registri(sede(), cursor.as_deref(), 20).await.expect("a page");
        for registro in page.voci {
            let contenuto = system.kit().store.read_registro(sede(), registro.data).await.expect("a document");
            assert_eq!(sha256(&contenuto), registro.sha256);
            let nome = nome_file(sede(), registro.data);
            found.push((RegistroGiornaliero::read(&contenuto).expect("a register"), File { nome, contenuto }));
        }
        cursor = page.cursor;
        if cursor.is_none() {
            found.reverse();
            return found;
        }
    }
}

/// What a check of them all finds.
fn check(registers: Vec<(RegistroGiornaliero, File)>) -> Verbale {
    verifica(&registers.into_iter().map(|(_, file)| file).collect::<Vec<_>>())
}

/// A send at an instant, by somebody who signs in then; its registration.
async fn send_at(system: &System, who: &Individuo, instant: &str) -> Protocollo {
    system.set_now(instant);
    system.session(who).await;
    let sent = who.send(&who.domanda()).await.expect("a protocol");
    Protocollo::parse(&sent.protocollo.segnatura).expect("a protocol")
}

fn day((registro, _): &(RegistroGiornaliero, File)) -> (Date, u32, Option<u32>) {
    (registro.data, registro.quante, registro.prima.map(|prima| prima.0))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_day_is_chained_also_when_clocks_change_and_years_end() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    send_at(&system, &anna, "2026-10-24T10:00:00Z").await;
    // The hour from two to three comes twice: both are of the same day.
    send_at(&system, &anna, "2026-10-25T00:30:00Z").await;
    send_at(&system, &anna, "2026-10-25T01:30:00Z").await;
    // A minute after midnight in Rome is still the day before by UTC.
    send_at(&system, &anna, "2026-10-26T23:01:00Z").await;
    system.set_now("2026-10-27T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    let found = registers(&system).await;
    let expected = [
        (date(2026, 10, 24), 1, Some(1)),
        (date(2026, 10, 25), 2, Some(2)),
        (date(2026, 10, 26), 0, None),
        (date(2026, 10, 27), 1, Some(4)),
    ];
    assert_eq!(found.iter().map(day).collect::<Vec<_>>(), expected);

    send_at(&system, &anna, "2026-12-31T22:59:59Z").await;
    let first = send_at(&system, &anna, "2026-12-31T23:00:00Z").await;
    assert_eq!((first.data, first.numero.0), (date(2027, 1, 1), 1));
    // And when an hour doesn't come at all.
    send_at(&system, &anna, "2027-03-28T00:59:00Z").await;
    send_at(&system, &anna, "2027-03-28T01:00:00Z").await;
    system.set_now("2027-03-29T00:15:00Z");
    system.cloud.registri().await.expect("registers");
    let found = registers(&system).await;
    assert_eq!(found.len(), 156, "no day is missing");
    let of = |wanted: Date| found.iter().map(day).find(|(data, ..)| *data == wanted).expect("a register");
    assert_eq!(of(date(2026, 12, 31)), (date(2026, 12, 31), 1, Some(5)));
    assert_eq!(of(date(2027, 1, 1)), (date(2027, 1, 1), 1, Some(1)));
    assert_eq!(of(date(2027, 3, 28)), (date(2027, 3, 28), 2, Some(2)));
    let verbale = check(found);
    assert!(verbale.is_good(), "{verbale}");
    assert_eq!(verbale.controlli.iter().filter(|(_, regola)| *regola == Regola::RegistroCatena).count(), 155);
}

#[tokio::test(flavor = "multi_thread")]
async fn producing_again_or_twice_at_once_changes_nothing() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    send_at(&system, &anna, "2026-11-20T10:00:00Z").await;
    system.set_now("2026-11-23T23:15:00Z");
    let (first, second) = tokio::join!(system.cloud.registri(), system.cloud.registri());
    first.expect("registers");
    second.expect("registers");
    let (rows, found) = (system.cloud.rows().expect("rows"), registers(&system).await);
    assert_eq!(found.len(), 4);
    system.cloud.registri().await.expect("registers");
    assert_eq!(system.cloud.rows().expect("rows"), rows);
    // The document that is there stays, whatever one tries to put in its place.
    let (registro, file) = &found[0];
    let kept = system.kit().store.put_registro(sede(), registro.data, b"{}\n".to_vec()).await.expect("a document");
    assert_eq!(kept, file.contenuto);
    assert!(check(registers(&system).await).is_good());
}

/// A system with three days to produce.
async fn three_days() -> System {
    let system = System::start().await;
    let anna = system.datore(1).await;
    send_at(&system, &anna, "2026-11-21T10:00:00Z").await;
    system.set_now("2026-11-23T23:15:00Z");
    system
}

/// The day is closed, the document written, the row noted: from any of these calls on nothing works any more.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_dies_anywhere_is_finished_by_the_next() {
    let system = three_days().await;
    system.cloud.registri().await.expect("registers");
    let expected = registers(&system).await;
    assert_eq!(expected.len(), 3);
    for (target, operation) in [(Target::DynamoDb, "UpdateItem"), (Target::S3, "PutObject"), (Target::DynamoDb, "TransactWriteItems")] {
        for (day, fault) in (1..=3).flat_map(|day| [(day, Fault::Status500), (day, Fault::DropAnswer)]) {
            let system = three_days().await;
            let case = format!("{operation} {day} {fault:?}");
            system.cloud.faults().inject(Rule::new(target, fault).on(operation).from_call(day));
            let died = system.cloud.registri().await;
            assert!(died.is_err() || registers(&system).await.len() == 3, "{case}");
            system.cloud.faults().clear();
            system.cloud.registri().await.expect("registers");
            let found = registers(&system).await;
            // The documents hold no identifier that a system draws for itself.
            assert_eq!(found.len(), 3, "{case}");
            assert!(found.iter().zip(&expected).all(|((_, a), (_, b))| a.contenuto == b.contenuto), "{case}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_registered_on_a_day_whose_register_is_out() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    send_at(&system, &anna, "2026-12-30T10:00:00Z").await;
    system.set_now("2026-12-30T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    // A machine whose clock is behind: by it, it is still the thirtieth.
    let late = send_at(&system, &anna, "2026-12-30T22:59:00Z").await;
    assert_eq!((late.data, late.numero.0), (date(2026, 12, 31), 2));
    // The same at the end of the year: the number is of the next one.
    system.set_now("2027-01-01T00:15:00Z");
    system.cloud.registri().await.expect("registers");
    let late = send_at(&system, &anna, "2026-12-31T22:59:00Z").await;
    assert_eq!((late.data, late.numero.0), (date(2027, 1, 1), 1));
    let late = send_at(&system, &anna, "2026-12-31T22:59:30Z").await;
    assert_eq!((late.data, late.numero.0), (date(2027, 1, 1), 2));
    system.set_now("2027-01-02T00:15:00Z");
    system.cloud.registri().await.expect("registers");
    let found = registers(&system).await;
    assert_eq!(found.iter().map(day).map(|(_, quante, _)| quante).collect::<Vec<_>>(), [1, 1, 2]);
    assert!(check(found).is_good());
}

async fn list(who: &Individuo) -> Pagina<cassetto_api::fascicolo::RegistroVoce> {
    who.client.call::<ListRegistri>(&Nulla {}, &PaginaRegistri { limit: Some(2), ..Default::default() }, &Nulla {}).await.expect("a list")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_reads_its_own_registers_only() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    send_at(&system, &anna, "2026-11-20T10:00:00Z").await;
    system.set_now("2026-11-23T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    let (bruna, elsewhere) = (system.operatore(1).await, system.operatore_altrove(1).await);
    let page = list(&bruna).await;
    assert_eq!(page.voci.iter().map(|voce| voce.data.0.as_str()).collect::<Vec<_>>(), ["2026-11-23", "2026-11-22"]);
    let query = PaginaRegistri { cursor: page.cursor, limit: None };
    let rest = bruna.client.call::<ListRegistri>(&Nulla {}, &query, &Nulla {}).await.expect("a page");
    assert_eq!(rest.voci.len(), 2);
    assert_eq!((rest.voci[1].prima.as_deref(), rest.voci[1].registrazioni, rest.cursor), (Some("0000001"), 1, None));
    assert!(list(&elsewhere).await.voci.is_empty());

    let path = |data: &str| RegistroPath { data: Giorno(data.to_owned()) };
    let scarico = bruna.client.call::<GetRegistro>(&path("2026-11-20"), &Nulla {}, &Nulla {}).await.expect("a link");
    let (status, headers, contenuto) = bruna.client.fetch(&scarico.url).await;
    assert_eq!((status, sha256(&contenuto)), (200, rest.voci[1].sha256));
    assert!(headers["content-disposition"].to_str().expect("text").contains("registro-7000-2026-11-20.json"));
    for (who, data) in [(&bruna, "2026-11-19"), (&bruna, "2026-11-24"), (&elsewhere, "2026-11-20")] {
        system.refuses(who.client.call::<GetRegistro>(&path(data), &Nulla {}, &Nulla {}), Tipo::NonTrovato, &[]).await;
    }
}
