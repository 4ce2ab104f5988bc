//! The command `vitalwire-collector`.

mod arguments;
mod clock;
mod counts;
mod error;
mod fleet;
mod log;
mod methods;
mod server;
mod store;
mod views;

use arguments::Arguments;
use counts::Counts;
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use store::{Reader, Retention, Writer};

fn main() -> ExitCode {
    match run(&vitalwire_settings::parse::<Arguments>("VITALWIRE_COLLECTOR")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log::say(error);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let retention =
        Retention { samples: arguments.keep_samples, events: arguments.keep_events, workers: arguments.keep_workers };
    let counts = Arc::new(Counts::new());
    let location = match &arguments.store_ca_file {
        Some(file) => arguments.store.clone().trusting(file)?,
        None => arguments.store.clone(),
    };
    let database = location.create()?;
    let writer = Writer::start(location.clone(), database, retention, counts.clone())?;
    let reader = Reader::start(location)?;
    let guard = arguments.token_file.as_deref().map(server::Guard::from_file).transpose()?;
    // Event streams end with the first of the two: a response without an end would hold the farewell up.
    let (run, running) = tokio::sync::watch::channel(());
    let methods = methods::Methods::new(writer.clone(), arguments);
    let views = views::routes(reader, writer, counts.clone(), running);
    let routes = methods::with_errors(methods::routes(methods).merge(views));
    let routes = server::wrap(routes, guard, &arguments.misbehave, counts);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(server::serve(routes, arguments.listen, arguments.connections, run))?;
    Ok(())
}
