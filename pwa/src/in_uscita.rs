//! The outbox: what the person has sent, kept on this device until the service has registered it, which happens once.
//!
//! The rules, in order:
//!
//! 1. *Pressing the button puts it here first*, words and documents, and only then tries to send it. With a network nobody notices;
//!    without one, or when the network goes away in the middle, it stays here and leaves by itself.
//! 2. *The same key until a clear answer.* What goes out is written down to the letter, with its key, before it goes. A try without
//!    an answer is repeated with the same key and the same letters, by any tab, after any update of the app: the service registers
//!    the first that arrives, and answers every repetition with the number of the first.
//! 3. *A clear refusal frees the key.* The service did nothing: the entry waits to be corrected, and is another send from then on.
//!    A refusal that the service gives before it looks at the key (who may write for whom, an unknown category) frees it only when
//!    nothing went out before: an earlier try may have arrived (`verdetto.rs`).
//! 4. *Nothing changes while it is not known whether it has arrived.* Editing an entry that went out without an answer first repeats
//!    it: either it turns out to be sent, or it is refused and can be edited. Throwing it away says that it may have arrived.
//! 5. *Only the service says `protocollato`.* Until then it is in the queue, whatever the network did.
//! 6. *An ended session waits.* Nobody is sent to the sign-in page by what happens by itself; it leaves when the same person is back.
//!    Signing out wipes it, after asking.
//!
//! One tab at a time sends (`turno.rs`), the others are told (`canale.rs`). It is tried at start, after signing in, when the network
//! returns, when the page is looked at again, and meanwhile less and less often while it is visible.

mod magazzino;
pub mod spedizione;
mod verdetto;
mod voce;

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use cassetto_api::problema::Problema;
use cassetto_domain::id::{BozzaId, PersonaId, QuesitoId};
use leptos::task::spawn_local;

use spedizione::Mittente;
pub use spedizione::{Risposta, refusal, send_expired_again};
pub use voce::{Cosa, Messaggio, Stato, Voce};

use crate::api::{Client, use_client};
use crate::aree::Pagina;
use crate::cartella::{self, Cartella};
use crate::components::toasts::{Toasts, use_toasts};
use crate::i18n::{K, fill, t};
use crate::rete::use_rete;
use crate::session::{Accesso, use_accesso};
use crate::vista::prelude::*;
use crate::{browser, canale, sospesi, turno};

const TURNO: &str = "cassetto-uscita";
const FIRST_MILLIS: u64 = 5_000;
const LAST_MILLIS: u64 = 300_000;
/// What was thrown away can come back for so long; what has arrived is shown for so long.
const HOUR_MILLIS: f64 = 3_600_000.0;

/// What waits to be sent by who is signed in.
#[derive(Clone, Copy)]
pub struct InUscita {
    /// All of it, the last one first.
    pub voci: RwSignal<Vec<Voce>>,
    /// What this tab is sending now.
    pub in_partenza: RwSignal<Option<String>>,
    /// Counts what has arrived, so that lists can be read again.
    pub arrivi: RwSignal<u32>,
    persona: Memo<Option<PersonaId>>,
    client: Client,
    toasts: Toasts,
    owner: StoredValue<Owner>,
    busy: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    pause: StoredValue<u64>,
}

/// The place of the outbox in the app: it begins when a page wants it, or when something waits.
#[derive(Clone)]
pub struct Posto {
    uscita: StoredValue<Option<InUscita>>,
    /// The drafts of the service that are in it.
    bozze: RwSignal<Vec<BozzaId>>,
    /// It outlives the page that began it.
    app: Owner,
}

impl Posto {
    /// As part of the app that is being built.
    pub fn new() -> Self {
        Self { uscita: StoredValue::new(None), bozze: RwSignal::new(Vec::new()), app: Owner::current().unwrap_or_default() }
    }
}

pub fn use_in_uscita() -> InUscita {
    let posto: Posto = expect_context();
    posto.uscita.get_value().unwrap_or_else(|| {
        let uscita = posto.app.with(|| InUscita::new(posto.bozze));
        posto.uscita.set_value(Some(uscita));
        uscita
    })
}

/// The drafts of the service that wait to be sent.
pub fn use_bozze_in_partenza() -> RwSignal<Vec<BozzaId>> {
    expect_context::<Posto>().bozze
}

/// Begins it, whichever page is open.
pub fn sveglia() -> Nodo {
    use_in_uscita();
    ().nodo()
}

/// Begins it for who has signed in and has something here that waits.
pub fn watch(accesso: RwSignal<Accesso>) {
    let persona = memo(move || accesso.with(|accesso| accesso.sessione().map(|sessione| sessione.persona)));
    let owner = Owner::current().unwrap_or_default();
    effect(move || {
        let (Some(persona), owner) = (persona.get(), owner.clone()) else { return };
        spawn_local(async move {
            if sospesi::leaves(persona).await {
                Pagina::Sveglia.begin(owner).await;
            }
        });
    });
}

/// How a send that the person waits for ended.
pub enum Partenza {
    Arrivata(Risposta),
    /// It stays in the queue.
    InCoda,
    /// It leaves once the person has signed in.
    Accesso,
    /// Nothing of it stays here: who wrote it has it before them.
    Rifiutata(Box<Problema>),
    /// Not even kept: this device has no room.
    NonTenuta,
}

impl InUscita {
    fn new(bozze: RwSignal<Vec<BozzaId>>) -> Self {
        let (client, accesso, toasts, rete) = (use_client(), use_accesso(), use_toasts(), use_rete());
        let persona = memo(move || accesso.with(|accesso| accesso.sessione().map(|sessione| sessione.persona)));
        let uscita = Self {
            voci: RwSignal::new(Vec::new()),
            in_partenza: RwSignal::new(None),
            arrivi: RwSignal::new(0),
            persona,
            client: client.quiet(),
            toasts,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            busy: StoredValue::new(false),
            timer: StoredValue::new(None),
            pause: StoredValue::new(FIRST_MILLIS),
        };
        effect(move || {
            let persona = persona.get();
            uscita.voci.set(Vec::new());
            uscita.stop();
            if let Some(persona) = persona {
                spawn_local(uscita.open(persona));
            }
        });
        effect(move || {
            let leaving = |voce: &Voce| match &voce.cosa {
                Cosa::Quesito { bozza, .. } if !matches!(voce.stato, Stato::Scartato(_)) => bozza.copia.saved(),
                Cosa::Quesito { .. } | Cosa::Messaggio(_) => None,
            };
            bozze.set(uscita.voci.with(|voci| voci.iter().filter_map(leaving).collect()));
        });
        effect(move || {
            if rete.get() {
                uscita.wake();
            }
        });
        window_event_listener_untyped("visibilitychange", move |_| {
            if !browser::is_hidden() {
                uscita.wake();
            }
        });
        canale::hear(move |key| {
            if let Some(persona) = persona.get_untracked()
                && magazzino::is_of(&key, persona)
            {
                spawn_local(uscita.reload(persona));
            }
        });
        uscita
    }

    /// The messages of one quesito that wait.
    pub fn del_quesito(self, quesito: QuesitoId) -> Memo<Vec<Voce>> {
        self.pick(move |voce| matches!(&voce.cosa, Cosa::Messaggio(messaggio) if messaggio.quesito == quesito))
    }

    /// Everything that is shown of one employer, messages too.
    pub fn tutte(self, datore: Option<PersonaId>) -> Memo<Vec<Voce>> {
        self.pick(move |voce| voce.datore() == datore)
    }

    fn pick(self, wanted: impl Fn(&Voce) -> bool + Send + Sync + 'static) -> Memo<Vec<Voce>> {
        memo(move || {
            self.voci.with(|voci| voci.iter().filter(|voce| !matches!(voce.stato, Stato::Scartato(_)) && wanted(voce)).cloned().collect())
        })
    }

    /// Sends something that the person has just finished, and says how it went. With documents that are at hand already in
    /// `cartella`; the device keeps them from before the first try, and from then on the page that has them may go.
    pub async fn send(self, id: String, cosa: Cosa, cartella: Cartella) -> Partenza {
        let Some(persona) = self.persona.get_untracked() else { return Partenza::Accesso };
        // A photograph that is still being made ready belongs to it.
        cartella.prepared().await;
        if !cartella.is_here() {
            return Partenza::NonTenuta;
        }
        let mut voce = Voce::new(id, cosa, browser::now(), cartella.quanti());
        // A second press of the button, or the same draft after a restart: what went out stays what it was.
        if let Some(known) = magazzino::one(persona, &voce.id).await.filter(Voce::is_unclear) {
            voce = known;
        }
        let kept = cartella::copy(&cartella.slot(), &magazzino::slot(persona, &voce.id)).await && magazzino::save(persona, &voce).await;
        if !browser::is_online() && kept {
            self.reload(persona).await;
            return Partenza::InCoda;
        }
        let answer = self.turn(persona, voce.id.clone(), Some((voce.clone(), cartella))).await;
        let (voce, risposta) = answer.unwrap_or((voce, None));
        if let Some(risposta) = risposta {
            magazzino::remove(persona, &voce.id).await;
            self.reload(persona).await;
            return Partenza::Arrivata(risposta);
        }
        let partenza = match &voce.stato {
            // Where nobody is there to correct it, it waits here.
            Stato::DaCorreggere(problema) if !voce.is_unclear() && (cartella.is_here() || !kept) => {
                magazzino::remove(persona, &voce.id).await;
                Partenza::Rifiutata(problema.clone())
            }
            _ if !kept => {
                magazzino::remove(persona, &voce.id).await;
                Partenza::NonTenuta
            }
            Stato::Accesso => Partenza::Accesso,
            _ => Partenza::InCoda,
        };
        self.reload(persona).await;
        self.wait();
        partenza
    }

    /// Tries one entry in this tab's turn: as the device has it by then, or as `begun` when the device could not keep it.
    async fn turn(self, persona: PersonaId, id: String, begun: Option<(Voce, Cartella)>) -> Option<(Voce, Option<Risposta>)> {
        let outcome = Rc::new(Cell::new(None));
        let put = Rc::clone(&outcome);
        turno::take(TURNO, async move {
            let kept = magazzino::one(persona, &id).await;
            let (voce, cartella) = begun.map_or((None, None), |(voce, cartella)| (Some(voce), Some(cartella)));
            let Some(mut voce) = kept.or(voce) else { return };
            if voce.stato != Stato::InCoda {
                put.set(Some((voce, None)));
                return;
            }
            self.in_partenza.set(Some(id));
            let risposta = spedizione::leave(Mittente { client: self.client, persona, cartella }, &mut voce).await;
            self.in_partenza.set(None);
            put.set(Some((voce, risposta)));
        })
        .await;
        outcome.take()
    }

    /// Tries all that waits, the oldest first, until one finds no network.
    fn flush(self) {
        let Some(persona) = self.persona.get_untracked() else { return };
        if self.busy.get_value() {
            return;
        }
        self.stop();
        let waiting = self.voci.with_untracked(|voci| {
            let ids = voci.iter().rev().filter(|voce| voce.stato == Stato::InCoda).map(|voce| (voce.id.clone(), voce.tentativi));
            ids.collect::<Vec<_>>()
        });
        if waiting.is_empty() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            for (id, before) in waiting {
                let after = self.turn(persona, id, None).await;
                self.reload(persona).await;
                if after.is_some_and(|(voce, _)| voce.tentativi > before || voce.stato == Stato::Accesso) {
                    break;
                }
            }
            self.busy.set_value(false);
            self.wait();
        });
    }

    /// Tries now, whatever the browser says of the network.
    pub fn try_now(self) {
        let Some(persona) = self.persona.get_untracked() else { return };
        self.pause.set_value(FIRST_MILLIS);
        spawn_local(async move {
            self.revive(persona).await;
            self.flush();
        });
    }

    /// What waited for a session, or for the doubt about it to be cleared, waits for the network again.
    async fn revive(self, persona: PersonaId) {
        for mut voce in magazzino::all(persona).await {
            let unclear = matches!(voce.stato, Stato::DaCorreggere(_)) && voce.is_unclear();
            if voce.stato == Stato::Accesso || unclear {
                voce.stato = Stato::InCoda;
                magazzino::save(persona, &voce).await;
            }
        }
        self.reload(persona).await;
    }

    /// Puts it aside at once, and offers to take it back.
    pub fn throw_away(self, voce: Voce) {
        let told = if voce.is_unclear() { K::UscitaScartatoForse } else { K::UscitaScartato };
        let id = voce.id.clone();
        let undo = self.lasting(move || {
            let voce = voce.clone();
            spawn_local(async move {
                self.change(&voce.id, |now| now.stato = voce.stato.clone()).await;
                self.wake();
            });
        });
        spawn_local(async move {
            self.change(&id, |voce| voce.stato = Stato::Scartato(browser::now())).await;
            self.toasts.undo(t(told), undo);
            browser::focus_if_lost("contenuto");
        });
    }

    /// Something to do later, even when the page that it began on has gone.
    pub fn lasting(self, act: impl Fn() + Send + Sync + 'static) -> Callback<()> {
        self.owner.get_value().with(|| Callback::new(move |()| act()))
    }

    /// What has arrived need not be shown any more.
    pub async fn forget(self, id: &str) {
        let Some(persona) = self.persona.get_untracked() else { return };
        magazzino::remove(persona, id).await;
        self.reload(persona).await;
    }

    /// Stops it from leaving, for the draft that takes its place; none when it has left or may have left. Its documents are at the
    /// place that comes with it.
    pub async fn take_out(self, id: &str) -> Option<(Voce, String)> {
        let persona = self.persona.get_untracked()?;
        let known = magazzino::one(persona, id).await?;
        if known.is_unclear() && !known.is_reused() {
            self.change(id, |voce| voce.stato = Stato::InCoda).await;
            self.turn(persona, id.to_owned(), None).await;
            self.reload(persona).await;
        }
        let mut voce = magazzino::one(persona, id).await.filter(|voce| voce.is_unsent() && (!voce.is_unclear() || voce.is_reused()))?;
        if voce.is_waiting() {
            // It goes back to being a draft: until that is there, it stays here and does not leave.
            voce.stato = Stato::Scartato(browser::now());
            magazzino::save(persona, &voce).await;
        }
        Some((voce, magazzino::slot(persona, id)))
    }

    /// What was taken out could not become a draft: it leaves by itself again.
    pub async fn put_back(self, id: &str) {
        self.change(id, |voce| {
            if matches!(voce.stato, Stato::Scartato(_)) {
                voce.stato = Stato::InCoda;
            }
        })
        .await;
    }

    /// Whether it is still to be sent, as far as is known here.
    pub fn is_there(self, id: &str) -> bool {
        self.voci.with_untracked(|voci| voci.iter().any(|voce| voce.id == id && voce.is_unsent()))
    }

    async fn change(self, id: &str, change: impl Fn(&mut Voce)) {
        let Some(persona) = self.persona.get_untracked() else { return };
        if let Some(mut voce) = magazzino::one(persona, id).await {
            change(&mut voce);
            magazzino::save(persona, &voce).await;
        }
        self.reload(persona).await;
    }

    async fn open(self, persona: PersonaId) {
        for voce in magazzino::all(persona).await {
            let age = |since: f64| browser::now() - since;
            match &voce.stato {
                Stato::Scartato(quando) if age(*quando) > HOUR_MILLIS => magazzino::remove(persona, &voce.id).await,
                Stato::Protocollato(arrivo) if age(arrivo.quando) > 24.0 * HOUR_MILLIS => magazzino::remove(persona, &voce.id).await,
                _ => {}
            }
        }
        self.revive(persona).await;
        self.flush();
    }

    /// Shows what the device has, and tells what has arrived since.
    async fn reload(self, persona: PersonaId) {
        let now = magazzino::all(persona).await;
        if self.persona.try_get_untracked().flatten() != Some(persona) {
            return;
        }
        let before = self.voci.get_untracked();
        if before == now {
            return;
        }
        for voce in &now {
            let was_waiting = before.iter().any(|before| before.id == voce.id && before.is_unsent());
            if let (Stato::Protocollato(arrivo), true) = (&voce.stato, was_waiting) {
                self.toasts.tell(fill(K::UscitaArrivato, &[("oggetto", voce.oggetto()), ("numero", &arrivo.numero)]));
                self.arrivi.update(|arrivi| *arrivi += 1);
            }
            let was_fine = before.iter().any(|before| before.id == voce.id && before.is_waiting());
            if let (Stato::DaCorreggere(_), true) = (&voce.stato, was_fine) {
                self.toasts.warn(fill(K::UscitaTornato, &[("oggetto", voce.oggetto())]));
            }
        }
        self.voci.set(now);
    }

    fn wake(self) {
        self.pause.set_value(FIRST_MILLIS);
        if let Some(persona) = self.persona.get_untracked() {
            spawn_local(async move {
                self.reload(persona).await;
                if browser::is_online() {
                    self.flush();
                }
            });
        }
    }

    /// Tries again after a while: each time a longer one.
    fn wait(self) {
        self.stop();
        let pause = self.pause.get_value();
        self.pause.set_value((pause * 2).min(LAST_MILLIS));
        let again = move || {
            if browser::is_online() && !browser::is_hidden() {
                self.flush();
            }
        };
        if self.voci.with_untracked(|voci| voci.iter().any(|voce| voce.stato == Stato::InCoda)) {
            self.timer.set_value(set_timeout_with_handle(again, Duration::from_millis(pause)).ok());
        }
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// Whether a draft with this key is in somebody's queue already.
pub async fn has(persona: PersonaId, id: &str) -> bool {
    !id.is_empty() && magazzino::has(persona, id).await
}

/// What became of it, in a word.
pub fn parola(stato: &Stato) -> &'static str {
    t(match stato {
        Stato::InCoda | Stato::Scartato(_) => K::UscitaInCoda,
        Stato::Accesso => K::UscitaAccesso,
        Stato::DaCorreggere(_) => K::UscitaDaCorreggere,
        Stato::Protocollato(_) => K::UscitaProtocollato,
    })
}
