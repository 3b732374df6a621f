//! Components that have no price at a place: what to write instead.

use super::elsewhere::Row;
use super::near_sizes::{is_part, near_sizes};
use crate::bill::{Missing, PriceList};
use crate::diagnostic::{Diagnostic, quoted, suggestion};
use crate::language::Problems;
use crate::plan::architecture::candidate::Candidate;
use crate::plan::component::Component;
use crate::plan::names::Names;
use crate::topology::{Purchase, Shop, Size};

/// The service of the price list whose rows are sizes of virtual machines.
const MACHINES: &str = "vm_ondemand_linux";

/// A component that has no price where it is bought.
pub(super) struct Unsold<'a> {
    pub(super) candidate: &'a Candidate<'a>,
    pub(super) component: &'a Component<'a>,
    pub(super) bought: &'a Purchase,
    pub(super) world: &'a Names<'a>,
    pub(super) problems: &'a Problems,
    pub(super) list: &'a PriceList<'a>,
}

impl Unsold<'_> {
    /// Complains about one thing that is missing for its price; not about what follows from an earlier complaint.
    pub(super) fn tell(&self, missing: &Missing) {
        let flawed = self.component.flawed;
        match missing {
            Missing::Size { path, sold } => self.of_size(path, sold),
            Missing::Shape { vcpu, ram, sold } => self.of_shape(*vcpu, *ram, sold),
            Missing::Replicas(most) => self.beyond(*most),
            Missing::Commitment => self.with_commitment(),
            Missing::Seller if !flawed => self.without_seller(),
            Missing::CommittedRow(path) if !flawed => self.committed_to(path),
            needs if !flawed => self.needing(needs),
            _ => {}
        }
    }

    fn shop(&self) -> &Shop {
        &self.bought.shop
    }

    /// `` component `web` ``.
    fn component(&self) -> String {
        format!("component {}", quoted(&self.component.name.value))
    }

    /// `` at `aws/eu-central-1` ``.
    fn place(&self) -> String {
        in_words(self.shop())
    }

    /// Nobody sells it there.
    fn without_seller(&self) {
        let example = |number, per| self.world.example(number, per);
        let help = if self.shop().provider.is_empty() {
            format!(
                "name the vendor, such as `at: aws`, or give the price: `price: {}`, `price: 0`",
                example("0.5", "month")
            )
        } else {
            format!(
                "{}give the price: `price: {}`, `price: {}`, `price: 0`, or a path of the price list",
                self.machines(),
                example("0.05", "hour"),
                example("30", "month")
            )
        };
        // It is so in every region of the provider, and said once.
        let anywhere = Shop {
            provider: self.shop().provider.clone(),
            ..Shop::default()
        };
        let message = format!(
            "nobody has a price for {} {}",
            self.component(),
            in_words(&anywhere)
        );
        self.problems
            .error(&self.component.name.span, message, "has no price", &help);
    }

    /// The sizes of virtual machines there, the most like its own first, where it runs the team's code on something of a size.
    fn machines(&self) -> String {
        let size = self.component.sizes.at(&self.shop().provider);
        let runs_code = self.component.service.is_some_and(|it| it.own_code);
        let Some(Size::Named(name)) = size.map(|size| &size.value).filter(|_| runs_code) else {
            return String::new();
        };
        let paths = self.list.paths(self.shop(), MACHINES).into_iter();
        let sizes = paths.filter_map(|path| Some(path.split_once('/')?.1.to_owned()));
        let sizes: Vec<String> = sizes.collect();
        if sizes.is_empty() {
            return String::new();
        }
        let near = near_sizes(name, &sizes, &self.shop().provider, self.world.known());
        let list = suggestion::help("size", &near);
        format!("of `service: vm` {list}; else ")
    }

    /// It is sold by something that the plan does not say of it.
    fn needing(&self, needs: &Missing) {
        let provider = &self.shop().provider;
        let given = self.component.sizes.at(provider);
        let (wanted, by, example) = match needs {
            Missing::SizeByName(sizes) => {
                let size = sizes.first().map_or("NAME", |size| size);
                ("size", "size", format!("size: {{{provider}: {size}}}"))
            }
            Missing::Storage => ("storage", "storage", "storage: 100 GB".to_owned()),
            _ => {
                let (vcpu, ram) = shape_of(given.map(|size| &size.value));
                let example = format!("size: {{{provider}: {{vcpu: {vcpu}, ram: {ram}}}}}");
                ("size in vcpu and ram", "vcpu and ram", example)
            }
        };
        let (span, label, write) = match given {
            Some(size) => (&size.span, format!("sold by {by}, not by this"), "write"),
            None => (
                &self.component.name.span,
                format!("no {wanted} is given"),
                "add",
            ),
        };
        self.problems.error(
            span,
            format!(
                "{} needs a {wanted} to have a price {}",
                self.component(),
                self.place()
            ),
            &label,
            &format!(
                "{write} `{example}`, or give the price: `price: {}`",
                self.world.example("0.05", "hour")
            ),
        );
    }

    /// Its size is not in the price list.
    fn of_size(&self, path: &str, sizes: &[String]) {
        let Some(size) = self.component.sizes.at(&self.shop().provider) else {
            return;
        };
        let name = match &size.value {
            Size::Named(name) => name.as_str(),
            Size::Shaped { .. } => "",
        };
        let near = near_sizes(name, sizes, &self.shop().provider, self.world.known());
        let label = match near.first().filter(|first| is_part(name, first)) {
            Some(first) => format!("did you mean `{first}`?"),
            None => suggestion::label(name, &near, "not in the price list"),
        };
        let row = Row::missing(self.list, self.shop(), path, "hour");
        self.problems.error(
            &size.span,
            format!(
                "{}: nobody has a price for size {} {}",
                self.component(),
                quoted(name),
                self.place()
            ),
            &label,
            &format!(
                "{}; or give the price: `price: {}`{}",
                suggestion::help("size", &near),
                self.world.example("0.05", "hour"),
                row.remedy()
            ),
        );
    }

    /// No size in the price list holds as much.
    fn of_shape(&self, vcpu: f64, ram: f64, sizes: &[String]) {
        let Some(size) = self.component.sizes.at(&self.shop().provider) else {
            return;
        };
        let known: Vec<&str> = sizes.iter().map(String::as_str).collect();
        let several = if self.component.failover.is_some() && self.bought.replicas > 1 {
            " over several zones"
        } else {
            ""
        };
        self.problems.error(
            &size.span,
            format!(
                "{}: nobody has a price for {vcpu} processors and {ram} GB{several} {}",
                self.component(),
                self.place()
            ),
            "no size in the price list holds that much",
            &format!(
                "{}; name one, or give the price: `price: {}`",
                suggestion::help("size", &known),
                self.world.example("0.05", "hour")
            ),
        );
    }

    /// It has more replicas than the price is for: a database for one zone or for a pair.
    fn beyond(&self, most: usize) {
        let name = &self.component.name.value;
        let number = |n: usize| match n {
            1 => "one".to_owned(),
            2 => "two".to_owned(),
            3 => "three".to_owned(),
            4 => "four".to_owned(),
            n => n.to_string(),
        };
        let sold = match most {
            1 => "one zone".to_owned(),
            2 => "one or two zones".to_owned(),
            _ => format!("up to {} zones", number(most)),
        };
        let replicas = number(self.bought.replicas);
        self.problems.error(
            &self.component.name.span,
            format!(
                "{} is sold for {sold} {}, not for {replicas}",
                self.component(),
                self.place()
            ),
            &format!("has {replicas} replicas at site `{}`", self.shop().site),
            &format!(
                "add `replicas: {{{name}: {most}}}` to the architecture, or give the price of each replica: `price: {}`",
                self.world.example("120", "month")
            ),
        );
    }

    /// It has a commitment of its own, and nothing of it is sold that way.
    fn with_commitment(&self) {
        let Some(term) = self.component.commitment.at(&self.shop().provider) else {
            return;
        };
        self.problems.error(
            &term.span,
            format!(
                "{}: {} is not sold with a commitment of {} {}",
                self.component(),
                self.component.service.map_or_else(
                    || "what has no `service`".to_owned(),
                    |service| format!("a `{}`", service.name)
                ),
                quoted(term.value.as_deref().unwrap_or_default()),
                self.place()
            ),
            "not sold that way",
            &self.remedy("remove it"),
        );
    }

    /// The price list lacks what was committed to.
    fn committed_to(&self, path: &str) {
        let provider = &self.shop().provider;
        let own = self.component.commitment.at(provider);
        let Some(term) = own.or_else(|| self.candidate.commitment.at(provider)) else {
            return;
        };
        let problem = Diagnostic::error(format!(
            "the price list has no `{path}` {}, the price of {} with a commitment of {}",
            self.place(),
            self.component(),
            quoted(term.value.as_deref().unwrap_or_default())
        ))
        .at(self.component.name.span.clone(), "has no price with it")
        .at(term.span.clone(), "committed to here")
        .help(
            self.remedy(&format!(
                "add `commitment: {{{provider}: none}}` to the component"
            )) + &Row::missing(self.list, self.shop(), path, "hour").remedy(),
        );
        self.problems.push(problem);
    }

    fn remedy(&self, first: &str) -> String {
        format!(
            "{first}, or give the price that you pay with it, such as `price: {}`",
            self.world.example("20", "month")
        )
    }
}

/// Where something is bought, in words.
pub(super) fn in_words(shop: &Shop) -> String {
    match (&*shop.provider, &*shop.region) {
        ("", _) => "without a provider".to_owned(),
        (provider, "") => format!("at `{provider}`"),
        (provider, region) => format!("at `{provider}/{region}`"),
    }
}

/// What a name such as `db-n1-standard-2` or `db-custom-2-7680` seems to mean: processors, and memory [GB].
fn shape_of(size: Option<&Size>) -> (f64, f64) {
    let name = match size {
        Some(Size::Named(name)) => name.as_str(),
        _ => "",
    };
    let numbers: Vec<f64> = name
        .split('-')
        .filter_map(|part| part.parse::<f64>().ok())
        .filter(|number| (1.0..1e6).contains(number))
        .collect();
    match numbers.as_slice() {
        [vcpu, megabytes] if *megabytes >= 1024.0 => (*vcpu, megabytes / 1024.0),
        [vcpu] if name.contains("highmem") => (*vcpu, vcpu * 8.0),
        [vcpu] if *vcpu <= 512.0 => (*vcpu, vcpu * 4.0),
        _ => (2.0, 8.0),
    }
}
