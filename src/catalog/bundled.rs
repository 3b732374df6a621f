//! The world that comes with the program, from `models/`.

use super::lookup::Catalog;
use std::sync::LazyLock;

static BUNDLED: LazyLock<Catalog> = LazyLock::new(|| {
    let files = [
        ("places.yaml", include_str!("../../models/places.yaml")),
        (
            "dependencies.yaml",
            include_str!("../../models/dependencies.yaml"),
        ),
        ("services.yaml", include_str!("../../models/services.yaml")),
        ("slas.yaml", include_str!("../../models/slas.yaml")),
        ("prices.csv", include_str!("../../models/prices.csv")),
    ];
    // The files are part of the program and a test reads them, so this cannot fail in a program that was tested.
    Catalog::empty()
        .overlay(&files)
        .expect("the bundled catalog reads")
});

impl Catalog {
    /// The world that comes with the program; read once.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }
}
