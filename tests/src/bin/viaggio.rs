//! `viaggio ORIGIN`: a quesito's whole life over HTTP, as the demo people live it, against a system that runs already: the local one,
//! or the functions behind `sam local`. It ends with the first thing that isn't as it should be.

use std::process::ExitCode;
use std::time::Duration;

use cassetto_allegati::campioni;
use cassetto_api::contatti::GetContatti;
use cassetto_api::datori::{FiltroDatori, ListDatori};
use cassetto_api::deleghe::VistaDelegati;
use cassetto_api::endpoint::{Endpoint, Nulla};
use cassetto_api::fascicolo::{FiltroCoda, GetCruscotto, ListCoda, ListRegistri, NuovaRisposta, PaginaRegistri};
use cassetto_api::home::{GetHome, PerConto};
use cassetto_api::modello::{EsitoVoce, RuoloVoce, StatoVoce};
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{FiltroQuesiti, GetArchivio, GetRicevuta, ListQuesiti, NuovoQuesito, QuesitoPath, VoceRicevuta};
use cassetto_api::sessione::{GetSessione, SignOut};
use cassetto_api::stato_servizio::GetStatus;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::quiete;
use cassetto_runtime::Clock;
use cassetto_tests::{Answer, Client, Individuo};

type Error = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> ExitCode {
    let Some(origin) = std::env::args().nth(1) else {
        eprintln!("viaggio ORIGIN");
        return ExitCode::FAILURE;
    };
    match run(origin.trim_end_matches('/')).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("viaggio: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What was expected, printed once it is so.
fn check(is: bool, what: &str) -> Result<(), Error> {
    if is {
        println!("  {what}");
        return Ok(());
    }
    Err(format!("not so: {what}").into())
}

fn given<T>(answer: Answer<T>, what: &str) -> Result<T, Error> {
    answer.map_err(|problema| format!("{what}: {} {}", problema.status, problema.title).into())
}

fn refused<T>(answer: Answer<T>, tipo: Tipo, what: &str) -> Result<(), Error> {
    match answer {
        Err(problema) if problema.kind() == Some(tipo) => check(true, what),
        Err(problema) => Err(format!("not so: {what}: {} {}", problema.status, problema.title).into()),
        Ok(_) => Err(format!("not so: {what}").into()),
    }
}

async fn sign_in(origin: &str, codice_fiscale: &str, pin: &str, ruolo: RuoloVoce) -> Result<Individuo, Error> {
    let client = Client::new(origin);
    let sessione = given(client.sign_in(codice_fiscale, pin).await, "sign-in")?;
    check(sessione.ruolo == ruolo, &format!("{} is {ruolo:?}", sessione.nome))?;
    let codice_fiscale = CodiceFiscale::parse(codice_fiscale).map_err(|error| error.to_string())?;
    Ok(Individuo { id: sessione.persona, codice_fiscale, rapporto: None, client })
}

async fn get<E: Endpoint<Path = Nulla, Body = Nulla>>(who: &Individuo, query: &E::Query) -> Answer<E::Response> {
    who.client.call::<E>(&Nulla {}, query, &Nulla {}).await
}

async fn run(origin: &str) -> Result<(), Error> {
    let nobody = Client::new(origin);
    let status = given(nobody.call::<GetStatus>(&Nulla {}, &Nulla {}, &Nulla {}).await, "status")?;
    check(status.status == 200, "the service works")?;
    let response = nobody.raw("GET", "/api/non-esiste", None, None).await;
    check(response.status() == 404, "what there is not is told so by a function")?;
    refused(nobody.sign_in("SMPNNA68D52H501Q", "Sbaglia1").await, Tipo::CredenzialiNonValide, "a wrong PIN opens nothing")?;

    println!("the employer sends");
    let mut anna = sign_in(origin, "SMPNNA68D52H501Q", "Anna2026", RuoloVoce::Datore).await?;
    anna.rapporto = Some(CodiceRapporto::parse("1000000011").map_err(|error| error.to_string())?);
    check(given(get::<GetHome>(&anna, &PerConto::default()).await, "home")?.rapporti.len() == 3, "three rapporti on the first page")?;
    let allegato = given(anna.client.upload("ricevuta.pdf", "application/pdf", campioni::pdf("Ricevuta")).await, "upload")?;
    let body = NuovoQuesito { allegati: vec![allegato], ..anna.domanda() };
    // Another one each time: of the secret that this session has.
    let session = anna.client.cookie().unwrap_or_default();
    let key: String = "viaggio-".chars().chain(session.chars().rev().filter(char::is_ascii_alphanumeric).take(24)).collect();
    let sent = given(anna.send_with_key(&body, &key).await, "send")?;
    let again = given(anna.send_with_key(&body, &key).await, "send again")?;
    check(sent.id == again.id && sent.protocollo == again.protocollo, "sent twice it is one, with one number")?;
    let id = sent.id;
    let rows = given(get::<ListQuesiti>(&anna, &FiltroQuesiti::default()).await, "list")?.voci;
    check(rows.iter().any(|row| row.id == id && row.stato == StatoVoce::Aperta), "it is in the list")?;
    let receipt = anna.client.call::<GetRicevuta>(&QuesitoPath { id }, &VoceRicevuta::default(), &Nulla {}).await;
    check(given(receipt, "receipt")?.contenuto.starts_with(b"%PDF-"), "its receipt is a PDF")?;
    let archive = given(anna.client.call::<GetArchivio>(&QuesitoPath { id }, &Nulla {}, &Nulla {}).await, "archive")?;
    let (status, _, bytes) = anna.client.fetch(&archive.url).await;
    check(status == 200 && bytes.starts_with(b"PK"), "its archive comes from the object store by a link")?;

    println!("others don't see it");
    let bruno = sign_in(origin, "PRVBRN75S03H501J", "Bruno026", RuoloVoce::Datore).await?;
    refused(bruno.see(id).await, Tipo::NonTrovato, "another employer doesn't find it")?;
    refused(get::<ListCoda>(&bruno, &FiltroCoda::default()).await, Tipo::RuoloNonAmmesso, "nor has a queue")?;

    println!("the office answers");
    let dario = sign_in(origin, "PTSDRA80B14H501Q", "Sede7001", RuoloVoce::Operatore).await?;
    let filtro = FiltroCoda { limit: Some(50), ..FiltroCoda::default() };
    let queue = given(get::<ListCoda>(&dario, &filtro).await, "queue")?;
    check(queue.voci.iter().any(|voce| voce.quesito.id == id), "it is in the queue of its sede")?;
    let taken = given(dario.take(id, 1).await, "take")?;
    check(taken.quesito.stato == StatoVoce::InCarico, "taken in charge")?;
    let allegato = given(dario.client.upload("avviso.png", "image/png", campioni::png(20, 10)).await, "upload")?;
    let body = NuovaRisposta {
        versione: taken.quesito.versione,
        testo: "L'avviso è stato spedito di nuovo.".to_owned(),
        allegati: vec![allegato],
    };
    let answered = given(dario.answer_with_key(id, &body, &key).await, "answer")?;
    refused(dario.take(id, 1).await, Tipo::VersioneSuperata, "what somebody saw before no longer counts")?;
    let closed = given(dario.close(id, answered.quesito.versione, EsitoVoce::Accolta).await, "close")?;
    check(closed.quesito.stato == StatoVoce::Chiusa, "closed")?;
    let fabio = sign_in(origin, "STRFBA78T07F205T", "Sede4901", RuoloVoce::Operatore).await?;
    refused(fabio.see(id).await, Tipo::NonTrovato, "another sede doesn't find it")?;

    println!("the employer reads");
    let seen = given(anna.see(id).await, "detail")?;
    check(seen.quesito.da_leggere && seen.quesito.stato == StatoVoce::Chiusa, "there is an answer to read")?;
    given(anna.mark_read(id, seen.quesito.versione).await, "mark as read")?;
    check(!given(anna.see(id).await, "detail")?.quesito.da_leggere, "and it has been read")?;
    given(get::<GetContatti>(&anna, &Nulla {}).await, "contacts")?;
    notices(&anna, &format!("{origin}/quesiti/{id}")).await?;

    println!("the intermediary, the supervisor");
    let carla = sign_in(origin, "FNZCRL72H61H501C", "Carla026", RuoloVoce::Intermediario).await?;
    let filtro = FiltroDatori { limit: Some(50), ..FiltroDatori::default() };
    let datori = given(carla.client.call::<ListDatori>(&Nulla {}, &Nulla {}, &filtro).await, "employers")?;
    check(datori.voci.len() == 40, "forty employers")?;
    check(!carla.delegati(VistaDelegati::default()).await.is_empty(), "their correspondence")?;
    refused(carla.see(id).await, Tipo::NonTrovato, "and nobody else's")?;
    let giulia = sign_in(origin, "CNGGLI70E50H501Z", "Sede7003", RuoloVoce::Responsabile).await?;
    given(get::<GetCruscotto>(&giulia, &Nulla {}).await, "figures")?;
    given(get::<ListRegistri>(&giulia, &PaginaRegistri::default()).await, "registers")?;

    println!("and goes");
    given(anna.client.call::<SignOut>(&Nulla {}, &Nulla {}, &Nulla {}).await, "sign-out")?;
    refused(get::<GetSessione>(&anna, &Nulla {}).await, Tipo::SessioneAssente, "the session has ended")
}

/// The stream and the topic have told them: by e-mail and, but for the hours when these wait, by SMS, with a link.
async fn notices(who: &Individuo, link: &str) -> Result<(), Error> {
    for _ in 0..100 {
        let (_, _, lists) = who.client.fetch("/locale/avvisi.json").await;
        let lists: serde_json::Value = serde_json::from_slice(&lists)?;
        let has = |list: &str| {
            lists[list].as_array().into_iter().flatten().any(|each| each["testo"].as_str().is_some_and(|text| text.contains(link)))
        };
        if has("email") && (has("sms") || quiete::fine(Clock::system().now()).is_some()) {
            return check(true, "an SMS and an e-mail brought the link, or by night the e-mail alone");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err("no SMS or e-mail came within ten seconds".into())
}
