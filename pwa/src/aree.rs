//! The areas of the app: pages that belong together, in a file of their own that comes when one of them is opened first.
//!
//! With the feature `divisa` the build cuts them out of the wasm (`infra/xtask/src/pwa/dividi.rs`); without it everything is there
//! from the start.

use std::cell::Cell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread::LocalKey;

use leptos::task::spawn_local;

use crate::api::Errore;
use crate::app::Nome;
use crate::components::error_face::ErrorFace;
use crate::components::skeleton::{Forma, Skeleton};
use crate::rete::use_rete;
use crate::vista::prelude::*;
use crate::{browser, i18n, in_uscita, pages};

/// The file of an area did not come.
#[derive(Debug)]
pub struct Mancata;

thread_local! {
    /// A bit for each area that is here.
    static PRESENTI: Cell<u64> = const { Cell::new(0) };
}

/// Declares the areas: each is one function, which opens any of its pages, and one that loads its file.
macro_rules! aree {
    ($($area:ident by $carica:ident { $($pagina:ident => $mostra:path,)* })*) => {
        /// A page, or a part of one.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum Pagina { $($($pagina,)*)* }

        #[derive(Clone, Copy)]
        #[expect(non_camel_case_types, reason = "an area has the same name here, of its function and of its file")]
        enum Area { $($area,)* }

        impl Pagina {
            const fn area(self) -> Area {
                match self { $($(Self::$pagina)|* => Area::$area,)* }
            }
        }

        impl Area {
            async fn carica(self) -> Result<(), Mancata> {
                match self { $(Self::$area => divise::$carica().await?,)* }
                i18n::take_up();
                PRESENTI.set(PRESENTI.get() | (1 << self as u32));
                Ok(())
            }

            async fn apri(self, pagina: Pagina) -> Result<Nodo, Mancata> {
                match self { $(Self::$area => divise::$area(pagina).await,)* }
            }
        }

        #[cfg(not(feature = "divisa"))]
        mod divise {
            use super::{Nodo, Mancata, Pagina, in_uscita, pages};
            $(
                pub async fn $carica() -> Result<(), Mancata> { Ok(()) }
                pub async fn $area(pagina: Pagina) -> Result<Nodo, Mancata> {
                    Ok(match pagina {
                        $(Pagina::$pagina => $mostra(),)*
                        _ => pages::not_found::page(),
                    })
                }
            )*
        }

        #[cfg(feature = "divisa")]
        mod divise {
            use leptos::wasm_split::{self, SplitLoaderError};
            use super::{Nodo, Mancata, Pagina, in_uscita, pages};

            impl From<SplitLoaderError> for Mancata {
                fn from(_: SplitLoaderError) -> Self { Self }
            }

            $(
                #[wasm_split::wasm_split($area, wasm_split_path = leptos::wasm_split, preload($carica), fallible)]
                pub fn $area(pagina: Pagina) -> Result<Nodo, Mancata> {
                    Ok(match pagina {
                        $(Pagina::$pagina => $mostra(),)*
                        _ => pages::not_found::page(),
                    })
                }
            )*
        }
    };
}

aree! {
    accesso by carica_accesso {
        Accesso => pages::accesso::page,
        AccediAncora => pages::accesso::parte,
    }
    conto by carica_conto {
        Conto => crate::components::shell::account_menu::parte,
    }
    inizio by carica_inizio {
        Inizio => pages::inizio::home::page,
        Datore => pages::inizio::datore::page,
    }
    bozze by carica_bozze {
        Bozze => pages::bozze::parte,
    }
    salvataggio by carica_salvataggio {
        Salvataggio => crate::bozza::servizio::pronto,
        Conflitto => pages::nuovo::bozza::conflitto,
    }
    sveglia by carica_sveglia {
        Sveglia => in_uscita::sveglia,
    }
    allegati by carica_allegati {
        Allegati => crate::components::uploader::documenti::parte,
    }
    foto by carica_foto {
        Sviluppo => crate::foto::sviluppo::pronto,
    }
    ritocco by carica_ritocco {
        Ritaglio => crate::components::uploader::ritaglio::parte,
    }
    pagine by carica_pagine {
        Pagine => crate::components::uploader::pagine::parte,
    }
    carico by carica_carico {
        Carico => crate::cartella::upload::pronto,
    }
    spedizione by carica_spedizione {
        Spedizione => in_uscita::spedizione::pronta,
    }
    attesa by carica_attesa {
        Attesa => crate::components::in_coda::parte,
        InCoda => crate::components::in_coda::sezione,
    }
    ripresa by carica_ripresa {
        Ripresa => crate::components::in_coda::ripresa::pronta,
    }
    nuovo by carica_nuovo {
        Nuovo => pages::nuovo::page,
    }
    vincolo by carica_vincolo {
        Vincolo => pages::nuovo::vincolo::parte,
        SenzaRapporti => pages::nuovo::fermo::senza_rapporti,
        SenzaPec => pages::nuovo::fermo::senza_pec,
    }
    domanda by carica_domanda {
        Gestione => pages::nuovo::gestione::parte,
        Domanda => pages::nuovo::domanda::parte,
        Documenti => pages::nuovo::allegati::parte,
    }
    presa by carica_presa {
        Condivisi => pages::condivisi::page,
        Presa => crate::condivisi::pronta,
    }
    controlla by carica_controlla {
        Controlla => pages::nuovo::controlla::parte,
        Rifiuto => pages::nuovo::invio::pronto,
    }
    uscita by carica_uscita {
        InUscita => pages::nuovo::in_coda::page,
    }
    inviato by carica_inviato {
        Inviato => pages::nuovo::inviato::page,
    }
    quesiti by carica_quesiti {
        Quesiti => pages::quesiti::list::page,
    }
    quesito by carica_quesito {
        Quesito => pages::quesiti::detail::page,
        DiChi => pages::quesiti::di_chi::page,
    }
    fianco by carica_fianco {
        Fianco => pages::quesiti::fianco::parte,
    }
    lavoratore by carica_lavoratore {
        Condividi => crate::components::condividi::parte,
    }
    seguito by carica_seguito {
        Seguito => pages::quesiti::scrivi::seguito,
        Modulo => pages::quesiti::scrivi::modulo,
    }
    datori by carica_datori {
        Datori => pages::inizio::datori::page,
    }
    pagamenti by carica_pagamenti {
        Pagamenti => pages::pagamenti::page,
    }
    deleghe by carica_deleghe {
        Deleghe => pages::deleghe::page,
    }
    delega by carica_delega {
        NuovaDelega => pages::deleghe::nuova::page,
    }
    contatti by carica_contatti {
        Contatti => pages::contatti::page,
    }
    avvisi by carica_avvisi {
        Avvisi => pages::avvisi::page,
    }
    informazioni by carica_informazioni {
        Aiuto => pages::informazioni::aiuto::page,
        Privacy => pages::informazioni::privacy::page,
        Accessibilita => pages::informazioni::accessibilita::page,
        NoteLegali => pages::informazioni::note_legali,
    }
    galleria by carica_galleria {
        Galleria => pages::galleria::page,
    }
    coda by carica_coda {
        Coda => pages::fascicolo::coda::page,
    }
    banco by carica_banco {
        Fascicolo => pages::fascicolo::quesito::page,
        Banco => pages::fascicolo::quesito::parte,
    }
    mosse by carica_mosse {
        Mossa => pages::fascicolo::quesito::azioni::mossa,
        Esito => pages::fascicolo::quesito::azioni::esito,
        Altro => pages::fascicolo::quesito::azioni::altro,
    }
    persone by carica_persone {
        Persone => pages::fascicolo::persone::page,
        Persona => pages::fascicolo::persona::page,
    }
    scrivi by carica_scrivi {
        Scrivi => pages::fascicolo::scrivi::page,
    }
    sede by carica_sede {
        Cruscotto => pages::fascicolo::cruscotto::page,
        Registri => pages::fascicolo::registri::page,
    }
}

impl Pagina {
    /// The page, after its area has come: until then a skeleton, and when it does not come, what says so.
    pub fn view(self) -> Nodo {
        self.after(
            || {
                view! {
                    <Nome />
                    <Skeleton forma=Forma::Pagina />
                }
            },
            |riprova| {
                view! {
                    <Nome />
                    <ErrorFace errore=Errore::Rete riprova=riprova />
                }
            },
        )
    }

    /// As [`view`](Self::view), in a place of a page, whose form it has meanwhile.
    pub fn lato(self, forma: Forma) -> Nodo {
        self.after(move || view! { <Skeleton forma=forma /> }, |riprova| view! { <ErrorFace errore=Errore::Rete riprova=riprova /> })
    }

    /// A part that its page wants: nothing until it has come, and what says so when it does not.
    pub fn parte(self) -> Nodo {
        self.after(|| ().nodo(), |riprova| view! { <ErrorFace errore=Errore::Rete riprova=riprova /> })
    }

    /// A part that its page can do without: nothing until it has come, nothing when it does not.
    pub fn discreta(self) -> Nodo {
        self.after(|| ().nodo(), |_| ().nodo())
    }

    fn after(self, attesa: impl Fn() -> Nodo + Send + 'static, manca: fn(Callback<()>) -> Nodo) -> Nodo {
        let area = self.area();
        if let Some(view) = self.present() {
            return view;
        }
        let stato = RwSignal::new(Stato::Attesa);
        let carica = Callback::new(move |()| {
            stato.set(Stato::Attesa);
            spawn_local(async move {
                let come = area.carica().await;
                // What was to be done meanwhile is done before a page is made: a finger waits less.
                browser::sleep(0).await;
                stato.set(if come.is_ok() { Stato::Qui } else { Stato::Manca });
            });
        });
        carica.run(());
        use_rete().on_return(move || {
            if stato.get_untracked() == Stato::Manca {
                carica.run(());
            }
        });
        view! {
            {move || match stato.get() {
                Stato::Attesa => attesa(),
                Stato::Qui => self.present().unwrap_or_else(pages::not_found::page),
                Stato::Manca => manca(carica),
            }}
        }
    }

    /// Has its area come before it is shown: the network may be gone by then.
    pub fn prepare(self) {
        spawn_local(async move {
            // Asked for again when it is shown.
            let _ = self.area().carica().await;
        });
    }

    /// Has its area come, and begins what it begins, without showing it.
    pub async fn begin(self, owner: Owner) {
        if self.area().carica().await.is_ok() {
            owner.with(|| drop(self.present()));
        }
    }

    /// The page, if its area is here already.
    fn present(self) -> Option<Nodo> {
        let area = self.area();
        if PRESENTI.get() & (1 << area as u32) == 0 {
            return None;
        }
        // What is here is opened at once: there is nothing to wait for.
        match pin!(area.apri(self)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(view)) => Some(view),
            Poll::Ready(Err(Mancata)) | Poll::Pending => None,
        }
    }
}

/// What the area of `pagina` puts in `posto` when it has come; none when it does not come.
pub async fn brought<F: Copy>(posto: &'static LocalKey<Cell<Option<F>>>, pagina: Pagina) -> Option<F> {
    if posto.get().is_none() {
        pagina.begin(Owner::new()).await;
    }
    posto.get()
}

#[derive(Clone, Copy, PartialEq)]
enum Stato {
    Attesa,
    Qui,
    Manca,
}
