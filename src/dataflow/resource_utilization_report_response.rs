//! `ResourceUtilizationReportResponse`.

use crate::message;

message! {
    /// Acknowledges a resource utilization report: `ResourceUtilizationReportResponse`.
    #[derive(Copy)]
    pub struct ResourceUtilizationReportResponse {}
}
