"""Two of three nodes and one shared dependency, in simpy: the yardstick for the K5c benchmark.

    pip install simpy
    python benches/k5c_simpy.py 3000

Prints the unavailability, whose exact value is 3.921084e-04; the mean downtime in hours a year with its standard error;
the events a second, failures and repairs, the same count as in benches/engine.rs; and the simulated years a second.
"""

import math
import random
import sys
import time

import simpy

YEAR = 8760.0
NODES = [(1000.0, 10.0)] * 3
SHARED = (20000.0, 2.0)


class Service:
    """Keeps the state of the four parts and adds up the downtime."""

    def __init__(self, env):
        self.env = env
        self.nodes_up = 3
        self.shared_up = True
        self.down_since = None
        self.downtime = 0.0
        self.events = 0
        self.totals = []

    def end_years(self):
        """Notes each year's downtime."""
        before = 0.0
        while True:
            yield self.env.timeout(YEAR)
            so_far = self.downtime + (self.env.now - self.down_since if self.down_since is not None else 0.0)
            self.totals.append(so_far - before)
            before = so_far

    def judge(self):
        up = self.shared_up and self.nodes_up >= 2
        if not up and self.down_since is None:
            self.down_since = self.env.now
        elif up and self.down_since is not None:
            self.downtime += self.env.now - self.down_since
            self.down_since = None
        self.events += 1


def node(env, service, up, down, rng):
    while True:
        yield env.timeout(rng.expovariate(1.0 / up))
        service.nodes_up -= 1
        service.judge()
        yield env.timeout(rng.expovariate(1.0 / down))
        service.nodes_up += 1
        service.judge()


def shared(env, service, up, down, rng):
    while True:
        yield env.timeout(rng.expovariate(1.0 / up))
        service.shared_up = False
        service.judge()
        yield env.timeout(rng.expovariate(1.0 / down))
        service.shared_up = True
        service.judge()


def main():
    years = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    rng = random.Random(1)
    begin = time.perf_counter()
    env = simpy.Environment()
    service = Service(env)
    for up, down in NODES:
        env.process(node(env, service, up, down, rng))
    env.process(shared(env, service, *SHARED, rng))
    env.process(service.end_years())
    env.run(until=years * YEAR + 1e-6)
    seconds = time.perf_counter() - begin
    print(f"unavailability {service.downtime / (years * YEAR):.6e}")
    mean = sum(service.totals) / years
    variance = sum((total - mean) ** 2 for total in service.totals) / max(years - 1, 1)
    print(f"mean {mean:.9e} {math.sqrt(variance / years):.9e}")
    print(f"events/s {service.events / seconds:.0f}")
    print(f"years/s {years / seconds:.1f}")


if __name__ == "__main__":
    main()
