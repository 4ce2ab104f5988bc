//! `PerWorkerMetrics`.

use super::MetricValue;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{List, Text};

message! {
    /// Metrics of the steps that a worker executes: `PerWorkerMetrics`.
    pub struct PerWorkerMetrics<C: Profile> {
        /// The metrics of each step and namespace.
        pub per_step_namespace_metrics: List<C::Steps<PerStepNamespaceMetrics<C>>, name::Steps>
            as "perStepNamespaceMetrics",
    }
}

message! {
    /// Metrics of a step in a namespace: `PerStepNamespaceMetrics`.
    pub struct PerStepNamespaceMetrics<C: Profile> {
        /// The metrics.
        pub metric_values: List<C::MetricValues<MetricValue<C>>, name::MetricValues> as "metricValues",
        /// Their namespace.
        pub metrics_namespace: Text<C::Namespace, name::Namespace> as "metricsNamespace",
        /// The step, by the name that the user's program gives it.
        pub original_step: Text<C::StepName, name::StepName> as "originalStep",
    }
}
