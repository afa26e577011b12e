//! Batches side by side: a pool of threads, each of which takes the next batch when it is done with one.

use std::{
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::{Error, ErrorKind};

/// One thread for each core that the process may use.
pub(crate) fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// A pool of so many threads.
pub(crate) fn pool(threads: NonZeroUsize) -> Result<ThreadPool, Error> {
    let pool = ThreadPoolBuilder::new().num_threads(threads.get()).thread_name(|index| format!("bench-{index}"));
    pool.build().map_err(|source| Error::new(ErrorKind::Threads, "cannot start threads").because(source))
}

/// Does the jobs `0..count` on all threads of the pool and gives their results in order; `None` when `stopped` said so
/// before all were begun.
pub(crate) fn share<T: Send>(
    pool: &ThreadPool,
    count: usize,
    stopped: impl Fn() -> bool + Sync,
    work: impl Fn(usize) -> Result<T, Error> + Sync,
) -> Result<Option<Vec<T>>, Error> {
    let next = AtomicUsize::new(0);
    let jobs = || std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&job| job < count));
    let of_thread = pool.broadcast(|_| {
        jobs().take_while(|_| !stopped()).map(|job| work(job).map(|done| (job, done))).collect::<Result<Vec<_>, _>>()
    });
    let mut done = Vec::with_capacity(count);
    for of_thread in of_thread {
        done.extend(of_thread?);
    }
    done.sort_by_key(|&(job, _)| job);
    Ok((done.len() == count).then(|| done.into_iter().map(|(_, result)| result).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool_of(threads: usize) -> ThreadPool {
        pool(NonZeroUsize::new(threads).unwrap()).unwrap()
    }

    #[test]
    fn every_job_is_done_once_and_results_come_in_order() {
        for threads in [1, 3] {
            let squares = share(&pool_of(threads), 50, || false, |job| Ok(job * job)).unwrap().unwrap();
            assert_eq!(squares, (0..50).map(|job| job * job).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_stop_gives_nothing() {
        assert!(share(&pool_of(2), 9, || true, Ok).unwrap().is_none());
        assert_eq!(share(&pool_of(2), 0, || true, Ok).unwrap(), Some(vec![]), "there was nothing to stop");
    }

    #[test]
    fn an_error_of_one_job_is_the_error_of_all() {
        let failing = |job| if job == 7 { Err(Error::new(ErrorKind::Run, "seven")) } else { Ok(job) };
        assert_eq!(share(&pool_of(2), 9, || false, failing).unwrap_err().to_string(), "seven");
    }
}
