//! A small world of people, and what each move does in it.

use cassetto_api::deleghe::{AcceptDelega, Accettazione, DelegaPath, NuovaDelega, RequestDelega, RevokeDelega, SendCodiceDelega};
use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{
    Assegnazione, ForwardQuesito, NuovaComunicazione, NuovaRichiesta, ReassignQuesito, ReleaseQuesito, RequestDocumento, Rilascio,
    RitiroRichiesta, Trasferimento, WithdrawRichiesta, WriteFirst,
};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::quesiti::{CreateMessaggio, NuovoMessaggio, NuovoQuesito, QuesitoPath};
use cassetto_api::tempo::Giorno;
use cassetto_domain::calendario::oggi;
use cassetto_domain::id::{DelegaId, QuesitoId};
use cassetto_domain::stato::{Comando, Stato};
use cassetto_store::Thread;
use cassetto_tests::{Answer, Individuo, System, chiave};
use jiff::ToSpan;

/// Two employers, two intermediaries, two operators of one sede and one of another.
pub struct Mondo {
    pub system: System,
    pub datori: Vec<Individuo>,
    pub studi: Vec<Individuo>,
    operatori: Vec<Individuo>,
    pub quesiti: Vec<Noto>,
    pub deleghe: Vec<DelegaNota>,
    /// Which intermediary each employer has now.
    pub attive: Vec<Option<usize>>,
    texts: u32,
}

/// A quesito, and every text that was confirmed to its author.
pub struct Noto {
    pub id: QuesitoId,
    pub datore: usize,
    pub testi: Vec<String>,
}

/// A delega that was asked for.
pub struct DelegaNota {
    pub id: DelegaId,
    pub studio: usize,
    pub datore: usize,
    /// The intermediary asked, so the employer accepts.
    dallo_studio: bool,
}

/// What is done, and three numbers that choose by whom and to what.
#[derive(Debug, Clone, Copy)]
pub struct Mossa {
    what: u8,
    a: usize,
    b: usize,
    c: usize,
}

impl From<(u8, u8, u8, u8)> for Mossa {
    fn from((what, a, b, c): (u8, u8, u8, u8)) -> Self {
        Self { what: what % 23, a: a.into(), b: b.into(), c: c.into() }
    }
}

impl Mondo {
    pub async fn new() -> Self {
        let system = System::start().await;
        let datori = vec![system.datore(1).await, system.datore(2).await];
        let studi = vec![system.intermediario(1).await, system.intermediario(2).await];
        let operatori = vec![system.operatore(1).await, system.operatore(2).await, system.operatore_altrove(1).await];
        Self { system, datori, studi, operatori, quesiti: Vec::new(), deleghe: Vec::new(), attive: vec![None, None], texts: 0 }
    }

    /// Plays a move. Being refused is fine; being refused by a failure of ours, or allowed against the rules, is not.
    pub async fn play(&mut self, mossa: &Mossa) -> Result<(), String> {
        let Mossa { what, a, b, c } = *mossa;
        match what {
            0 | 1 => self.ask(a, None, None).await,
            2 => self.ask(a, Some(b), None).await,
            3 => self.follow(a, c).await,
            4..=6 => self.write(a, b, c).await,
            7 => self.office(c, b, Comando::PrendiInCarico).await,
            8 => self.office(c, b, Comando::Rilascia).await,
            9 => self.office(c, b, Comando::Riassegna).await,
            10 => self.office(c, b, Comando::Trasferisci).await,
            11 => self.office(c, b, Comando::Richiedi).await,
            12 => self.office(c, b, Comando::Commenta).await,
            13 | 14 => self.office(c, b, Comando::Rispondi).await,
            15 => self.office(c, b, Comando::Chiudi).await,
            16 => self.withdraw(c, b).await,
            17 => self.write_first(a, b).await,
            18 => self.delegate(a, b, c).await,
            19 | 20 => self.accept(c).await,
            21 => self.revoke(c, a).await,
            _ => self.wait(a).await,
        }
    }

    /// A text that no other message has.
    fn text(&mut self) -> String {
        self.texts += 1;
        format!("Testo di prova numero {} della storia.", self.texts)
    }

    pub async fn thread(&self, id: QuesitoId) -> Thread {
        self.system.kit().store.thread(id).await.expect("a table").expect("a thread")
    }

    async fn ask(&mut self, a: usize, studio: Option<usize>, correlata: Option<QuesitoId>) -> Result<(), String> {
        let (datore, testo) = (a % self.datori.len(), self.text());
        let delegated = studio.map(|studio| studio % self.studi.len());
        let who = delegated.map_or(&self.datori[datore], |studio| &self.studi[studio]);
        let body = NuovoQuesito {
            datore: delegated.map(|_| self.datori[datore].id),
            testo: testo.clone(),
            correlata,
            ..self.datori[datore].domanda()
        };
        let answer = who.send(&body).await;
        if let (Ok(_), Some(studio)) = (&answer, delegated) {
            expect(self.attive[datore] == Some(studio), "somebody without a delega sent a quesito")?;
        }
        if let Some(sent) = fine(answer)? {
            self.quesiti.push(Noto { id: sent.id, datore, testi: vec![testo] });
        }
        Ok(())
    }

    async fn follow(&mut self, a: usize, c: usize) -> Result<(), String> {
        let Some(n) = self.pick(c) else { return Ok(()) };
        let (id, datore) = (self.quesiti[n].id, self.quesiti[n].datore);
        let state = self.thread(id).await.quesito.stato;
        let before = self.quesiti.len();
        self.ask(a, None, Some(id)).await?;
        let followed = self.quesiti.len() > before;
        expect(!followed || (state == Stato::Chiusa && a % self.datori.len() == datore), "what is not closed, or not theirs, was followed")
    }

    fn pick(&self, c: usize) -> Option<usize> {
        (!self.quesiti.is_empty()).then(|| c % self.quesiti.len())
    }

    /// A citizen writes: one of the employers or of the intermediaries, whoever's quesito it is.
    async fn write(&mut self, a: usize, b: usize, c: usize) -> Result<(), String> {
        let Some(n) = self.pick(c) else { return Ok(()) };
        let testo = self.text();
        let (id, datore) = (self.quesiti[n].id, self.quesiti[n].datore);
        let before = self.thread(id).await;
        let studio = (b.is_multiple_of(2)).then_some(a % self.studi.len());
        let who = studio.map_or(&self.datori[a % self.datori.len()], |studio| &self.studi[studio]);
        let body = NuovoMessaggio {
            versione: before.quesito.versione,
            testo: testo.clone(),
            allegati: Vec::new(),
            risponde_a: before.quesito.attesa.filter(|_| !b.is_multiple_of(3)).map(|attesa| attesa.versione),
        };
        let answer = who.client.call_with_key::<CreateMessaggio>(&QuesitoPath { id }, &Nulla {}, &body, Some(&chiave())).await;
        let Some(_) = fine(answer)? else { return Ok(()) };
        self.quesiti[n].testi.push(testo);
        let allowed = match studio {
            Some(studio) => self.attive[datore] == Some(studio),
            None => a % self.datori.len() == datore,
        };
        expect(allowed, "somebody else's quesito was written to")?;
        self.check_step(&before, Comando::Scrivi).await
    }

    /// An office does something; now and then with a version that is not the last.
    async fn office(&mut self, c: usize, b: usize, comando: Comando) -> Result<(), String> {
        let Some(n) = self.pick(c) else { return Ok(()) };
        let id = self.quesiti[n].id;
        let before = self.thread(id).await;
        let stale = b % 7 == 6 && before.quesito.versione > 1;
        let versione = before.quesito.versione - u32::from(stale);
        let testo = self.text();
        let (who, path) = (&self.operatori[b % self.operatori.len()], QuesitoPath { id });
        let client = &who.client;
        let done = match comando {
            Comando::PrendiInCarico => fine(who.take(id, versione).await)?.is_some(),
            Comando::Rilascia => fine(client.call::<ReleaseQuesito>(&path, &Nulla {}, &Rilascio { versione }).await)?.is_some(),
            Comando::Riassegna => {
                let body = Assegnazione { versione, operatore: self.operatori[(b / 3) % self.operatori.len()].id };
                fine(client.call::<ReassignQuesito>(&path, &Nulla {}, &body).await)?.is_some()
            }
            Comando::Trasferisci => {
                let sede = if before.quesito.sede.as_str() == "7000" { "4900" } else { "7000" };
                let body = Trasferimento { versione, sede: sede.to_owned(), motivo: "Altra residenza.".to_owned() };
                fine(client.call_with_key::<ForwardQuesito>(&path, &Nulla {}, &body, Some(&chiave())).await)?.is_some()
            }
            Comando::Richiedi => {
                let entro = Giorno(oggi(self.system.now()).saturating_add(10.days()).to_string());
                let body = NuovaRichiesta { versione, testo: testo.clone(), entro, allegati: Vec::new() };
                fine(client.call_with_key::<RequestDocumento>(&path, &Nulla {}, &body, Some(&chiave())).await)?.is_some()
            }
            Comando::Commenta => fine(who.comment(id, versione, "Verifica in corso.").await)?.is_some(),
            Comando::Rispondi => {
                let body = cassetto_api::fascicolo::NuovaRisposta { versione, testo: testo.clone(), allegati: Vec::new() };
                fine(who.answer_with_key(id, &body, &chiave()).await)?.is_some()
            }
            Comando::Chiudi => fine(who.close(id, versione, EsitoVoce::Accolta).await)?.is_some(),
            Comando::Scrivi => false,
        };
        if !done {
            return Ok(());
        }
        if matches!(comando, Comando::Richiedi | Comando::Rispondi) {
            self.quesiti[n].testi.push(testo);
        }
        expect(!stale, "a version that is not the last was accepted")?;
        let sede = if b % self.operatori.len() == 2 { "4900" } else { "7000" };
        expect(before.quesito.sede.as_str() == sede, "another sede's quesito was worked")?;
        self.check_step(&before, comando).await
    }

    async fn withdraw(&mut self, c: usize, b: usize) -> Result<(), String> {
        let Some(n) = self.pick(c) else { return Ok(()) };
        let id = self.quesiti[n].id;
        let before = self.thread(id).await.quesito;
        let body = RitiroRichiesta { versione: before.versione, commento: "Non serve più.".to_owned() };
        let answer = self.operatori[b % 3].client.call::<WithdrawRichiesta>(&QuesitoPath { id }, &Nulla {}, &body).await;
        let Some(_) = fine(answer)? else { return Ok(()) };
        expect(before.attesa.is_some(), "a request that was not there was withdrawn")
    }

    async fn write_first(&mut self, a: usize, b: usize) -> Result<(), String> {
        let (n, testo) = (a % self.datori.len(), self.text());
        let datore = &self.datori[n];
        let domanda = datore.domanda();
        let body = NuovaComunicazione {
            datore: datore.id,
            gestione: domanda.gestione,
            rapporto: domanda.rapporto,
            categoria: domanda.categoria,
            versione_categorie: domanda.versione_categorie,
            oggetto: domanda.oggetto,
            testo: testo.clone(),
            allegati: Vec::new(),
        };
        let client = &self.operatori[b % 3].client;
        let answer = client.call_with_key::<WriteFirst>(&Nulla {}, &Nulla {}, &body, Some(&chiave())).await;
        if let Some(sent) = fine(answer)? {
            self.quesiti.push(Noto { id: sent.id, datore: n, testi: vec![testo] });
        }
        Ok(())
    }

    async fn delegate(&mut self, a: usize, b: usize, c: usize) -> Result<(), String> {
        let (datore, studio, dallo_studio) = (a % self.datori.len(), b % self.studi.len(), c.is_multiple_of(2));
        let (who, other) =
            if dallo_studio { (&self.studi[studio], &self.datori[datore]) } else { (&self.datori[datore], &self.studi[studio]) };
        let bytes = cassetto_allegati::campioni::pdf("delega");
        let modulo = who.client.upload("modulo.pdf", "application/pdf", bytes).await.map_err(|problema| format!("{problema:?}"))?;
        let body = NuovaDelega {
            codice_fiscale: other.codice_fiscale.as_str().to_owned(),
            cognome: "Esempio".to_owned(),
            filiale: dallo_studio.then(|| "Sede di via Prova".to_owned()),
            al: None,
            modulo,
        };
        let answer = who.client.call_with_key::<RequestDelega>(&Nulla {}, &Nulla {}, &body, Some(&chiave())).await;
        if let Some(delega) = fine(answer)? {
            self.deleghe.push(DelegaNota { id: delega.id, studio, datore, dallo_studio });
        }
        Ok(())
    }

    async fn accept(&mut self, c: usize) -> Result<(), String> {
        if self.deleghe.is_empty() {
            return Ok(());
        }
        let DelegaNota { id, studio, datore, dallo_studio } = self.deleghe[c % self.deleghe.len()];
        let who = if dallo_studio { &self.datori[datore] } else { &self.studi[studio] };
        let path = DelegaPath { id };
        let Some(_) = fine(who.client.call::<SendCodiceDelega>(&path, &Nulla {}, &Nulla {}).await)? else { return Ok(()) };
        let codice = self.system.last_code(who).await;
        let body = Accettazione { codice, filiale: (!dallo_studio).then(|| "Sede di via Prova".to_owned()) };
        if fine(who.client.call::<AcceptDelega>(&path, &Nulla {}, &body).await)?.is_some() {
            self.attive[datore] = Some(studio);
        }
        Ok(())
    }

    async fn revoke(&mut self, c: usize, a: usize) -> Result<(), String> {
        if self.deleghe.is_empty() {
            return Ok(());
        }
        let DelegaNota { id, studio, datore, .. } = self.deleghe[c % self.deleghe.len()];
        let who = if a.is_multiple_of(2) { &self.datori[datore] } else { &self.studi[studio] };
        let answer = who.client.call::<RevokeDelega>(&DelegaPath { id }, &Nulla {}, &Nulla {}).await;
        if let Some(delega) = fine(answer)?
            && delega.dal.is_some()
        {
            self.attive[datore] = None;
        }
        Ok(())
    }

    /// Days pass; everybody signs in again, and what was to happen by itself happens.
    async fn wait(&mut self, a: usize) -> Result<(), String> {
        self.system.advance(std::time::Duration::from_secs(86_400 * (1 + a as u64 % 3)));
        for individuo in self.datori.iter().chain(&self.studi).chain(&self.operatori) {
            self.system.session(individuo).await;
        }
        self.system.cloud.sweep().await.map_err(|error| error.to_string())
    }

    /// What was done is what the matrix of states allows, one version later.
    async fn check_step(&self, before: &Thread, comando: Comando) -> Result<(), String> {
        let after = self.thread(before.quesito.id).await.quesito;
        let allowed = before.quesito.stato.apply(comando);
        expect(allowed == Ok(after.stato), &format!("{:?} + {comando:?} led to {:?}", before.quesito.stato, after.stato))?;
        expect(after.versione == before.quesito.versione + 1, "a step is not one version")?;
        expect((after.protocollo, after.presentato) == (before.quesito.protocollo, before.quesito.presentato), "the presentation changed")
    }
}

/// What was done, or nothing when it was refused by a rule; anything else is broken.
fn fine<T>(answer: Answer<T>) -> Result<Option<T>, String> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(problema) if (400..500).contains(&problema.status) => Ok(None),
        Err(problema) => Err(format!("{problema:?}")),
    }
}

pub fn expect(held: bool, law: &str) -> Result<(), String> {
    if held { Ok(()) } else { Err(law.to_owned()) }
}
