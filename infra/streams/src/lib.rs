//! Streams of the browser as streams of Rust, and back: what Leptos's server functions call, of which the app has none.
//!
//! The crate of this name keeps classes for JavaScript that nothing can prove unused: four kilobytes, compressed, of everybody's first
//! visit (ADR 0029). Here the same is made of closures, which the linker leaves out.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::stream::{LocalBoxStream, Stream, StreamExt, unfold};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue, throw_val};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{ReadableStreamDefaultController, ReadableStreamDefaultReader};

/// A stream of the browser.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    #[must_use]
    pub const fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// What comes out of it; an error ends it. A stream that somebody else reads is one error.
    #[must_use]
    pub fn into_stream(self) -> LocalBoxStream<'static, Result<JsValue, JsValue>> {
        let reader = self.0.get_reader().dyn_into::<ReadableStreamDefaultReader>().map_err(JsValue::from);
        unfold(Some(reader), |state| async move {
            let reader = match state? {
                Ok(reader) => reader,
                Err(error) => return Some((Err(error), None)),
            };
            match next(&reader).await {
                Ok(Some(value)) => Some((Ok(value), Some(Ok(reader)))),
                Ok(None) => None,
                Err(error) => Some((Err(error), None)),
            }
        })
        .boxed_local()
    }

    /// A stream that gives what this one gives, when it is asked.
    pub fn from_stream(stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        let stream = Rc::new(RefCell::new(stream.boxed_local()));
        let pull = Closure::<dyn FnMut(ReadableStreamDefaultController) -> js_sys::Promise>::new(move |controller| {
            let stream = Rc::clone(&stream);
            future_to_promise(async move { give(&stream, &controller).await })
        });
        let source = Object::new();
        // Setting a property of a plain object doesn't fail, nor does a stream of one.
        let _ = Reflect::set(&source, &"pull".into(), &pull.into_js_value());
        Self(web_sys::ReadableStream::new_with_underlying_source(&source).unwrap_or_else(|error| throw_val(error)))
    }
}

/// The next value; none at the end.
async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<JsValue>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    if Reflect::get(&result, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    Reflect::get(&result, &"value".into()).map(Some)
}

type Shared = Rc<RefCell<LocalBoxStream<'static, Result<JsValue, JsValue>>>>;

async fn give(stream: &Shared, controller: &ReadableStreamDefaultController) -> Result<JsValue, JsValue> {
    // The browser asks again only once this has been answered: nobody else holds it.
    let value = std::future::poll_fn(|context| stream.borrow_mut().poll_next_unpin(context)).await;
    match value.transpose()? {
        Some(value) => controller.enqueue_with_chunk(&value)?,
        None => controller.close()?,
    }
    Ok(JsValue::UNDEFINED)
}
