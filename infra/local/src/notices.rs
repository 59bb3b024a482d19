//! `/locale/avvisi`: the SMS, e-mails, PEC and push messages that would have been delivered. It exists on this machine only.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{Html, IntoResponse};
use cassetto_domain::calendario::data_ora;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use jiff::Timestamp;

use crate::gateway::Gateway;
use crate::sent::Lists;

/// All lists, newest first, for people.
pub async fn page(State(gateway): State<Arc<Gateway>>) -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], Html(render(&newest_first(&gateway))))
}

/// The same for programs: `{"sms": […], "email": […]}`.
pub async fn json(State(gateway): State<Arc<Gateway>>) -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], Json(newest_first(&gateway)))
}

/// What the addresses of this machine's push service begin with, for a browser that plays one of them.
pub async fn push(State(gateway): State<Arc<Gateway>>) -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], gateway.push.clone().unwrap_or_default())
}

/// The page's style sheet.
pub async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], include_str!("notices.css"))
}

fn newest_first(gateway: &Gateway) -> Lists {
    let mut lists = gateway.context.sent.lists();
    lists.sms.reverse();
    lists.email.reverse();
    lists.push.reverse();
    lists
}

fn render(lists: &Lists) -> String {
    let sms: Vec<String> = lists
        .sms
        .iter()
        .map(|sms| format!("<li><p class=\"chi\">{} · {}</p><p>{}</p></li>", escape(&sms.numero), when(sms.quando), linked(&sms.testo)))
        .collect();
    let email: Vec<String> = lists
        .email
        .iter()
        .map(|email| {
            format!(
                "<li><p class=\"chi\">{}{} · {}</p><p class=\"oggetto\">{}</p><p>{}</p></li>",
                if email.mittente.contains("@pec.") { "PEC · " } else { "" },
                escape(&email.destinatario),
                when(email.quando),
                escape(&email.oggetto),
                linked(email.testo.trim_end())
            )
        })
        .collect();
    let push: Vec<String> = lists
        .push
        .iter()
        .map(|push| format!("<li><p class=\"chi\">{} · {}</p></li>", escape(&push.dispositivo), when(push.quando)))
        .collect();
    format!(
        "<!doctype html><html lang=\"it\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Avvisi inviati - ambiente locale</title><link rel=\"stylesheet\" href=\"/locale/avvisi.css\"></head><body>\
         <header><h1>Avvisi inviati</h1><p>Ambiente locale: SMS, e-mail, PEC e notifiche restano qui, nessuno li riceve. \
         <a href=\"/\">Vai al cassetto</a></p></header><main>{}{}{}</main></body></html>",
        section("SMS", &sms),
        section("E-mail e PEC", &email),
        section("Notifiche push (cifrate)", &push)
    )
}

fn section(title: &str, entries: &[String]) -> String {
    let list =
        if entries.is_empty() { "<p class=\"vuoto\">Ancora nessuno.</p>".to_owned() } else { format!("<ol>{}</ol>", entries.concat()) };
    format!("<section><h2>{title} ({})</h2>{list}</section>", entries.len())
}

fn when(instant: Timestamp) -> String {
    data_ora(instant).strftime("%d/%m/%Y %H:%M:%S").to_string()
}

/// The text with its web addresses as links.
fn linked(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some(start) = ["http://", "https://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from) = rest.split_at(start);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        let address = from[..end].trim_end_matches(['.', ',', ';', ')']);
        html += &escape(before);
        html += &format!("<a href=\"{0}\">{0}</a>", escape(address));
        rest = &from[address.len()..];
    }
    html + &escape(rest)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_nothing_else_is_markup() {
        assert_eq!(
            linked("<b> vedi https://a.example/q?x=1&y=2. Poi http://b.example"),
            "&lt;b&gt; vedi <a href=\"https://a.example/q?x=1&amp;y=2\">https://a.example/q?x=1&amp;y=2</a>. Poi \
             <a href=\"http://b.example\">http://b.example</a>"
        );
    }
}
