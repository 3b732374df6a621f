//! Choices as they are written for a plan that has none.

/// One choice as it is written.
pub struct Written {
    pub name: String,
    /// Its options; or one patch with a range.
    pub options: Result<Vec<Offered>, String>,
}

/// One option as it is written.
pub struct Offered {
    pub name: String,
    pub patch: String,
    /// Where it puts a site, `aws/eu-west-1`: no two sites are meant to stand in one region.
    pub region: Option<String>,
}

impl Offered {
    /// One that puts no site anywhere.
    pub fn new(name: &str, patch: &str) -> Self {
        Self {
            name: name.to_owned(),
            patch: patch.to_owned(),
            region: None,
        }
    }
}
