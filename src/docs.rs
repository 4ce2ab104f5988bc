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

// The file begins with its title and a link to the chart, which is here itself. They become a comment, which ends with
// the one in the file.
#[doc = "# Costs"]
#[doc = ""]
#[doc = include_str!("../docs/costs.svg")]
#[doc = ""]
#[doc = "<!--"]
#[doc = include_str!("../docs/COSTS.md")]
pub mod costs {}
