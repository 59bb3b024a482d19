//! A system of one's own for a test: empty, on free ports, with a clock that stands still until the test moves it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cassetto_domain::calendario::oggi;
use cassetto_domain::codice_fiscale::{CodiceFiscale, check_letter};
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::contatto::{Cellulare, Contatti, Email};
use cassetto_domain::delega::{Lato, TipoDelega};
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_domain::posizione::Posizione;
use cassetto_domain::preferenze::Preferenze;
use cassetto_domain::rapporto::{Mansione, StatoRapporto, TipoContratto};
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::{Cap, CodiceSede};
use cassetto_local::{Cloud, Options};
use cassetto_runtime::{Clock, Kit};
use cassetto_store::{Credenziale, Delega, GruppoDeleghe, NuovaSessione, Persona, Rapporto, casuale};
use jiff::Timestamp;

use crate::Client;

/// A running system and its clock.
pub struct System {
    pub cloud: Cloud,
    now: Arc<Mutex<Timestamp>>,
}

/// Somebody with a session, or without one after [`Individuo::stranger`].
pub struct Individuo {
    pub id: PersonaId,
    pub codice_fiscale: CodiceFiscale,
    /// The first rapporto of an employer.
    pub rapporto: Option<CodiceRapporto>,
    pub client: Client,
}

/// The sede of Roma, where the employers of these tests live.
pub const SEDE: &str = "7000";

#[expect(clippy::expect_used, reason = "a test's own set-up: what fails ends the test")]
impl System {
    /// Started on a Monday at noon in Rome.
    pub async fn start() -> Self {
        Self::start_with(|options| options).await
    }

    /// Started with options of one's own.
    pub async fn start_with(change: impl FnOnce(Options) -> Options) -> Self {
        let now = Arc::new(Mutex::new("2026-11-23T11:00:00Z".parse().expect("an instant")));
        let clock = Arc::clone(&now);
        let clock = Clock::from_fn(move || *clock.lock().unwrap_or_else(PoisonError::into_inner));
        let options = change(Options { clock, background: false, ..Options::default() });
        Self { cloud: Cloud::start(options).await.expect("a cloud"), now }
    }

    /// What the functions hold.
    pub fn kit(&self) -> &Kit {
        self.cloud.kit()
    }

    /// The instant that every function sees.
    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(by).expect("an instant");
    }

    /// Puts the clock somewhere else.
    pub fn set_now(&self, instant: &str) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = instant.parse().expect("an instant");
    }

    /// A browser without a session.
    pub fn client(&self) -> Client {
        Client::new(self.cloud.origin())
    }

    /// An employer of Roma with one rapporto, a mobile number and an e-mail address, signed in.
    pub async fn datore(&self, n: u32) -> Individuo {
        let mut individuo = self.individuo(Ruolo::Datore, None, n).await;
        let codice = CodiceRapporto::parse(&format!("{:010}", 3_000_000_000_u64 + u64::from(n))).expect("a code");
        self.rapporto(individuo.id, &codice).await;
        individuo.rapporto = Some(codice);
        individuo
    }

    /// One more rapporto of an employer.
    pub async fn rapporto(&self, datore: PersonaId, codice: &CodiceRapporto) {
        let rapporto = Rapporto {
            codice: codice.clone(),
            lavoratore: "Olena Saggio".to_owned(),
            mansione: Mansione::Badante,
            stato: StatoRapporto::Attivo,
            contratto: TipoContratto::Tin,
            inizio: jiff::civil::date(2024, 2, 5),
            fine: None,
            ore: 30,
        };
        self.kit().store.put_rapporto(datore, &rapporto).await.expect("a rapporto");
    }

    /// An operator of [`SEDE`], signed in.
    pub async fn operatore(&self, n: u32) -> Individuo {
        self.individuo(Ruolo::Operatore, Some(SEDE), 500_000 + n).await
    }

    /// An operator of Milano, signed in.
    pub async fn operatore_altrove(&self, n: u32) -> Individuo {
        self.individuo(Ruolo::Operatore, Some("4900"), 600_000 + n).await
    }

    /// Who answers for [`SEDE`], signed in.
    pub async fn responsabile(&self, n: u32) -> Individuo {
        self.individuo(Ruolo::Responsabile, Some(SEDE), 550_000 + n).await
    }

    /// An intermediary with no employer yet, signed in.
    pub async fn intermediario(&self, n: u32) -> Individuo {
        self.individuo(Ruolo::Intermediario, None, 700_000 + n).await
    }

    /// Lets an intermediary see an employer.
    pub async fn delega(&self, intermediario: &Individuo, datore: &Individuo) -> DelegaId {
        let store = &self.kit().store;
        let datore = store.persona(datore.id).await.expect("a table").expect("an employer");
        let intermediario = store.persona(intermediario.id).await.expect("a table").expect("an intermediary");
        let tipo = intermediario.tipo_delega.expect("a kind of delegate");
        let id = casuale::id(DelegaId::from_bytes).expect("an identifier");
        store.put_delega(&Delega::archiviata(id, &datore, &intermediario, tipo, self.now())).await.expect("a delegation");
        id
    }

    /// Lets an intermediary of this kind see an employer, in place of whoever did.
    pub async fn delega_di_tipo(&self, intermediario: &Individuo, datore: &Individuo, tipo: TipoDelega) {
        let store = &self.kit().store;
        let mut persona = store.persona(intermediario.id).await.expect("a table").expect("an intermediary");
        persona.tipo_delega = Some(tipo);
        store.put_persona(&persona).await.expect("a person");
        self.revoca_attiva(datore).await;
        self.delega(intermediario, datore).await;
    }

    /// The employer ends what they gave to this intermediary.
    pub async fn revoca(&self, intermediario: &Individuo, datore: &Individuo) {
        let ended = self.revoca_attiva(datore).await.expect("an active delega");
        assert_eq!(ended.intermediario.id, intermediario.id);
    }

    async fn revoca_attiva(&self, datore: &Individuo) -> Option<Delega> {
        let (store, now) = (&self.kit().store, self.now());
        let active = store.deleghe_del_datore(datore.id, GruppoDeleghe::Attive, oggi(now)).await.expect("a table");
        match active.first() {
            Some(delega) => Some(store.revoke_delega(delega, Lato::Datore, now).await.expect("ended")),
            None => None,
        }
    }

    /// Gives somebody a PIN to sign in with.
    pub async fn pin(&self, individuo: &Individuo, ruolo: Ruolo, phc: String) {
        let sede = ruolo.is_ufficio().then(|| CodiceSede::parse(SEDE).expect("a sede"));
        let credenziale = Credenziale { persona: individuo.id, phc, ruolo, nome: "Anna Esempio".to_owned(), sede };
        self.kit().store.put_credenziale(&individuo.codice_fiscale, &credenziale).await.expect("a credential");
    }

    /// A new session for somebody whose last one has ended.
    pub async fn session(&self, individuo: &Individuo) {
        let persona = self.kit().store.persona(individuo.id).await.expect("a table").expect("a person");
        let nuova = NuovaSessione { persona: persona.id, ruolo: persona.ruolo, nome: persona.nome_e_cognome(), sede: persona.sede };
        let token = self.kit().store.create_session(&nuova, self.now()).await.expect("a session");
        individuo.client.set_cookie(Some(token.to_cookie()));
    }

    /// Gives somebody positions in other gestioni.
    pub async fn posizioni(&self, individuo: &Individuo, posizioni: &[(Gestione, &str)]) {
        let mut persona = self.kit().store.persona(individuo.id).await.expect("a table").expect("a person");
        let posizione = |(gestione, codice): &(Gestione, &str)| Posizione {
            gestione: *gestione,
            codice: CodiceRapporto::parse(codice).expect("a code"),
            descrizione: format!("Posizione {codice}"),
        };
        persona.posizioni = posizioni.iter().map(posizione).collect();
        self.kit().store.put_persona(&persona).await.expect("a person");
    }

    /// Changes where notices to somebody go.
    pub async fn contatti(&self, individuo: &Individuo, change: impl FnOnce(&mut Contatti)) {
        let mut persona = self.kit().store.persona(individuo.id).await.expect("a table").expect("a person");
        change(&mut persona.contatti);
        self.kit().store.put_persona(&persona).await.expect("a person");
    }

    async fn individuo(&self, ruolo: Ruolo, sede: Option<&str>, n: u32) -> Individuo {
        let id = casuale::id(PersonaId::from_bytes).expect("an identifier");
        let sede = sede.map(|codice| CodiceSede::parse(codice).expect("a sede"));
        let persona = Persona {
            id,
            nome: if ruolo.is_ufficio() { "Bruna" } else { "Anna" }.to_owned(),
            cognome: "Esempio".to_owned(),
            codice_fiscale: codice_fiscale(n),
            ruolo,
            sede,
            cap: Some(Cap::parse("00185").expect("a CAP")),
            contatti: Contatti {
                cellulare: Some(Cellulare::parse(&format!("+39300{n:07}")).expect("a number")),
                email: Some(Email::parse(&format!("persona{n}@esempio.example")).expect("an address")),
                ..Contatti::default()
            },
            preferenze: Preferenze::default(),
            posizioni: Vec::new(),
            tipo_delega: (ruolo == Ruolo::Intermediario).then_some(TipoDelega::Consulente),
        };
        let store = &self.kit().store;
        store.put_persona(&persona).await.expect("a person");
        let nuova = NuovaSessione { persona: id, ruolo, nome: persona.nome_e_cognome(), sede };
        let token = store.create_session(&nuova, self.now()).await.expect("a session");
        let client = self.client();
        client.set_cookie(Some(token.to_cookie()));
        Individuo { id, codice_fiscale: persona.codice_fiscale, rapporto: None, client }
    }
}

/// A different valid codice fiscale for each number below a million: digits of the year, the day and the town change.
#[expect(clippy::expect_used, reason = "a test's own data")]
fn codice_fiscale(n: u32) -> CodiceFiscale {
    let first = format!("SMPNNA{:02}A{:02}H{:03}", n / 28_000 % 100, n / 1_000 % 28 + 1, n % 1_000);
    let letter = check_letter(&first).expect("fifteen characters");
    CodiceFiscale::parse(&format!("{first}{letter}")).expect("a codice fiscale")
}
