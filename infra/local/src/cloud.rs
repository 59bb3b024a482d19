//! Starting and stopping a cloud, and what it consists of.

mod background;
mod folder;
mod options;
mod pretended;
mod ripristino;
mod testing;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use cassetto_runtime::seguito::{Avvio, Guasti};
use cassetto_runtime::{Canali, Config, Kit};
use cassetto_store::{Store, StoreConfig};
use dynoxide::Database;
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tower::ServiceExt;

use crate::gateway::{Elsewhere, Gateway};
use crate::objects::{Caller, Objects, REGISTRI};
use crate::push::{self, PushService};
use crate::serve::{Shutdown, bind, bind_on, serve};
use crate::sns::{Sns, TOPIC_ARN};
use crate::stream::Feed;
use crate::table::{Proxy, TABLE};
use crate::{
    ACCESS_KEY, BUCKET, Context, DeadLetters, Error, Faults, Functions, Iam, Meter, REGION, SECRET_KEY, Sent, demo, gateway, smtp, table,
};

pub use options::Options;
pub(crate) use pretended::Pretended;
pub use ripristino::Ripristino;

use folder::{Folder, Seeded};

/// A running cloud. Dropping it leaves its tasks to the runtime: [`shutdown`](Self::shutdown) ends them.
pub struct Cloud {
    origin: String,
    store: StoreConfig,
    smtp: String,
    context: Arc<Context>,
    functions: Arc<Functions>,
    database: Database,
    /// Where the table is kept; none in memory.
    file: Option<PathBuf>,
    objects: Arc<Objects>,
    sns: Arc<Sns>,
    feed: Arc<tokio::sync::Mutex<Feed>>,
    shutdown: Shutdown,
    tasks: Vec<JoinHandle<()>>,
    _temporary: Option<TempDir>,
}

impl Cloud {
    /// Starts all services, brings the demo people if asked, then opens the gateway.
    ///
    /// # Errors
    /// When the port is taken, or the folder can't be used.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let (folder, temporary) = match &options.data {
            Some(path) => (Folder { path: path.clone(), persistent: true }, None),
            None => {
                let temporary = TempDir::new()?;
                (Folder { path: temporary.path().to_owned(), persistent: false }, Some(temporary))
            }
        };
        std::fs::create_dir_all(&folder.path)?;
        if options.fresh || (options.seed && folder.seeded() == Seeded::Partly) {
            folder.empty()?;
        }
        let pretended = Pretended::default();
        let context = Arc::new(Context {
            clock: pretended.clock(options.clock.clone()),
            faults: options.faults.clone(),
            meter: Meter::default(),
            sent: Sent::open(folder.file(Folder::SENT)),
            dead_letters: DeadLetters::default(),
            iam: Iam::default(),
            written: Notify::new(),
        });
        context.faults.suspend(true);
        let shutdown = Shutdown::default();
        let mut tasks = Vec::new();

        let file = folder.file(Folder::TABLE);
        let database = table::open(file.as_deref(), &context)?;
        let (listener, address) = bind(0).await?;
        let (server, ended) = (database.clone(), shutdown.clone());
        tasks.push(tokio::spawn(async move {
            if let Err(error) = dynoxide::server::serve_with_shutdown(listener, server, async move { ended.begun().await }).await {
                tracing::error!(error, "database");
            }
        }));
        let proxy =
            Proxy::new(context.clone(), database.clone(), file.as_deref(), format!("http://{address}/").parse().map_err(Error::internal)?);
        let (listener, dynamodb) = bind_on(options.services, 0).await?;
        tasks.push(serve(listener, &shutdown, move |request| proxy.clone().call(request)));

        let (listener, s3) = bind_on(options.services, 0).await?;
        let objects = Objects::open(&folder.path.join(Folder::OBJECTS), &s3.to_string(), context.clone())?;
        let service = objects.clone();
        tasks.push(serve(listener, &shutdown, move |request| service.clone().call(request, Caller::Function)));

        let (listener, smtp) = bind(0).await?;
        tasks.push(smtp::serve(listener, context.clone(), &shutdown));

        let (gateway_listener, address) = bind(options.port).await.map_err(|error| Error::Port(options.port, error))?;
        let origin = format!("http://{address}");
        let (sns_listener, sns_address) = bind_on(options.services, 0).await?;
        let config = StoreConfig {
            region: REGION.to_owned(),
            table: TABLE.to_owned(),
            bucket: BUCKET.to_owned(),
            registri: REGISTRI.to_owned(),
            topic_arn: TOPIC_ARN.to_owned(),
            dynamodb_endpoint: Some(format!("http://{dynamodb}")),
            s3_endpoint: Some(format!("http://{s3}")),
            sns_endpoint: Some(format!("http://{sns_address}")),
            credentials: Some((ACCESS_KEY.to_owned(), SECRET_KEY.to_owned())),
            radici: None,
            s3_public_origin: Some(origin.clone()),
            attempt_timeout: options.attempt_timeout,
            politica_sms: options.politica_sms,
        };
        if folder.persistent {
            folder.note_services(&config)?;
        }
        let smtp = format!("smtp://{smtp}");
        let store = Store::connect(config.clone());
        table::create(&database, &store).await?;
        let (listener, push_address) = bind(0).await?;
        let service = PushService::new(context.clone(), format!("http://{push_address}"));
        let push_prefix = service.prefix();
        let canali = Canali { chiave_push: Some(push::PUBLIC_KEY.to_owned()), servizio_push: Some(push_prefix.clone()), pec: true };
        tasks.push(serve(listener, &shutdown, move |request| service.clone().call(request)));
        let release = env!("CARGO_PKG_VERSION").to_owned();
        let settings = Config { origin: origin.clone(), pin_enabled: options.pin_enabled, release, canali };
        let kit = Kit { store, clock: context.clock.clone(), config: settings, avvio: Avvio::default(), guasti: Guasti::default() };
        let functions = Arc::new(Functions::new(&kit, &smtp)?);
        let sns = Sns::new(context.clone(), functions.clone());
        let service = sns.clone();
        tasks.push(serve(sns_listener, &shutdown, move |request| service.clone().call(request)));

        let feed = Feed::open(database.clone(), functions.clone(), context.clone())?;
        let feed = Arc::new(tokio::sync::Mutex::new(feed));
        let mut cloud = Self {
            origin,
            store: config,
            smtp,
            context,
            functions,
            database,
            file,
            objects,
            sns,
            feed,
            shutdown,
            tasks,
            _temporary: temporary,
        };
        if options.seed {
            Box::pin(cloud.seed(&folder, &pretended)).await?;
        }
        // What a test measures and disturbs begins here.
        cloud.context.meter.reset();
        cloud.context.faults.suspend(false);

        let router = gateway::router(Gateway {
            context: cloud.context.clone(),
            functions: cloud.functions.clone(),
            runtime: options.functions,
            objects: cloud.objects.clone(),
            pwa: options.pwa,
            push: Some(push_prefix),
            elsewhere: options.api.map(Elsewhere::new),
        });
        cloud.tasks.push(serve(gateway_listener, &cloud.shutdown, move |request| {
            let router = router.clone();
            async move { Ok(router.oneshot(request.map(axum::body::Body::new)).await?) }
        }));
        if options.background {
            cloud.start_background();
        }
        Ok(cloud)
    }

    /// Another gateway, in front of functions that share the services with these and nothing else, as the cloud runs many of each.
    /// Its address, without a final slash.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn replicate(&self) -> Result<String, Error> {
        let kit = Kit { store: Store::connect(self.store.clone()), ..self.kit().clone() };
        let functions = Arc::new(Functions::new(&kit, &self.smtp)?);
        self.serve_functions(functions).await
    }

    /// A gateway of their own in front of these functions.
    async fn serve_functions(&self, functions: Arc<Functions>) -> Result<String, Error> {
        let router = gateway::router(Gateway {
            context: self.context.clone(),
            functions,
            runtime: None,
            objects: self.objects.clone(),
            pwa: None,
            push: None,
            elsewhere: None,
        });
        let (listener, address) = bind(0).await?;
        serve(listener, &self.shutdown, move |request| {
            let router = router.clone();
            async move { Ok(router.oneshot(request.map(axum::body::Body::new)).await?) }
        });
        Ok(format!("http://{address}"))
    }

    /// Address of everything, without a final slash.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What the functions hold: the store on the embedded services, the clock, the settings.
    #[must_use]
    pub fn kit(&self) -> &Kit {
        self.functions.kit()
    }

    /// Where the embedded services are, for programs that reach them from outside of this process.
    #[must_use]
    pub const fn services(&self) -> &StoreConfig {
        &self.store
    }

    #[must_use]
    pub fn functions(&self) -> &Functions {
        &self.functions
    }

    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.context.faults
    }

    #[must_use]
    pub fn meter(&self) -> &Meter {
        &self.context.meter
    }

    /// The SMS and e-mails that would have been delivered.
    #[must_use]
    pub fn sent(&self) -> &Sent {
        &self.context.sent
    }

    /// What the functions' roles allow, and what they were refused.
    #[must_use]
    pub fn iam(&self) -> &Iam {
        &self.context.iam
    }

    /// Events that `notify` or `deliver` did not manage in all their attempts.
    #[must_use]
    pub fn dead_letters(&self) -> &DeadLetters {
        &self.context.dead_letters
    }

    /// Hands a receipt to `esiti`, as the topic of receipts does.
    pub async fn receipt(&self, receipt: &serde_json::Value) {
        self.sns.receipt(receipt).await;
    }

    pub(crate) fn objects(&self) -> Arc<Objects> {
        self.objects.clone()
    }

    /// Ends all services; running requests finish first, within a bounded time.
    pub async fn shutdown(self) {
        self.shutdown.begin();
        for task in self.tasks {
            let abort = task.abort_handle();
            if tokio::time::timeout(SHUTDOWN_PATIENCE, task).await.is_err() {
                abort.abort();
            }
        }
    }

    async fn seed(&self, folder: &Folder, pretended: &Pretended) -> Result<(), Error> {
        if folder.seeded() == Seeded::Wholly {
            return Ok(());
        }
        folder.begin_seed()?;
        demo::seed(self, pretended).await?;
        pretended.set(None);
        folder.end_seed()?;
        Ok(())
    }
}

const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(8);
