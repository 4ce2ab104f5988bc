//! `ResourceUtilizationReportResponse`.

use crate::message;

message! {
    /// That a report of utilisation has arrived: `ResourceUtilizationReportResponse`.
    #[derive(Copy)]
    pub struct ResourceUtilizationReportResponse {}
}
