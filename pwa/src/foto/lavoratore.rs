//! Speaking to `public/lavoratori/foto.js`: in a worker, or in the page where a worker has no canvas.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, set_timeout_with_handle, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, HtmlScriptElement, MessageChannel, Worker, WorkerOptions, WorkerType};

const FILE: &str = "/lavoratori/foto.js";

/// What a page that has loaded the file listens to.
const EVENTO: &str = "lavoratore-foto";

/// Longer than the slowest phone takes for the largest photograph that is opened.
const PAZIENZA: Duration = Duration::from_secs(60);

/// Why a photograph is not ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guasto {
    /// The browser doesn't decode it.
    NonSiApre,
    /// More pixels than this device is asked to hold.
    Enorme,
    /// Not even at its smallest.
    NonEntra,
    /// It took too long, or the worker is gone.
    Caduto,
    /// The worker has no canvas.
    SenzaTela,
}

/// Where the work is done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Luogo {
    Lavoratore,
    Pagina,
}

/// Opens one photograph at a time.
#[derive(Clone)]
pub struct Lavoratore {
    /// None: the page itself.
    worker: Option<Worker>,
    /// Ends the wait for an answer.
    waiting: Rc<RefCell<Option<Function>>>,
}

impl Lavoratore {
    pub async fn start(luogo: Luogo) -> Result<Self, Guasto> {
        let worker = match luogo {
            Luogo::Lavoratore => {
                let options = WorkerOptions::new();
                options.set_type(WorkerType::Module);
                Some(Worker::new_with_options(FILE, &options).map_err(|_| Guasto::Caduto)?)
            }
            Luogo::Pagina => {
                load().await.ok_or(Guasto::Caduto)?;
                None
            }
        };
        Ok(Self { worker, waiting: Rc::default() })
    }

    /// Sends a message and waits for its answer.
    pub async fn ask(&self, fai: &str, parts: &[(&str, JsValue)]) -> Result<JsValue, Guasto> {
        let channel = MessageChannel::new().map_err(|_| Guasto::Caduto)?;
        let (answer, port) = (channel.port1(), channel.port2());
        let message = object(parts);
        let _ = Reflect::set(&message, &"fai".into(), &fai.into());
        let _ = Reflect::set(&message, &"porta".into(), &port);
        let promise = Promise::new(&mut |resolve, _| {
            answer.set_onmessage(Some(&resolve));
            if let Some(worker) = &self.worker {
                worker.set_onerror(Some(&resolve));
            }
            self.waiting.replace(Some(resolve));
        });
        let resolve = self.waiting.borrow().clone();
        let timer = set_timeout_with_handle(move || finish(resolve), PAZIENZA).ok();
        self.post(&message, &port).ok_or(Guasto::Caduto)?;
        let event = JsFuture::from(promise).await;
        self.waiting.replace(None);
        answer.close();
        if let Some(timer) = timer {
            timer.clear();
        }
        let data =
            event.ok().and_then(|event| Reflect::get(&event, &"data".into()).ok()).filter(JsValue::is_object).ok_or(Guasto::Caduto)?;
        match text(&data, "errore").as_deref() {
            None => Ok(data),
            Some("enorme") => Err(Guasto::Enorme),
            Some("senza-tela") => Err(Guasto::SenzaTela),
            Some(_) => Err(Guasto::NonSiApre),
        }
    }

    fn post(&self, message: &Object, port: &JsValue) -> Option<()> {
        match &self.worker {
            Some(worker) => worker.post_message_with_transfer(message, &Array::of1(port)).ok(),
            None => {
                let init = CustomEventInit::new();
                init.set_detail(message);
                let event = CustomEvent::new_with_event_init_dict(EVENTO, &init).ok()?;
                window().dispatch_event(&event).ok().map(drop)
            }
        }
    }

    /// Ends it, whatever it is doing, and gives its memory back.
    pub fn stop(&self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
        finish(self.waiting.take());
    }
}

fn finish(resolve: Option<Function>) {
    if let Some(resolve) = resolve {
        let _ = resolve.call0(&JsValue::NULL);
    }
}

/// Has the page itself load the file, once.
async fn load() -> Option<()> {
    const ID: &str = "lavoratore-foto";
    if document().get_element_by_id(ID).is_some() {
        return Some(());
    }
    let script: HtmlScriptElement = document().create_element("script").ok()?.unchecked_into();
    script.set_type("module");
    script.set_src(FILE);
    script.set_id(ID);
    let loaded = Promise::new(&mut |resolve, reject| {
        script.set_onload(Some(&resolve));
        script.set_onerror(Some(&reject));
    });
    document().body()?.append_child(&script).ok()?;
    JsFuture::from(loaded).await.ok().map(drop)
}

pub fn object(parts: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in parts {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

pub fn text(data: &JsValue, name: &str) -> Option<String> {
    Reflect::get(data, &name.into()).ok()?.as_string()
}

pub fn number(data: &JsValue, name: &str) -> f64 {
    Reflect::get(data, &name.into()).ok().and_then(|value| value.as_f64()).unwrap_or_default()
}
