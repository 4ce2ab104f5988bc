//! Profiles other than the library's own.

use vitalwire::profile;

profile! {
    /// Small capacities, some of them 0; containers that hold containers.
    pub struct Odd {
        location: 1, messages: 2, responses: 1, labels: 1, label_key: 7, label_value: 0, message: 13, code: 6, pods: 2,
        pod: 1, parameters: 5, metadata: 3, cpu_samples: 1, gpu_samples: 2, containers: 1, container_name: 2, steps: 2,
        metric_values: 1, metric_labels: 0, buckets: 3, attached_disks: 1, disk_name: 0, events: 1, details: 2, any: 15,
        sos_report: 7
    }
    containers: Inner
}

profile! {
    /// What is inside a container of [`Odd`].
    pub struct Inner { containers: 2, container_name: 1, cpu_samples: 0, gpu_samples: 1, ..POD }
}

profile! {
    /// Only health and numbers.
    pub struct Bare {
        labels: 0, message: 0, code: 1, pods: 0, parameters: 0, metadata: 0, containers: 0, cpu_samples: 1,
        metric_labels: 0, buckets: 0, attached_disks: 1, disk_name: 0, sos_report: 0, events: 0, details: 3, any: 1,
        ..MICROCONTROLLER
    }
}
