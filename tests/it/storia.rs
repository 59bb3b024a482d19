//! The history of an employer: every filter alone and together, in both orders; what waits for them, however much there is; their
//! payments.

use std::time::Duration;

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::NuovaComunicazione;
use cassetto_api::home::PerConto;
use cassetto_api::modello::{EsitoVoce, GestioneVoce, Gestioni, Pagina, QuesitoVoce, StatoPagamentoVoce};
use cassetto_api::motivo::Motivo;
use cassetto_api::pagamenti::{ListPagamenti, Pagamenti};
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{Direzione, FiltroQuesiti, ListQuesiti, Mittente, NuovoQuesito, Ordine};
use cassetto_api::tempo::Giorno;
use cassetto_domain::avviso_pagamento::NumeroAvviso;
use cassetto_domain::calendario::Trimestre;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::pagamento::StatoPagamento;
use cassetto_domain::profilo;
use cassetto_local::Target;
use cassetto_store::Pagamento;
use cassetto_tests::{Individuo, System, chiave, messaggio};

use crate::passi::rows;

async fn page(who: &Individuo, filtro: &FiltroQuesiti) -> Pagina<QuesitoVoce> {
    who.client.call::<ListQuesiti>(&Nulla {}, filtro, &Nulla {}).await.expect("a page")
}

async fn ids(who: &Individuo, filtro: FiltroQuesiti) -> Vec<QuesitoId> {
    page(who, &filtro).await.voci.iter().map(|voce| voce.id).collect()
}

fn day(text: &str) -> Option<Giorno> {
    Some(Giorno(text.to_owned()))
}

/// Four quesiti of one employer, a day after the other: sent by themselves, by their intermediary, in another gestione, by the office.
async fn four(system: &System, anna: &Individuo, studio: &Individuo, bruna: &Individuo) -> [QuesitoId; 4] {
    system.delega(studio, anna).await;
    system.posizioni(anna, &[(Gestione::Contribuente, "7012345678")]).await;
    let own = anna.ask().await;
    let tomorrow = async || {
        system.advance(Duration::from_hours(24));
        for who in [anna, studio, bruna] {
            system.session(who).await;
        }
    };
    tomorrow().await;
    let delegated = studio.send(&NuovoQuesito { datore: Some(anna.id), ..anna.domanda() }).await.expect("a protocol").id;
    tomorrow().await;
    let other = NuovoQuesito {
        gestione: GestioneVoce::Contribuente,
        rapporto: "7012345678".to_owned(),
        categoria: "versamenti".to_owned(),
        versione_categorie: profilo::corrente(Gestione::Contribuente).versione(),
        ..anna.domanda()
    };
    let other = anna.send(&other).await.expect("a protocol").id;
    tomorrow().await;
    let body = anna.domanda();
    let communication = NuovaComunicazione {
        datore: anna.id,
        gestione: GestioneVoce::LavoroDomestico,
        rapporto: body.rapporto,
        categoria: body.categoria,
        versione_categorie: body.versione_categorie,
        oggetto: body.oggetto,
        testo: "Le scriviamo noi.".to_owned(),
        allegati: Vec::new(),
    };
    let received = bruna.write_first(&communication, &chiave()).await.expect("a protocol").id;
    [own, delegated, other, received]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_alone_and_together() {
    let system = System::start().await;
    let (anna, studio, bruna) = (system.datore(1).await, system.intermediario(1).await, system.operatore(1).await);
    let [own, delegated, other, received] = four(&system, &anna, &studio, &bruna).await;
    let none = FiltroQuesiti::default;
    let some = |gestioni: &[GestioneVoce]| Some(Gestioni(gestioni.to_vec()));
    let domestic = anna.domanda().rapporto;
    // The first one changes last.
    anna.append(own, &messaggio(1)).await.expect("added");
    for (filtro, expected) in [
        (none(), vec![received, other, delegated, own]),
        (FiltroQuesiti { ordine: Ordine::MenoRecenti, ..none() }, vec![own, delegated, other, received]),
        (FiltroQuesiti { direzione: Some(Direzione::Inviate), ..none() }, vec![other, delegated, own]),
        (FiltroQuesiti { direzione: Some(Direzione::Ricevute), ..none() }, vec![received]),
        (FiltroQuesiti { inviato_da: Some(Mittente::Datore), ..none() }, vec![other, own]),
        (FiltroQuesiti { inviato_da: Some(Mittente::Delegato), ..none() }, vec![delegated]),
        (FiltroQuesiti { inviato_da: Some(Mittente::Ufficio), ..none() }, vec![received]),
        (FiltroQuesiti { gestione: some(&[GestioneVoce::Contribuente]), ..none() }, vec![other]),
        (FiltroQuesiti { gestione: some(&[GestioneVoce::LiberiProfessionisti]), ..none() }, vec![]),
        (
            FiltroQuesiti { gestione: some(&[GestioneVoce::Contribuente, GestioneVoce::LavoroDomestico]), ..none() },
            vec![received, other, delegated, own],
        ),
        (FiltroQuesiti { gestione: some(&[]), ..none() }, vec![received, other, delegated, own]),
        (FiltroQuesiti { rapporto: Some("7012345678".to_owned()), ..none() }, vec![other]),
        (FiltroQuesiti { rapporto: Some(domestic), ordine: Ordine::MenoRecenti, ..none() }, vec![own, delegated, received]),
        (FiltroQuesiti { categoria: Some("versamenti".to_owned()), ..none() }, vec![other]),
        (FiltroQuesiti { aggiornato_dal: day("2026-11-26"), ..none() }, vec![received, own]),
        (FiltroQuesiti { aggiornato_al: day("2026-11-25"), ..none() }, vec![other, delegated]),
        (FiltroQuesiti { aggiornato_dal: day("2026-11-24"), aggiornato_al: day("2026-11-24"), ..none() }, vec![delegated]),
        (FiltroQuesiti { dal: day("2026-11-24"), al: day("2026-11-25"), ordine: Ordine::MenoRecenti, ..none() }, vec![delegated, other]),
        (
            FiltroQuesiti {
                direzione: Some(Direzione::Inviate),
                inviato_da: Some(Mittente::Datore),
                gestione: some(&[GestioneVoce::LavoroDomestico]),
                oggetto: Some("avviso".to_owned()),
                aggiornato_dal: day("2026-11-26"),
                ..none()
            },
            vec![own],
        ),
        (FiltroQuesiti { direzione: Some(Direzione::Ricevute), inviato_da: Some(Mittente::Datore), ..none() }, vec![]),
    ] {
        assert_eq!(ids(&anna, filtro.clone()).await, expected, "{filtro:?}");
        // Their intermediary finds the same.
        assert_eq!(ids(&studio, FiltroQuesiti { datore: Some(anna.id), ..filtro.clone() }).await, expected, "{filtro:?}");
    }
    let bad = FiltroQuesiti { aggiornato_dal: day("ieri"), aggiornato_al: day("2026-02-30"), ..none() };
    let campi: &[_] = &[("aggiornato_dal", Motivo::DataNonValida), ("aggiornato_al", Motivo::DataNonValida)];
    system.refuses(anna.client.call::<ListQuesiti>(&Nulla {}, &bad, &Nulla {}), Tipo::DatiNonValidi, campi).await;
    for query in ["?gestione=altro", "?ordine=casuale", "?inviato_da=io", "?direzione=su"] {
        let location = format!("/api/quesiti{query}");
        let call = anna.client.raw("GET", &location, None, None);
        system.refuses_raw(call, Tipo::RichiestaIllegibile, &[]).await;
    }
}

#[tokio::test]
async fn oldest_first_has_its_pages_and_costs_the_same() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let mut asked = Vec::new();
    for _ in 0..7 {
        system.advance(Duration::from_millis(1));
        asked.push(anna.ask().await);
    }
    for (ordine, expected) in [(Ordine::MenoRecenti, asked.clone()), (Ordine::PiuRecenti, asked.iter().rev().copied().collect())] {
        let (mut found, mut filtro) = (Vec::new(), FiltroQuesiti { ordine, limit: Some(3), ..FiltroQuesiti::default() });
        loop {
            system.cloud.meter().reset();
            let page = page(&anna, &filtro).await;
            let snapshot = system.cloud.meter().snapshot();
            assert_eq!(snapshot.of(Target::DynamoDb, "Query").calls, 1);
            assert!(snapshot.read_units() <= 2.0, "{}", snapshot.read_units());
            found.extend(page.voci.iter().map(|voce| voce.id));
            filtro.cursor = page.cursor;
            if filtro.cursor.is_none() {
                break;
            }
        }
        assert_eq!(found, expected, "{ordine:?}");
    }
}

/// Far more than a page of them, the oldest first read last: none is forgotten, and who has read all pays for nothing.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_counted_whole() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let mut asked = Vec::new();
    for _ in 0..60 {
        system.advance(Duration::from_millis(1));
        let id = anna.ask().await;
        bruna.take(id, 1).await.expect("taken");
        asked.push(id);
    }
    for _ in 0..60 {
        system.advance(Duration::from_millis(1));
        anna.ask().await;
    }
    bruna.request(asked[3], 2, "2026-12-10").await.expect("asked for");
    bruna.request(asked[7], 2, "2026-12-04").await.expect("asked for");
    let home = anna.home(None).await;
    assert_eq!((home.totale_tocca_a_te, home.tocca_a_te.len()), (60, 50));
    let first: Vec<_> = home.tocca_a_te.iter().take(4).map(|voce| voce.id).collect();
    assert_eq!(first, [asked[7], asked[3], asked[59], asked[58]], "documents by their day, then the newest news");

    for (n, id) in asked.iter().enumerate() {
        anna.mark_read(*id, if [3, 7].contains(&n) { 3 } else { 2 }).await.expect("read");
    }
    let home = anna.home(None).await;
    assert_eq!((home.totale_tocca_a_te, home.recenti.len()), (2, 5));
    system.cloud.meter().reset();
    anna.home(None).await;
    let snapshot = system.cloud.meter().snapshot();
    assert_eq!(snapshot.of(Target::DynamoDb, "Query").calls, 4);
    assert!(snapshot.read_units() <= 4.5, "{}", snapshot.read_units());
    assert_eq!(rows(&system).values().filter(|row| row["g5pk"].is_object()).count(), 2, "the index holds those alone");
    // A closed quesito that was read waits for nobody.
    bruna.close(asked[0], 2, EsitoVoce::Accolta).await.expect("closed");
    assert_eq!(anna.home(None).await.totale_tocca_a_te, 3);
    anna.mark_read(asked[0], 3).await.expect("read");
    assert_eq!(anna.home(None).await.totale_tocca_a_te, 2);
}

async fn payments(who: &Individuo, query: PerConto) -> Pagamenti {
    who.client.call::<ListPagamenti>(&Nulla {}, &query, &Nulla {}).await.expect("payments")
}

#[tokio::test]
async fn payments_of_five_years() {
    let system = System::start().await;
    let (anna, other, studio) = (system.datore(1).await, system.datore(2).await, system.intermediario(1).await);
    let rapporto = anna.rapporto.clone().expect("an employer");
    let quarters = [(2021, 2), (2021, 3), (2021, 4), (2026, 3), (2026, 4)];
    for (anno, numero) in quarters {
        let trimestre = Trimestre { anno, numero };
        let due = trimestre.scadenza().al;
        let pagamento = Pagamento {
            rapporto: rapporto.clone(),
            lavoratore: "Olena Saggio".to_owned(),
            trimestre,
            importo: 74_880,
            stato: if anno == 2026 { StatoPagamento::DaEffettuare } else { StatoPagamento::Incassato },
            scadenza: due,
            pagato: (anno < 2026).then_some(due),
            avviso: NumeroAvviso::parse("301000000000000144").ok(),
        };
        system.kit().store.put_pagamento(anna.id, &pagamento).await.expect("a payment");
    }
    system.cloud.meter().reset();
    let found = payments(&anna, PerConto::default()).await.voci;
    let snapshot = system.cloud.meter().snapshot();
    assert_eq!((snapshot.of(Target::DynamoDb, "Query").calls, snapshot.read_units()), (1, 1.5));
    // On 23 November 2026 what was due before 23 November 2021 is no longer shown.
    let shown: Vec<_> = found.iter().map(|voce| (voce.anno, voce.trimestre, voce.scadenza.0.as_str())).collect();
    assert_eq!(shown, [(2026, 4, "2027-01-11"), (2026, 3, "2026-10-12"), (2021, 4, "2022-01-10")]);
    assert_eq!((found[0].stato, found[0].importo, &found[0].pagato), (StatoPagamentoVoce::DaEffettuare, 74_880, &None));
    assert_eq!(found[0].avviso.as_deref(), Some("301000000000000144"));

    assert_eq!(payments(&other, PerConto::default()).await.voci, []);
    let asked = PerConto { datore: Some(anna.id) };
    system.refuses(studio.client.call::<ListPagamenti>(&Nulla {}, &asked, &Nulla {}), Tipo::NonTrovato, &[]).await;
    system.refuses(other.client.call::<ListPagamenti>(&Nulla {}, &asked, &Nulla {}), Tipo::NonTrovato, &[]).await;
    system.delega(&studio, &anna).await;
    assert_eq!(payments(&studio, asked).await.voci, found);
}
