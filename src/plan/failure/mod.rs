//! What a plan says of failures: laws, numbers and how sure they are, what strikes replicas together, planned work, who repairs and
//! how service moves away.

pub(super) mod common_cause;
pub(crate) mod crew;
pub(crate) mod failover;
pub(crate) mod maintenance;
pub(crate) mod numbers;
