//! What runs by itself: the stream's feed, the sweeper, what expires.

use std::time::Duration;

use cassetto_runtime::Clock;

use crate::{Cloud, table};

/// How often the stream is looked at although no write was seen.
const STREAM_POLL: Duration = Duration::from_secs(1);

/// Before the first sweep and expiry, so that whoever starts the cloud speaks first.
const SETTLING: Duration = Duration::from_secs(2);

/// The schedule of the sweeper.
const SWEEP: Duration = Duration::from_secs(60);

/// How often missing daily registers are looked for.
const REGISTERS: Duration = Duration::from_secs(300);

/// How often rows and objects expire.
const EXPIRY: Duration = Duration::from_secs(60);

impl Cloud {
    pub(super) fn start_background(&mut self) {
        let (feed, context, shutdown) = (self.feed.clone(), self.context.clone(), self.shutdown.clone());
        self.tasks.push(tokio::spawn(async move {
            loop {
                if let Err(error) = feed.lock().await.drain().await {
                    tracing::warn!(%error, "stream");
                }
                tokio::select! {
                    () = shutdown.begun() => return,
                    () = context.written.notified() => {}
                    () = tokio::time::sleep(STREAM_POLL) => {}
                }
            }
        }));
        let functions = self.functions.clone();
        self.every(SWEEP, move || {
            let functions = functions.clone();
            async move {
                if let Err(error) = functions.sweep().await {
                    tracing::warn!(error, "sweep");
                }
            }
        });
        let functions = self.functions.clone();
        self.every(REGISTERS, move || {
            let functions = functions.clone();
            async move {
                if let Err(error) = functions.registri().await {
                    tracing::warn!(error, "daily registers");
                }
            }
        });
        let (database, file, objects, context) = (self.database.clone(), self.file.clone(), self.objects.clone(), self.context.clone());
        self.every(EXPIRY, move || {
            let (database, file, objects, context) = (database.clone(), file.clone(), objects.clone(), context.clone());
            async move {
                if let Err(error) = database.sweep_ttl() {
                    tracing::warn!(%error, "time to live");
                }
                if let Some(file) = file
                    && let Err(error) = table::trim_stream(&file, Clock::system().now())
                {
                    tracing::warn!(%error, "stream's end");
                }
                if let Err(error) = objects.expire(context.clock.now()) {
                    tracing::warn!(%error, "lifecycle");
                }
            }
        });
    }

    fn every<F, A>(&mut self, period: Duration, mut work: F)
    where
        F: FnMut() -> A + Send + 'static,
        A: Future<Output = ()> + Send,
    {
        let shutdown = self.shutdown.clone();
        self.tasks.push(tokio::spawn(async move {
            let mut ticks = tokio::time::interval_at(tokio::time::Instant::now() + SETTLING, period);
            ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                tokio::select! {
                    () = shutdown.begun() => return,
                    _ = ticks.tick() => {}
                }
                tokio::select! {
                    () = shutdown.begun() => return,
                    () = work() => {}
                }
            }
        }));
    }
}
