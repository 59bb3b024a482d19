//! One photograph that is being made ready, or could not be.

use crate::browser;
use crate::cartella::Cartella;
use crate::components::icon::Icon;
use crate::foto::{Cosa, Fase, Guasto, Lavoro, Passo};
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

#[component]
pub fn LavoroRow(lavoro: Lavoro, cartella: Cartella, finestre: super::finestre::Finestre) -> Nodo {
    let Lavoro { n, nome, fase, .. } = lavoro.clone();
    let fase = derive(move || fase.get());
    let is_pdf = matches!(lavoro.cosa, Cosa::Pdf(_));
    let lavoro = StoredValue::new(lavoro);
    let failed = memo(move || matches!(fase.get(), Fase::Fallita(_) | Fase::Rifiutata(_)));
    // A page of a PDF that will not open is not found by trying again.
    let may_retry = memo(move || matches!(fase.get(), Fase::Fallita(Guasto::Caduto | Guasto::NonEntra) | Fase::Rifiutata(_)));
    let spoken = memo(move || words(fase.get()));
    let labelled = |azione: K| fill(K::AllegatiDi, &[("azione", t(azione)), ("nome", &nome)]);
    let (label_stop, label_retry, label_remove) = (labelled(K::AzioneAnnulla), labelled(K::AzioneRiprova), labelled(K::AzioneRimuovi));
    let remove = move |_| {
        cartella.foto.remove(n);
        browser::focus_soon(super::ID);
    };
    on_cleanup(|| browser::focus_if_lost(super::ID));
    view! {
        <li class="uploader-row" class:is-invalid=move || failed.get()>
            <div class="uploader-name">
                <Icon nome=if is_pdf { "documento" } else { "immagine" } />
                <bdi class="break">{nome.clone()}</bdi>
            </div>
            <Bar fase=fase />
            <p class="uploader-state">{move || words(fase.get())}</p>
            <p class="visually-hidden" role="status">
                {move || format!("{}: {}", nome, spoken.get())}
            </p>
            <div class="uploader-buttons">
                {move || {
                    let label_retry = label_retry.clone();
                    let pages = is_pdf && failed.get();
                    view! {
                        {may_retry
                            .get()
                            .then(|| {
                                view! {
                                    <button
                                        type="button"
                                        class="btn btn-link"
                                        aria-label=label_retry
                                        on:click=move |_| lavoro.with_value(|lavoro| cartella.foto.retry(cartella, lavoro))
                                    >
                                        {K::AzioneRiprova}
                                    </button>
                                }
                            })}
                        {pages
                            .then(|| {
                                view! {
                                    <button type="button" class="btn btn-link" on:click=move |_| finestre.reopen(lavoro.get_value())>
                                        {K::FotoPagine}
                                    </button>
                                }
                            })}
                    }
                }}
                <button
                    type="button"
                    class="btn btn-link"
                    aria-label=move || if failed.get() { label_remove.clone() } else { label_stop.clone() }
                    on:click=remove
                >
                    {move || t(if failed.get() { K::AzioneRimuovi } else { K::AzioneAnnulla })}
                </button>
            </div>
        </li>
    }
}

#[component]
fn Bar(fase: Signal<Fase>) -> Nodo {
    let bar = NodeRef::default();
    let percent = move || match fase.get() {
        Fase::Attesa => Some(0),
        Fase::Preparo(passo) => Some(passo.percent()),
        Fase::Fallita(_) | Fase::Rifiutata(_) => None,
    };
    effect(move || {
        if let (Some(bar), Some(percent)) = (bar.get(), percent()) {
            let _ = bar.style().set_property("inline-size", &format!("{percent}%"));
        }
    });
    view! {
        <div class="progress" hidden=move || percent().is_none() aria-hidden="true">
            <div class="progress-bar" node_ref=bar></div>
        </div>
    }
}

fn words(fase: Fase) -> String {
    let key = match fase {
        Fase::Attesa => K::FotoAttesa,
        Fase::Preparo(Passo::Apro) => K::FotoApro,
        Fase::Preparo(Passo::Controllo) => K::FotoControllo,
        Fase::Preparo(Passo::Riduco) => K::FotoRiduco,
        Fase::Preparo(Passo::Pagina(page, of)) => return fill(K::FotoPagina, &[("n", &page.to_string()), ("di", &of.to_string())]),
        Fase::Fallita(guasto) => return why(guasto).to_owned(),
        Fase::Rifiutata(motivo) => return motivo.to_owned(),
    };
    t(key).to_owned()
}

/// What to do about a photograph that is not ready.
pub fn why(guasto: Guasto) -> &'static str {
    t(match guasto {
        Guasto::NonSiApre => K::FotoNonSiApre,
        Guasto::Enorme => K::FotoEnorme,
        Guasto::NonEntra => K::FotoNonEntra,
        Guasto::Caduto | Guasto::SenzaTela => K::FotoCaduta,
    })
}
