//! The progressive web app of the domestic employer's drawer.

mod aggiornamento;
mod api;
mod app;
mod aree;
mod badge;
mod bozza;
mod browser;
mod canale;
mod cartella;
mod components;
mod condivisi;
mod elenco;
mod format;
mod foto;
mod i18n;
mod in_uscita;
mod indirizzo;
mod installazione;
mod letto;
mod lettura;
mod memoria;
mod menu;
mod orologio;
mod pages;
mod parole;
mod per_conto;
mod poll;
mod presto;
mod push;
mod rete;
mod ricerca;
mod ricevute;
mod rotta;
mod session;
mod sospesi;
mod turno;
mod uscita;
mod validazione;
mod vista;

fn main() {
    i18n::start();
    leptos::mount::mount_to_body(app::App);
}
