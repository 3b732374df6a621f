//! Situations in which somebody asks, one plan each.

/// One machine that fails once a year for ten hours, one of a better make, and two.
pub const ONE: &str = "one: {sites: {here: p/r/a}}";
pub const BETTER: &str = "better: {like: one, components: {web: {fails: 0.5/year, fails_range: [0.4/year, 0.6/year], price: 130/month}}}";
pub const TWO: &str = "two: {like: one, sites: {here: p/r/a+b}}";
pub const RANGED: &str = "web: {fails: 1/year, fails_range: [0.3/year, 4/year], lasts: 10h, lasts_range: [9.5h, 10.5h], price: 100/month}";
const NARROW: &str = "web: {fails: 1/year, fails_range: [0.95/year, 1.05/year], lasts: 10h, lasts_range: [9.5h, 10.5h], price: 100/month}";
const CERTAIN: &str = "web: {fails: 1/year, lasts: 10h, price: 100/month}";

/// What is demanded, the component, what stands beside it, the architectures.
pub type Situation = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const MITIGATED: &str = "dependencies:\n  dns: {scope: region, fails: 2/year, fails_range: [1/year, 4/year], lasts: 5h, lasts_range: [4h, 6h], used_by: [web]}\n\
                         mitigations:\n  pin: {against: dns, after: 0s, works: 90%}\n  drilled: {against: dns, after: 0s, works: 90%, price: 5/month, once: 100, engineering: 1 h}\n";

const OWN: &str =
    "dependencies:\n  release: {scope: service, fails: 6/year, lasts: 1h, used_by: [web]}\n";
const OWN_TWO: &str = "dependencies:\n  release: {scope: service, fails: 4/year, lasts: 1h, used_by: [web]}\n  \
                       certificate: {scope: service, fails: 2/year, lasts: 1h, used_by: [web]}\n";

pub const SITUATIONS: [Situation; 12] = [
    (
        "sure, and worth it",
        "goal: {outage_cost: 5000/hour}\n",
        NARROW,
        "",
        &[ONE, TWO],
    ),
    (
        "sure, and not worth it",
        "today: one\ngoal: {outage_cost: 10/hour}\n",
        RANGED,
        "",
        &[ONE, TWO],
    ),
    (
        "one number decides",
        "goal: {outage_cost: 100/hour}\n",
        RANGED,
        "",
        &[ONE, TWO],
    ),
    (
        "a goal that some cases miss",
        "goal: {availability: 99.8%}\n",
        RANGED,
        "",
        &[ONE, TWO],
    ),
    (
        "a goal that nobody meets",
        "goal: {availability: 99.9999%}\n",
        RANGED,
        "",
        &[ONE, BETTER],
    ),
    (
        "no number has a range",
        "goal: {outage_cost: 5000/hour}\n",
        CERTAIN,
        "",
        &[ONE, TWO],
    ),
    (
        "no number has a range, and one design",
        "goal: {availability: 99.8%}\n",
        CERTAIN,
        "",
        &[ONE],
    ),
    ("no price of an hour", "", RANGED, "", &[ONE, BETTER, TWO]),
    (
        "a mitigation of no known price",
        "today: one\ngoal: {outage_cost: 100/hour}\n",
        RANGED,
        MITIGATED,
        &[ONE, "pinned: {like: one, mitigations: [pin]}"],
    ),
    (
        "a mitigation that costs once",
        "today: one\npeople: {price: 10/hour}\ngoal: {outage_cost: 100/hour}\n",
        RANGED,
        MITIGATED,
        &[ONE, "drilled: {like: one, mitigations: [drilled]}"],
    ),
    (
        "a move that costs once",
        "today: one\ngoal: {outage_cost: 5000/hour}\n",
        RANGED,
        "",
        &[ONE, "two: {like: one, sites: {here: p/r/a+b}, once: 8000}"],
    ),
    (
        "a design that loses data",
        "goal: {availability: 99.8%}\n",
        RANGED,
        "",
        &[
            ONE,
            "copy: {like: one, sites: {here: p/r/a+b}, components: {web: {price: 40/month, failover: {detect: 1min, switch: 1min, lag: 30min}}}}",
        ],
    ),
];

const COPY: &str = "copy: {like: one, sites: {here: p/r/a+b}, components: {web: {price: 40/month, failover: {detect: 1min, switch: 1min, lag: 30min}}}}";
const QUICK: &str = "quick: {like: one, components: {web: {lasts: 1h}}}";

/// Of these the sentences alone are looked at.
pub const MORE: [Situation; 20] = [
    (
        "a goal that nobody meets, and today's is not the nearest",
        "today: one\ngoal: {availability: 99.9999%, outage_cost: 100/hour}\n",
        RANGED,
        "",
        &[ONE, BETTER],
    ),
    (
        "a goal that nobody meets, and today's is the nearest",
        "today: better\ngoal: {availability: 99.9999%}\n",
        RANGED,
        "",
        &[ONE, BETTER],
    ),
    (
        "a goal that one design does not meet",
        "today: one\ngoal: {availability: 99.9999%}\n",
        RANGED,
        "",
        &[ONE],
    ),
    (
        "a number of one's own without a range",
        "today: one\ngoal: {availability: 99.8%, outage_cost: 100/hour}\n",
        RANGED,
        OWN,
        &[ONE, TWO],
    ),
    (
        "numbers of one's own without a range, and nothing else that matters",
        "goal: {availability: 99.9%}\n",
        NARROW,
        OWN_TWO,
        &[ONE],
    ),
    (
        "a goal that all meet",
        "goal: {availability: 99%}\n",
        NARROW,
        "",
        &[ONE, TWO],
    ),
    (
        "a budget that one keeps to",
        "goal: {availability: 99%, budget: 120/month}\n",
        NARROW,
        "",
        &[ONE, TWO],
    ),
    (
        "a budget that nobody keeps to",
        "goal: {budget: 50/month}\n",
        NARROW,
        "",
        &[ONE, TWO],
    ),
    (
        "a goal that is met over the budget only",
        "goal: {availability: 99.95%, budget: 120/month}\n",
        NARROW,
        "",
        &[ONE, TWO],
    ),
    (
        "today's is over the budget",
        "today: two\ngoal: {budget: 120/month}\n",
        NARROW,
        "",
        &[ONE, TWO],
    ),
    (
        "a step at the same bill",
        "today: one\ngoal: {outage_cost: 100/hour}\n",
        RANGED,
        "",
        &[ONE, QUICK],
    ),
    (
        "an hour that costs nothing",
        "goal: {outage_cost: 0/hour}\n",
        RANGED,
        "",
        &[ONE, TWO],
    ),
    (
        "lost data that have a price",
        "goal: {outage_cost: 100/hour, data_loss_cost: 5/min}\n",
        RANGED,
        "",
        &[ONE, COPY],
    ),
    (
        "thirty designs",
        "goal: {outage_cost: 100/hour}\n",
        NARROW,
        "",
        &THIRTY,
    ),
    (
        "the same cost but for what has no price",
        "goal: {outage_cost: 1/hour}\n",
        RANGED,
        MITIGATED,
        &[ONE, "pinned: {like: one, mitigations: [pin]}"],
    ),
    (
        "a goal that nobody meets, and minutes that cost much",
        "goal: {availability: 99.9999%}\n",
        NARROW,
        "",
        &[
            ONE,
            BETTER,
            "costly: {like: one, components: {web: {fails: 0.48/year, fails_range: [0.4/year, 0.6/year], price: 900/month}}}",
        ],
    ),
    (
        "people's hours and nothing else",
        "today: one\npeople: {price: 60/hour}\ngoal: {outage_cost: 10/hour}\n",
        NARROW,
        "",
        &[
            "one: {sites: {here: p/r/a}, engineering: 10h}",
            "run-by-others: {like: one, engineering: 2h}",
        ],
    ),
    (
        "a second region that is neither the choice nor the next step",
        "today: one\ngoal: {outage_cost: 10/hour}\n",
        RANGED,
        "",
        &[ONE, BETTER, FAR],
    ),
    (
        "a second provider that is down more",
        "goal: {outage_cost: 5000/hour}\n",
        RANGED,
        "",
        &[
            ONE,
            TWO,
            "both: {like: one, sites: {there: o/r/a}, failover: {detect: 10min, switch: 1h}}",
        ],
    ),
    (
        "a second region, and no price of an hour",
        "",
        RANGED,
        "",
        &[ONE, TWO, FAR],
    ),
];

const FAR: &str = "far: {like: one, sites: {there: p/s/a}, failover: {detect: 10min, switch: 1h}}";

const THIRTY: [&str; 30] = [
    ONE,
    "d01: {like: one, components: {web: {price: 105/month, fails: 0.98/year, fails_range: [0.784/year, 1.176/year]}}}",
    "d02: {like: one, components: {web: {price: 110/month, fails: 0.96/year, fails_range: [0.768/year, 1.152/year]}}}",
    "d03: {like: one, components: {web: {price: 115/month, fails: 0.94/year, fails_range: [0.752/year, 1.128/year]}}}",
    "d04: {like: one, components: {web: {price: 120/month, fails: 0.92/year, fails_range: [0.736/year, 1.104/year]}}}",
    "d05: {like: one, components: {web: {price: 125/month, fails: 0.90/year, fails_range: [0.720/year, 1.080/year]}}}",
    "d06: {like: one, components: {web: {price: 130/month, fails: 0.88/year, fails_range: [0.704/year, 1.056/year]}}}",
    "d07: {like: one, components: {web: {price: 135/month, fails: 0.86/year, fails_range: [0.688/year, 1.032/year]}}}",
    "d08: {like: one, components: {web: {price: 140/month, fails: 0.84/year, fails_range: [0.672/year, 1.008/year]}}}",
    "d09: {like: one, components: {web: {price: 145/month, fails: 0.82/year, fails_range: [0.656/year, 0.984/year]}}}",
    "d10: {like: one, components: {web: {price: 150/month, fails: 0.80/year, fails_range: [0.640/year, 0.960/year]}}}",
    "d11: {like: one, components: {web: {price: 155/month, fails: 0.78/year, fails_range: [0.624/year, 0.936/year]}}}",
    "d12: {like: one, components: {web: {price: 160/month, fails: 0.76/year, fails_range: [0.608/year, 0.912/year]}}}",
    "d13: {like: one, components: {web: {price: 165/month, fails: 0.74/year, fails_range: [0.592/year, 0.888/year]}}}",
    "d14: {like: one, components: {web: {price: 170/month, fails: 0.72/year, fails_range: [0.576/year, 0.864/year]}}}",
    "d15: {like: one, components: {web: {price: 175/month, fails: 0.70/year, fails_range: [0.560/year, 0.840/year]}}}",
    "d16: {like: one, components: {web: {price: 180/month, fails: 0.68/year, fails_range: [0.544/year, 0.816/year]}}}",
    "d17: {like: one, components: {web: {price: 185/month, fails: 0.66/year, fails_range: [0.528/year, 0.792/year]}}}",
    "d18: {like: one, components: {web: {price: 190/month, fails: 0.64/year, fails_range: [0.512/year, 0.768/year]}}}",
    "d19: {like: one, components: {web: {price: 195/month, fails: 0.62/year, fails_range: [0.496/year, 0.744/year]}}}",
    "d20: {like: one, components: {web: {price: 200/month, fails: 0.60/year, fails_range: [0.480/year, 0.720/year]}}}",
    "d21: {like: one, components: {web: {price: 205/month, fails: 0.58/year, fails_range: [0.464/year, 0.696/year]}}}",
    "d22: {like: one, components: {web: {price: 210/month, fails: 0.56/year, fails_range: [0.448/year, 0.672/year]}}}",
    "d23: {like: one, components: {web: {price: 215/month, fails: 0.54/year, fails_range: [0.432/year, 0.648/year]}}}",
    "d24: {like: one, components: {web: {price: 220/month, fails: 0.52/year, fails_range: [0.416/year, 0.624/year]}}}",
    "d25: {like: one, components: {web: {price: 225/month, fails: 0.50/year, fails_range: [0.400/year, 0.600/year]}}}",
    "d26: {like: one, components: {web: {price: 230/month, fails: 0.48/year, fails_range: [0.384/year, 0.576/year]}}}",
    "d27: {like: one, components: {web: {price: 235/month, fails: 0.46/year, fails_range: [0.368/year, 0.552/year]}}}",
    "d28: {like: one, components: {web: {price: 240/month, fails: 0.44/year, fails_range: [0.352/year, 0.528/year]}}}",
    "d29: {like: one, components: {web: {price: 245/month, fails: 0.42/year, fails_range: [0.336/year, 0.504/year]}}}",
];
