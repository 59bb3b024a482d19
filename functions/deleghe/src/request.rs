//! Giving or asking for a delega: the form first, then whom it is for, then one transaction.

use cassetto_api::deleghe::{DelegaVoce, NuovaDelega, RequestDelega};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{ErroreCampo, Tipo};
use cassetto_domain::allegato::Allegato;
use cassetto_domain::calendario::oggi;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::delega::{FattoDelega, Lato, StatoDelega, check_al, scadenza_richiesta};
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::DelegaId;
use cassetto_domain::profilo;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::Filiale;
use cassetto_runtime::{Campi, Cittadino, Failure, Kit, Reply, Richiesta, allegati};
use cassetto_store::{ChiaveUso, Delega, EsitoRichiesta, Fatto, Persona, casuale};
use sha2::Digest;

use crate::scope;
use crate::voce::voce;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<RequestDelega>) -> Result<Reply<DelegaVoce>, Failure> {
    let now = kit.clock.now();
    let (chi, lato) = scope::caller(&caller);
    let impronta = Sha256(sha2::Sha256::digest(&richiesta.raw).into());
    let chiave = ChiaveUso { persona: chi, chiave: richiesta.key, impronta };
    let campi = Compilati::parse(&richiesta.body, lato, oggi(now))?;
    if let Some(esito) = kit.store.replay_delega_di(&chiave, now).await? {
        return outcome(kit, esito);
    }

    let io = kit.store.persona(chi).await?.ok_or(Tipo::SessioneAssente)?;
    let altro = counterpart(kit, &campi, lato).await?;
    let (datore, intermediario) = match lato {
        Lato::Datore => (&io, &altro),
        Lato::Intermediario => (&altro, &io),
    };
    // Whoever acts for others has a kind, which no request can choose: it says what they may do.
    let tipo = intermediario.tipo_delega.ok_or(Tipo::RuoloNonAmmesso)?;
    let (profilo, inviati) = (profilo::corrente(Gestione::LavoroDomestico), std::slice::from_ref(&campi.modulo));
    let modulo = allegati::accept(&kit.store, chi, &chiave.chiave, profilo, inviati).await.map_err(of_the_form)?.pop();

    let delega = Delega {
        id: casuale::id(DelegaId::from_bytes)?,
        datore: datore.into(),
        intermediario: intermediario.into(),
        tipo,
        stato: StatoDelega::Richiesta,
        richiesta_da: lato,
        filiale: campi.filiale,
        dal: None,
        al: campi.al,
        rispondere_entro: scadenza_richiesta(oggi(now)),
        modulo,
        storia: vec![Fatto { quando: now, fatto: FattoDelega::Chiesta, lato: Some(lato) }],
    };
    outcome(kit, kit.store.request_delega(&chiave, &delega, now).await?)
}

/// A form whose fields are all acceptable by themselves.
struct Compilati {
    codice_fiscale: CodiceFiscale,
    cognome: String,
    filiale: Option<Filiale>,
    al: Option<jiff::civil::Date>,
    modulo: Allegato,
}

impl Compilati {
    fn parse(body: &NuovaDelega, lato: Lato, oggi: jiff::civil::Date) -> Result<Self, Failure> {
        let mut campi = Campi::new();
        let codice_fiscale = campi.check("codice_fiscale", CodiceFiscale::parse(&body.codice_fiscale));
        if body.cognome.trim().is_empty() {
            campi.push("cognome", Motivo::Vuoto);
        }
        let filiale = match (body.filiale.as_deref(), lato) {
            (Some(filiale), _) => campi.check("filiale", Filiale::parse(filiale)),
            (None, Lato::Datore) => None,
            (None, Lato::Intermediario) => campi.check("filiale", Err(Motivo::Vuoto)),
        };
        let al = body.al.as_ref().and_then(|al| {
            let al = campi.check("al", al.0.parse::<jiff::civil::Date>().map_err(|_| Motivo::DataNonValida))?;
            campi.check("al", check_al(oggi, al).map_err(|_| Motivo::ValiditaNonValida))
        });
        let mut documento = Campi::new();
        let modulo = allegati::parse(&mut documento, std::slice::from_ref(&body.modulo)).pop();
        if let Err(Failure::Problem { campi: errors, .. }) = documento.finish() {
            for error in errors {
                campi.push("modulo", error.motivo);
            }
        }
        campi.finish()?;
        match (codice_fiscale, modulo) {
            (Some(codice_fiscale), Some(modulo)) => Ok(Self { codice_fiscale, cognome: body.cognome.clone(), filiale, al, modulo }),
            _ => Err(Failure::campi(Vec::new())),
        }
    }
}

/// Who has this codice fiscale, if the surname is theirs and they can be the other side: else one answer, which tells nothing.
async fn counterpart(kit: &Kit, campi: &Compilati, lato: Lato) -> Result<Persona, Failure> {
    let ruolo = match lato {
        Lato::Datore => Ruolo::Intermediario,
        Lato::Intermediario => Ruolo::Datore,
    };
    let found = match kit.store.titolare(&campi.codice_fiscale).await? {
        Some(id) => kit.store.persona(id).await?,
        None => None,
    };
    found
        .filter(|persona| persona.ruolo == ruolo && persona.is_called(&campi.cognome))
        .filter(|persona| lato == Lato::Intermediario || persona.tipo_delega.is_some())
        .ok_or_else(|| Failure::campo("codice_fiscale", Motivo::ControparteSconosciuta))
}

/// The form is one document with a field of its own.
fn of_the_form(failure: Failure) -> Failure {
    match failure {
        Failure::Problem { tipo, campi, riprova_tra } => {
            let campi = campi.into_iter().map(|errore| ErroreCampo { campo: "modulo".to_owned(), ..errore }).collect();
            Failure::Problem { tipo, campi, riprova_tra }
        }
        other => other,
    }
}

fn outcome(kit: &Kit, esito: EsitoRichiesta) -> Result<Reply<DelegaVoce>, Failure> {
    match esito {
        EsitoRichiesta::Registrata(delega) | EsitoRichiesta::Replay(delega) => Ok(voce(kit, &delega).into()),
        EsitoRichiesta::ChiaveRiusata => Err(Tipo::ChiaveRiusata.into()),
        EsitoRichiesta::GiaChiesta => Err(Failure::campo("codice_fiscale", Motivo::DelegaGiaChiesta)),
    }
}
