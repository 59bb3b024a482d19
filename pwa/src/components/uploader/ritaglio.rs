//! The window in which a photograph is turned and cut: by dragging, by arrow keys on the corners, or by sliders.

use std::rc::Rc;

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, PointerEvent, Url};

use super::finestre::{Finestre, Ritocco};
use super::lavoro::why;
use crate::components::icon::Icon;
use crate::components::modal::{Modal, aperto_finche};
use crate::foto::{Guasto, Modifica, Officina, Presa, Riquadro, whole};
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

/// Long side of the picture that is cut, in pixels of a dense screen.
const LATO: u32 = 1_400;

/// What an arrow key moves by, as a part of the photograph; with Shift five times as much.
const PASSO: f64 = 0.02;

/// Each corner: its class, its name, the edges that it moves.
const ANGOLI: [(&str, K, Presa); 4] = [
    ("maniglia maniglia-as", K::RitaglioAltoSinistra, Presa::Angolo(0, 1)),
    ("maniglia maniglia-ad", K::RitaglioAltoDestra, Presa::Angolo(2, 1)),
    ("maniglia maniglia-bs", K::RitaglioBassoSinistra, Presa::Angolo(0, 3)),
    ("maniglia maniglia-bd", K::RitaglioBassoDestra, Presa::Angolo(2, 3)),
];

/// Each edge, in the order of a frame's.
const LATI: [K; 4] = [K::RitaglioSinistra, K::RitaglioAlto, K::RitaglioDestra, K::RitaglioBasso];

/// For the documents that the page shows.
pub fn parte() -> Nodo {
    let Finestre { ritocco, .. } = expect_context();
    let aperto = aperto_finche(move || ritocco.with(Option::is_some), move || ritocco.set(None));
    let titolo = Signal::stored(t(K::RitaglioTitolo).to_owned());
    view! {
        <Modal id="ritaglio" titolo=titolo aperto=aperto class="modal modal-ritaglio">
            {move || ritocco.get().map(|ritocco| view! { <Banco ritocco=ritocco aperto=aperto /> })}
        </Modal>
    }
}

#[derive(Clone, Copy)]
struct Tavolo {
    officina: StoredValue<Option<Rc<Officina>>>,
    modifica: RwSignal<Modifica>,
    url: RwSignal<Option<String>>,
    guasto: RwSignal<Option<Guasto>>,
    /// What is held, and where the pointer was.
    held: StoredValue<Option<(Presa, f64, f64)>>,
}

impl Tavolo {
    /// Shows the photograph as it is turned now.
    async fn show(self) {
        let Some(officina) = self.officina.try_get_value().flatten() else { return };
        let Some(modifica) = self.modifica.try_get_untracked() else { return };
        match officina.picture(Modifica { riquadro: Riquadro::INTERO, ..modifica }, LATO).await {
            Ok(blob) => {
                let fresh = Url::create_object_url_with_blob(&blob).ok();
                let before = self.url.try_update(|url| std::mem::replace(url, fresh)).flatten();
                revoke(before);
            }
            Err(guasto) => {
                self.guasto.set(Some(guasto));
            }
        }
    }

    fn update(self, change: impl FnOnce(Riquadro) -> Riquadro) {
        self.modifica.update(|modifica| modifica.riquadro = change(modifica.riquadro));
    }

    fn turn(self) {
        self.modifica.update(|modifica| *modifica = modifica.turned());
        spawn_local(self.show());
    }

    fn hold(self, event: &PointerEvent, presa: Presa) {
        event.prevent_default();
        event.stop_propagation();
        self.held.set_value(Some((presa, event.client_x().into(), event.client_y().into())));
        if let Some(target) = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
            let _ = target.set_pointer_capture(event.pointer_id());
            let _ = target.focus();
        }
    }

    fn drag(self, event: &PointerEvent, field: Option<&Element>) {
        let (Some((presa, x, y)), Some(field)) = (self.held.get_value(), field) else { return };
        let area = field.get_bounding_client_rect();
        let (now_x, now_y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.update(|riquadro| riquadro.moved(presa, (now_x - x) / area.width().max(1.0), (now_y - y) / area.height().max(1.0)));
        self.held.set_value(Some((presa, now_x, now_y)));
    }

    fn key(self, event: &KeyboardEvent, presa: Presa) {
        let by = if event.shift_key() { PASSO * 5.0 } else { PASSO };
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-by, 0.0),
            "ArrowRight" => (by, 0.0),
            "ArrowUp" => (0.0, -by),
            "ArrowDown" => (0.0, by),
            _ => return,
        };
        event.prevent_default();
        self.update(|riquadro| riquadro.moved(presa, dx, dy));
    }
}

#[component]
fn Banco(ritocco: Ritocco, aperto: RwSignal<bool>) -> Nodo {
    let Ritocco { sorgente, fatto } = ritocco;
    let tavolo = Tavolo {
        officina: StoredValue::new(None),
        modifica: RwSignal::new(sorgente.modifica),
        url: RwSignal::new(None),
        guasto: RwSignal::new(None),
        held: StoredValue::new(None),
    };
    on_cleanup(move || {
        tavolo.officina.set_value(None);
        revoke(tavolo.url.try_update(Option::take).flatten());
    });
    spawn_local(async move {
        match Officina::open(&sorgente.file, |_| ()).await {
            Ok(officina) => {
                tavolo.officina.set_value(Some(Rc::new(officina)));
                tavolo.show().await;
            }
            Err(guasto) => {
                tavolo.guasto.set(Some(guasto));
            }
        }
    });
    let use_it = StoredValue::new(fatto);
    let apply = move |_| {
        let fatto = use_it.get_value();
        let modifica = tavolo.modifica.get_untracked();
        aperto.set(false);
        fatto(modifica);
    };
    let whole = move |_| tavolo.update(|_| Riquadro::INTERO);
    let ready = memo(move || tavolo.url.with(Option::is_some));
    view! {
        <p class="small" id="ritaglio-come">{K::RitaglioCome}</p>
        {move || match tavolo.guasto.get() {
            Some(guasto) => view! { <p class="form-error" role="alert">{why(guasto)}</p> },
            None => view! { <Campo tavolo=tavolo /> },
        }}
        <p class="visually-hidden" role="status">
            {move || ready.get().then(|| left(tavolo.modifica.get().riquadro))}
        </p>
        <div class="btn-row">
            <button type="button" class="btn btn-outline-primary" disabled=move || !ready.get() on:click=move |_| tavolo.turn()>
                <Icon nome="gira" />
                {K::RitaglioGira}
            </button>
            <button type="button" class="btn btn-link" on:click=whole>
                {K::RitaglioIntera}
            </button>
        </div>
        <details class="ritaglio-cursori">
            <summary>{K::RitaglioCursori}</summary>
            {LATI.into_iter().enumerate().map(|(edge, key)| view! { <Cursore tavolo=tavolo edge=edge label=t(key) /> }).collect_view()}
        </details>
        <div class="btn-row">
            <button type="button" class="btn btn-primary" disabled=move || !ready.get() on:click=apply>
                {K::RitaglioUsa}
            </button>
            <button type="button" class="btn btn-link" on:click=move |_| aperto.set(false)>
                {K::AzioneAnnulla}
            </button>
        </div>
    }
}

/// The photograph, with the frame above it.
#[component]
fn Campo(tavolo: Tavolo) -> Nodo {
    let field = NodeRef::default();
    let frame = NodeRef::default();
    let shade = NodeRef::default();
    effect(move || {
        let Riquadro([left, top, right, bottom]) = tavolo.modifica.get().riquadro;
        for node in [frame.get(), shade.get()].into_iter().flatten() {
            let style = node.style();
            for (name, value) in [("left", left), ("top", top), ("width", right - left), ("height", bottom - top)] {
                let _ = style.set_property(name, &format!("calc({}% / 1000)", whole(value * 100_000.0)));
            }
        }
    });
    let drag = move |event: PointerEvent| tavolo.drag(&event, field.get_untracked().as_deref().map(AsRef::as_ref));
    let release = move |_| tavolo.held.set_value(None);
    let handles = ANGOLI.map(|(class, name, presa)| {
        view! {
            <button
                type="button"
                class=class
                aria-label=t(name)
                aria-describedby="ritaglio-come"
                on:pointerdown=move |event| tavolo.hold(&event, presa)
                on:keydown=move |event| tavolo.key(&event, presa)
            ></button>
        }
    });
    view! {
        <div class="ritaglio">
            <p class="muted" role="status" hidden=move || tavolo.url.with(Option::is_some)>
                {K::FotoApro}
            </p>
            <div
                class="ritaglio-campo"
                hidden=move || tavolo.url.with(Option::is_none)
                node_ref=field
                on:pointermove=drag
                on:pointerup=release
                on:pointercancel=release
            >
                <img class="ritaglio-foto" src=move || tavolo.url.get().unwrap_or_default() alt=t(K::RitaglioFoto) draggable="false" />
                <div class="ritaglio-velo" aria-hidden="true">
                    <div class="ritaglio-luce" node_ref=shade></div>
                </div>
                <div class="ritaglio-riquadro" node_ref=frame on:pointerdown=move |event| tavolo.hold(&event, Presa::Tutto)>
                    {handles.into_iter().collect_view()}
                </div>
            </div>
        </div>
    }
}

#[component]
fn Cursore(tavolo: Tavolo, edge: usize, label: &'static str) -> Nodo {
    let value = memo(move || tavolo.modifica.get().riquadro.cut(edge));
    let change = move |event: web_sys::Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            let percent = input.value_as_number();
            tavolo.update(|riquadro| riquadro.with_cut(edge, percent));
        }
    };
    view! {
        <label class="ritaglio-cursore">
            <span>{label}</span>
            <input type="range" min="0" max="90" step="1" prop:value=move || value.get().to_string() on:input=change />
            <span class="nowrap" aria-hidden="true">{move || format!("{} %", value.get())}</span>
        </label>
    }
}

/// How much of the photograph is left, in words.
fn left(riquadro: Riquadro) -> String {
    let part = |edge: usize| 100_u8.saturating_sub(riquadro.cut(edge)).saturating_sub(riquadro.cut(edge + 2)).to_string();
    fill(K::RitaglioResta, &[("largo", &part(0)), ("alto", &part(1))])
}

fn revoke(url: Option<String>) {
    if let Some(url) = url {
        let _ = Url::revoke_object_url(&url);
    }
}
