//! Ctrl-C: the first ends the work with what there is, the second the program.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// What the first Ctrl-C sets from now on. That no handler can be set leaves Ctrl-C its usual meaning.
pub fn flag() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let _ = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::SeqCst) {
            std::process::abort();
        }
    });
    stop
}
