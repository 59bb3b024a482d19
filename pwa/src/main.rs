//! The progressive web app of the domestic employer's drawer.

mod aggiornamento;
mod api;
mod app;
mod bozza;
mod browser;
mod cartella;
mod components;
mod elenco;
mod format;
mod i18n;
mod lettura;
mod memoria;
mod menu;
mod pages;
mod parole;
mod per_conto;
mod poll;
mod push;
mod rete;
mod ricerca;
mod rotta;
mod session;
mod uscita;
mod validazione;

fn main() {
    i18n::start();
    leptos::mount::mount_to_body(app::App);
    app::remove_splash();
}
