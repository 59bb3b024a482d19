//! Sends e-mail by SMTP: the same code for SES, a PEC provider and the local server.

use std::time::Duration;

use cassetto_domain::avviso::EmailTesto;
use cassetto_domain::contatto::Email;
use cassetto_domain::id::AvvisoId;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};

/// How long one conversation with the server may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A connection to an SMTP server and the sender's address.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why an e-mail could not be handed over.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    #[error("the sender's or the recipient's address is not one")]
    Address(#[from] lettre::address::AddressError),
    #[error("the message could not be built")]
    Message(#[from] lettre::error::Error),
    #[error("the SMTP server did not take the message")]
    Smtp(#[from] lettre::transport::smtp::Error),
}

impl Mailer {
    /// `smtp_url` is `smtps://user:password@host` or, without TLS, `smtp://host:port`; `from` an address with or without a name.
    ///
    /// # Errors
    /// When either is not of its form.
    pub fn new(smtp_url: &str, from: &str) -> Result<Self, MailerError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)?.timeout(Some(TIMEOUT)).build();
        Ok(Self { transport, from: from.parse()? })
    }

    /// Sends one notice. Its `Message-ID` is always the same, so that a notice sent twice is one to whoever compares.
    ///
    /// # Errors
    /// When the server doesn't take it: not sent, or at worst sent and not confirmed.
    pub async fn send(&self, avviso: AvvisoId, to: &Email, testo: EmailTesto) -> Result<(), MailerError> {
        let message = self.message(avviso).to(to.as_str().parse()?).subject(testo.oggetto);
        self.transport.send(message.header(ContentType::TEXT_PLAIN).body(testo.corpo)?).await?;
        Ok(())
    }

    fn message(&self, avviso: AvvisoId) -> MessageBuilder {
        let id = format!("<{avviso}@{}>", self.from.email.domain());
        Message::builder().from(self.from.clone()).message_id(Some(id))
    }
}
