//! A bill: the lines of everything that is bought, added up; currency and VAT come at the end.
//!
//! Money is counted in whole billionths of a dollar. Price lists have at most eight decimals, so each line is exact
//! there and integers add up exactly; the total is rounded once, to the currency's smallest unit. Binary fractions
//! would turn a half cent either way.

use super::lack::{Lack, Missing, Purchased};
use super::line::{BILLION, Line, billionths};
use super::price_list::PriceList;
use super::quote;
use super::tariff;
use super::traffic::Meter;
use crate::catalog::Catalog;
use crate::topology::{Architecture, Charge, Purchases, Topology, Work};
use crate::units::CostKind;
use crate::units::decimals;

/// The monthly bill of one architecture.
#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    /// Line by line, in the plan's order.
    pub lines: Vec<Line>,
    /// What has no price, and is in no sum. Empty for a plan that was read with the same price list.
    pub lacks: Vec<Lack>,
    /// The whole bill with VAT [currency/month], rounded once to the currency's smallest unit.
    pub monthly: f64,
    /// Of that, what is paid without traffic [currency/month]; rounded by itself, so that fixed and usage may differ
    /// from the whole by one smallest unit.
    pub fixed: f64,
    /// Of that, what follows the traffic [currency/month]; rounded by itself.
    pub usage: f64,
    /// Of that, the team's own work [currency/month], on which no VAT is due; rounded by itself.
    pub people: f64,
}

/// The bill of one architecture of a plan, in the plan's currency and with its VAT.
#[must_use]
pub fn bill(topology: &Topology, architecture: &Architecture, catalog: &Catalog) -> Bill {
    let (lines, lacks) = lines(&architecture.purchases, catalog);
    Bill {
        lacks,
        ..sum(lines, &topology.currency, topology.fx, topology.vat)
    }
}

/// What purchases cost, line by line, and what of them has no price.
#[must_use]
pub fn lines(purchases: &Purchases, catalog: &Catalog) -> (Vec<Line>, Vec<Lack>) {
    let list = PriceList::new(catalog, &purchases.discounts);
    let (mut lines, mut lacks) = (Vec::new(), Vec::new());
    let mut add = |of: Purchased, priced: Result<Vec<Line>, Vec<Missing>>| match priced {
        Ok(priced) => lines.extend(priced),
        Err(missing) => lacks.extend(missing.into_iter().map(|missing| Lack { of, missing })),
    };
    for (index, bought) in purchases.components.iter().enumerate() {
        add(
            Purchased::Component(index),
            tariff::component_lines(&list, bought),
        );
    }
    for (index, charge) in purchases.charges.iter().enumerate() {
        let line = of_charge(&list, charge);
        let line = line.map(Vec::from_iter).map_err(|missing| vec![missing]);
        add(Purchased::Charge(index), line);
    }
    let mut meter = Meter::default();
    for (index, flow) in purchases.flows.iter().enumerate() {
        add(Purchased::Flow(index), meter.lines(&list, flow));
    }
    lines.extend(purchases.work.as_ref().and_then(of_work));
    (lines, lacks)
}

/// What the plan's `bill` names.
fn of_charge(list: &PriceList<'_>, charge: &Charge) -> Result<Option<Line>, Missing> {
    let Charge {
        name,
        shop,
        amount,
        quote,
        kind,
    } = charge;
    let line = quote::line(list, name, shop, amount, quote)?;
    Ok(line.map(|line| Line {
        kind: kind.unwrap_or(line.kind),
        ..line
    }))
}

/// The team's own work, where an hour of it has a price.
fn of_work(work: &Work) -> Option<Line> {
    let hour = quote::given("hour", work.hourly?);
    Some(Line {
        kind: CostKind::People,
        ..Line::new("engineering".to_owned(), "", work.hours, hour)
    })
}

/// Lines added up.
fn sum(lines: Vec<Line>, currency: &str, fx: f64, vat: f64) -> Bill {
    let sums = Sums::of(&lines);
    let (fixed, usage) = settled(sums.fixed, sums.usage);
    let (taxed, free) = (fx * (1.0 + vat), fx);
    let pay = |parts: &[(i128, f64)]| payable(parts, decimals(currency));
    Bill {
        monthly: sums.monthly(currency, fx, vat),
        fixed: pay(&[(fixed, taxed)]),
        usage: pay(&[(usage, taxed)]),
        people: pay(&[(sums.people, free)]),
        lines,
        lacks: Vec::new(),
    }
}

/// What lines add up to, before currency and VAT [billionths of a dollar]. Sums of parts of a bill can be added and taken off each
/// other without loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// What is paid without traffic.
    pub fixed: i128,
    /// What follows the traffic.
    pub usage: i128,
    /// The team's own work.
    pub people: i128,
}

impl Sums {
    /// Of lines.
    #[must_use]
    pub fn of(lines: &[Line]) -> Self {
        let dollars = |kind: CostKind| {
            let wanted = lines.iter().filter(|line| line.kind == kind);
            wanted.fold(0_i128, |sum, line| sum.saturating_add(line.billionths()))
        };
        Self {
            fixed: dollars(CostKind::Fixed),
            usage: dollars(CostKind::Usage),
            people: dollars(CostKind::People),
        }
    }

    /// These and the others.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            fixed: self.fixed.saturating_add(other.fixed),
            usage: self.usage.saturating_add(other.usage),
            people: self.people.saturating_add(other.people),
        }
    }

    /// These without the others.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self {
            fixed: self.fixed.saturating_sub(other.fixed),
            usage: self.usage.saturating_sub(other.usage),
            people: self.people.saturating_sub(other.people),
        }
    }

    /// The whole bill with VAT [currency/month], rounded once to the currency's smallest unit.
    #[must_use]
    pub fn monthly(self, currency: &str, fx: f64, vat: f64) -> f64 {
        let (fixed, usage) = settled(self.fixed, self.usage);
        let all = [
            (fixed.saturating_add(usage), fx * (1.0 + vat)),
            (self.people, fx),
        ];
        payable(&all, decimals(currency))
    }
}

/// What is paid of fixed and usage: a credit larger than one of them comes off the other, and nobody is paid for building.
fn settled(fixed: i128, usage: i128) -> (i128, i128) {
    let all = fixed.saturating_add(usage).max(0);
    if usage < 0 {
        (all, 0)
    } else if fixed < 0 {
        (0, all)
    } else {
        (fixed, usage)
    }
}

/// The sum of billionths of a dollar, each times its factor (exchange rate and VAT), none below zero, rounded half up to so
/// many decimals.
fn payable(parts: &[(i128, f64)], decimals: usize) -> f64 {
    // 10^18 stands for one unit of the currency after the multiplication.
    let smallest = 10_i128.pow(18 - decimals.min(18) as u32);
    let exact = parts.iter().try_fold(0_i128, |sum, (dollars, factor)| {
        dollars
            .checked_mul(billionths(*factor))
            .and_then(|amount| sum.checked_add(amount))
    });
    let units = exact.map(|exact| exact.saturating_add(smallest / 2) / smallest);
    let scale = 10_f64.powi(decimals as i32);
    match units {
        Some(units) => units as f64 / scale,
        // Beyond 10^20 in any currency: no cent to lose any more.
        None => {
            let amounts = parts.iter();
            let amounts = amounts.map(|(dollars, factor)| *dollars as f64 / BILLION * factor);
            (amounts.sum::<f64>() * scale).round() / scale
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Price;
    use crate::units::parse_amount;

    /// The four worked bills: catalog path, quantity as a plan would give it, and whether it is fixed or usage.
    /// Those of `aws/ap-northeast-2` leave the place out.
    const SINGLE_ZONE: &str = "
        vm_ondemand_linux/t3.medium | 1 | fixed
        block_storage/ebs_gp3 | 50 GB | fixed
        public_ipv4/public_ipv4 | 1 | fixed
        database_mysql/db.t3.medium single-az | 1 | fixed
        database_storage/rds_gp3_single_az | 100 GB | fixed
        snapshot/ebs_snapshot | 50 GB | fixed
        object_storage/s3_standard_first_50TB | 50 GB | usage
        egress_internet/first_10TB | 400 GB | usage
        aws/global/dns/route53_hosted_zone | 1 | fixed
        aws/global/dns/route53_queries_standard_first_1B | 5M queries | usage";
    const TWO_ZONES: &str = "
        vm_ondemand_linux/t3.small | 2 | fixed
        vm_ondemand_linux/t3.medium | 2 | fixed
        block_storage/ebs_gp3 | 120 GB | fixed
        load_balancer/alb | 1 | fixed
        load_balancer/alb | 1 | fixed
        load_balancer/alb_lcu | 2 | usage
        nat_gateway/nat_gateway | 2 | fixed
        nat_gateway/nat_gateway_data | 50 GB | usage
        public_ipv4/public_ipv4 | 4 | fixed
        database_mysql/db.t3.medium multi-az | 1 | fixed
        database_storage/rds_gp3_multi_az | 100 GB | fixed
        transfer_inter_az/each_direction | 300 GB | usage
        snapshot/ebs_snapshot | 60 GB | fixed
        object_storage/s3_standard_first_50TB | 50 GB | usage
        egress_internet/first_10TB | 400 GB | usage
        aws/global/dns/route53_hosted_zone | 1 | fixed
        aws/global/dns/route53_queries_standard_first_1B | 5M queries | usage";
    const TOKYO: &str = "
        aws/ap-northeast-1/vm_ondemand_linux/t3.small | 1 | fixed
        aws/ap-northeast-1/vm_ondemand_linux/t3.medium | 1 | fixed
        aws/ap-northeast-1/block_storage/ebs_gp3 | 60 GB | fixed
        aws/ap-northeast-1/load_balancer/alb | 1 | fixed
        aws/ap-northeast-1/load_balancer/alb | 1 | fixed
        aws/ap-northeast-1/load_balancer/alb_lcu | 0.2 | usage
        aws/ap-northeast-1/nat_gateway/nat_gateway | 1 | fixed
        aws/ap-northeast-1/nat_gateway/nat_gateway_data | 10 GB | usage
        aws/ap-northeast-1/public_ipv4/public_ipv4 | 3 | fixed
        aws/ap-northeast-1/database_mysql/db.t3.medium single-az | 1 | fixed
        aws/ap-northeast-1/database_storage/rds_gp3_single_az | 100 GB | fixed
        transfer_inter_region/seoul_to_tokyo_or_virginia | 90 GB | usage
        aws/ap-northeast-1/snapshot/ebs_snapshot | 60 GB | fixed
        aws/ap-northeast-1/object_storage/s3_standard_first_50TB | 50 GB | usage
        aws/global/dns/route53_health_check_aws_endpoint | 2 | fixed";
    const SECOND_CLOUD: &str = "
        gcp/asia-northeast3/vm_ondemand_linux/e2-small | 1 | fixed
        gcp/asia-northeast3/vm_ondemand_linux/e2-medium | 1 | fixed
        gcp/asia-northeast3/block_storage/pd_balanced | 60 GB | fixed
        gcp/global/load_balancer/forwarding_rules_first_5 (US list) | 1 | fixed
        gcp/us-central1/load_balancer/data_processed | 5 GB | usage
        gcp/global/nat_gateway/cloud_nat_per_vm_first_32 (US list) | 2 | fixed
        gcp/global/nat_gateway/nat_ip | 1 | fixed
        gcp/asia-northeast3/nat_gateway/cloud_nat_data | 10 GB | usage
        gcp/asia-northeast3/database_cloud_sql/vcpu zonal | 2 | fixed
        gcp/asia-northeast3/database_cloud_sql/ram zonal | 4 | fixed
        gcp/asia-northeast3/database_cloud_sql/storage SSD zonal | 100 GB | fixed
        vpn/site_to_site_vpn | 1 | fixed
        gcp/asia-northeast3/vpn/vpn_tunnel | 2 | fixed
        egress_internet/first_10TB | 80 GB | usage
        gcp/asia-northeast3/object_storage/standard | 50 GB | usage
        gcp/asia-northeast3/snapshot/snapshot | 60 GB | fixed
        aws/global/dns/route53_health_check_aws_endpoint | 1 | fixed
        aws/global/dns/route53_health_check_other_endpoint | 1 | fixed
        gcp/global/dns/cloud_dns_managed_zone | 1 | fixed";

    fn line(text: &str) -> Line {
        let fields: Vec<&str> = text.split('|').map(str::trim).collect();
        let path = match fields[0].matches('/').count() {
            1 => format!("aws/ap-northeast-2/{}", fields[0]),
            _ => fields[0].to_owned(),
        };
        let price = &Catalog::bundled().price_by_path(&path).expect(&path).price;
        let quantity = price.units(&parse_amount(fields[1]).unwrap()).expect(text);
        Line {
            kind: if fields[2] == "usage" {
                CostKind::Usage
            } else {
                CostKind::Fixed
            },
            ..Line::new(fields[0].to_owned(), "", quantity, price.clone())
        }
    }

    fn lines(lists: &[&str]) -> Vec<Line> {
        let lines = lists.iter().flat_map(|list| list.lines());
        let lines = lines.filter(|line| !line.trim().is_empty());
        lines.map(line).collect()
    }

    fn priced(quantity: f64, usd: f64) -> Line {
        let line = line("load_balancer/alb | 1 | fixed");
        Line {
            quantity,
            price: Price { usd, ..line.price },
            ..line
        }
    }

    #[test]
    fn the_four_worked_bills_come_out_to_the_cent() {
        for (lists, total, fixed, usage) in [
            (&[SINGLE_ZONE][..], 191.84, 138.19, 53.65),
            (&[TWO_ZONES], 511.23, 439.95, 71.28),
            (&[TWO_ZONES, TOKYO], 772.21, 690.69, 81.52),
            (&[TWO_ZONES, SECOND_CLOUD], 880.13, 797.13, 83.00),
        ] {
            let bill = sum(lines(lists), "USD", 1.0, 0.0);
            assert_eq!(
                (bill.monthly, bill.fixed, bill.usage),
                (total, fixed, usage)
            );
        }
    }

    #[test]
    fn currency_and_tax_come_once_at_the_end() {
        let bill = sum(lines(&[SINGLE_ZONE]), "KRW", 1400.0, 0.1);
        // 191.84 × 1400 × 1.1 = 295,433.6
        assert_eq!(bill.monthly, 295_434.0);
        assert_eq!(bill.lines[0].monthly(), 37.96);
    }

    #[test]
    fn no_tax_is_due_on_peoples_work() {
        let work = Line {
            kind: CostKind::People,
            ..priced(6.0, 80.0)
        };
        let bill = sum(vec![priced(1.0, 100.0), work], "KRW", 1400.0, 0.1);
        // 100 × 1400 × 1.1 = 154,000; 6 × 80 × 1400 = 672,000.
        assert_eq!((bill.fixed, bill.people), (154_000.0, 672_000.0));
        assert_eq!(bill.monthly, 826_000.0);
    }

    #[test]
    fn half_a_cent_goes_up_however_binary_has_it() {
        // 1.005 and 8.165 are a little less than that in binary; ten halves of a cent are five cents.
        assert_eq!(sum(vec![priced(1.0, 1.005)], "USD", 1.0, 0.0).monthly, 1.01);
        assert_eq!(sum(vec![priced(1.0, 8.165)], "USD", 1.0, 0.0).monthly, 8.17);
        assert_eq!(
            sum(vec![priced(1.0, 0.005); 10], "USD", 1.0, 0.0).monthly,
            0.05
        );
    }

    #[test]
    fn a_credit_never_makes_a_bill_negative() {
        let usage = |usd: f64| Line {
            kind: CostKind::Usage,
            ..priced(1.0, usd)
        };
        for (lines, (monthly, fixed, paid)) in [
            (vec![priced(1.0, -1.005)], (0.0, 0.0, 0.0)),
            (vec![priced(1.0, 100.0), usage(-30.0)], (70.0, 70.0, 0.0)),
            (vec![priced(1.0, -30.0), usage(100.0)], (70.0, 0.0, 70.0)),
            (vec![priced(1.0, 100.0), usage(-130.0)], (0.0, 0.0, 0.0)),
        ] {
            let bill = sum(lines, "USD", 1.0, 0.0);
            assert_eq!(
                (bill.monthly, bill.fixed, bill.usage),
                (monthly, fixed, paid)
            );
        }
        let work = Line {
            kind: CostKind::People,
            ..priced(1.0, 80.0)
        };
        let bill = sum(vec![usage(-30.0), work], "USD", 1.0, 0.0);
        assert_eq!((bill.monthly, bill.people), (80.0, 80.0));
    }

    #[test]
    fn nothing_costs_nothing_and_too_much_does_not_break_it() {
        assert_eq!(sum(vec![], "USD", 1.0, 0.0).monthly, 0.0);
        assert!(sum(vec![priced(1e300, 1e300); 3], "KRW", 1400.0, 0.1).monthly > 1e20);
        assert!(
            sum(vec![priced(f64::NAN, 1.0)], "USD", 1.0, 0.0)
                .monthly
                .is_finite()
        );
    }
}
