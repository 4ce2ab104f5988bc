//! The guide, recipes, limits and costs, as in the repository's folder `docs`.

#[doc = "[costs]: costs"]
#[doc = "[recipes]: recipes"]
#[doc = "[limits]: limits"]
#[doc = include_str!("../docs/GUIDE.md")]
pub mod guide {}

#[doc = "[guide]: guide"]
#[doc = "[costs]: costs"]
#[doc = "[limits]: limits"]
#[doc = include_str!("../docs/RECIPES.md")]
pub mod recipes {}

#[doc = "[guide]: guide"]
#[doc = include_str!("../docs/LIMITS.md")]
pub mod limits {}

#[doc = include_str!("../docs/costs.svg")]
#[doc = ""]
#[doc = include_str!("../docs/COSTS.md")]
pub mod costs {}
