//! The mail server: takes every message in clear on this machine and keeps it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use mail_parser::MessageParser;
use mailin::response::{Action, Response};
use mailin::{Handler, SessionBuilder};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::Context;
use crate::faults::{Fault, Target};
use crate::sent::Email;
use crate::serve::Shutdown;

/// Serves until the shutdown.
pub fn serve(listener: TcpListener, context: Arc<Context>, shutdown: &Shutdown) -> JoinHandle<()> {
    let shutdown = shutdown.clone();
    tokio::spawn(async move {
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = shutdown.begun() => return,
            };
            let Ok((stream, peer)) = accepted else { continue };
            let (context, shutdown) = (context.clone(), shutdown.clone());
            tokio::spawn(async move {
                tokio::select! {
                    ended = converse(stream, peer, context) => {
                        if let Err(error) = ended {
                            tracing::debug!(%error, "SMTP");
                        }
                    }
                    () = shutdown.begun() => {}
                }
            });
        }
    })
}

/// The envelope and text of the message under way.
#[derive(Default, Clone)]
struct Draft(Arc<Mutex<Message>>);

#[derive(Default, Clone)]
struct Message {
    from: String,
    to: Vec<String>,
    data: Vec<u8>,
    complete: bool,
}

impl Draft {
    fn with<T>(&self, change: impl FnOnce(&mut Message) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The message, once its last line has come.
    fn take_complete(&self) -> Option<Message> {
        self.with(|message| message.complete.then(|| std::mem::take(message)))
    }
}

impl Handler for Draft {
    fn data_start(&mut self, _domain: &str, from: &str, _is8bit: bool, to: &[String]) -> Response {
        self.with(|message| *message = Message { from: from.to_owned(), to: to.to_vec(), ..Message::default() });
        mailin::response::OK
    }

    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.with(|message| message.data.extend_from_slice(line));
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.with(|message| message.complete = true);
        mailin::response::OK
    }
}

async fn converse(stream: TcpStream, peer: SocketAddr, context: Arc<Context>) -> std::io::Result<()> {
    match context.faults.decide(Target::Smtp, "Connect") {
        Some(Fault::Refuse) => return Ok(()),
        Some(Fault::Latency(delay)) => tokio::time::sleep(delay).await,
        _ => {}
    }
    let draft = Draft::default();
    let mut session = SessionBuilder::new("localhost").build(peer.ip(), draft.clone());
    let mut stream = BufStream::new(stream);
    write(&mut stream, &session.greeting()).await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let reply = session.process(&line);
        if let Some(message) = draft.take_complete() {
            context.meter.count(Target::Smtp, "Data");
            let fault = context.faults.decide(Target::Smtp, "Data");
            match &fault {
                Some(Fault::Refuse) => return Ok(()),
                Some(Fault::Status500 | Fault::TransactionConflict) => {
                    stream.write_all(b"451 4.3.0 local error in processing\r\n").await?;
                    stream.flush().await?;
                    continue;
                }
                Some(Fault::Throttle) => {
                    stream.write_all(b"421 4.7.0 try again later\r\n").await?;
                    return stream.flush().await;
                }
                Some(Fault::Latency(delay)) => tokio::time::sleep(*delay).await,
                Some(Fault::Hold(gate)) => gate.wait().await,
                Some(Fault::DropAnswer) | None => {}
            }
            keep(&message, &context);
            if matches!(fault, Some(Fault::DropAnswer)) {
                return Ok(());
            }
        }
        match reply.action {
            Action::NoReply => {}
            Action::Close => return write(&mut stream, &reply).await,
            _ => write(&mut stream, &reply).await?,
        }
    }
}

async fn write(stream: &mut BufStream<TcpStream>, response: &Response) -> std::io::Result<()> {
    stream.write_all(&response.buffer()?).await?;
    stream.flush().await
}

fn keep(message: &Message, context: &Context) {
    let parsed = MessageParser::default().parse(&message.data);
    let oggetto = parsed.as_ref().and_then(|parsed| parsed.subject()).unwrap_or_default().to_owned();
    let testo = parsed.as_ref().and_then(|parsed| parsed.body_text(0)).unwrap_or_default().into_owned();
    let messaggio = parsed.as_ref().and_then(|parsed| parsed.message_id()).unwrap_or_default().to_owned();
    for destinatario in &message.to {
        context.sent.add_email(Email {
            quando: context.clock.now(),
            mittente: message.from.clone(),
            destinatario: destinatario.clone(),
            oggetto: oggetto.clone(),
            testo: testo.clone(),
            messaggio: messaggio.clone(),
        });
    }
}
