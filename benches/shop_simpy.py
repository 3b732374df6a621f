"""The Seoul shop in two zones, in simpy: the yardstick for the shop's benchmark.

    pip install simpy
    cargo bench --bench engine -- ratios

The bench writes the numbers of shop.yaml to this script's stdin as JSON; see benches/kernel/numbers.rs.
Prints the mean downtime in hours a year with its standard error, and the simulated years a second.
"""

import json
import math
import random
import sys
import time

import simpy

YEAR = 8760.0
DB = (7, 8)


class Service:
    """Keeps the leaves' states, the database's serving member, and each year's downtime."""

    def __init__(self, env, switch, years, rng):
        self.env, self.switch, self.rng = env, switch, rng
        self.lost = [0] * 9
        self.serving = 0
        self.attempt = 0
        self.down_since = None
        self.totals = [0.0] * years

    def change(self, leaves, by):
        for leaf in leaves:
            self.lost[leaf] += by
        self.follow()
        self.judge()

    def follow(self):
        up = [self.lost[leaf] == 0 for leaf in DB]
        if self.serving is not None:
            if up[self.serving]:
                self.serving = 0 if up[0] else self.serving
                return
            self.serving = None
            self.attempt += 1
            if any(up):
                self.env.process(self.move(self.attempt))
            else:
                self.attempt = -self.attempt
        elif not any(up):
            self.attempt = -abs(self.attempt)
        elif all(up) or self.attempt < 0:
            self.serve(0 if up[0] else 1)

    def move(self, attempt):
        yield self.env.timeout(self.rng.uniform(*self.switch))
        if attempt == self.attempt and self.serving is None:
            self.serve(1 if self.lost[DB[0]] else 0)
            self.judge()

    def serve(self, member):
        self.serving = member
        self.attempt = abs(self.attempt) + 1

    def judge(self):
        lost = self.lost
        down = bool(lost[0] or lost[1] or lost[4] or (lost[2] and lost[3]) or (lost[5] and lost[6]) or self.serving is None)
        if down and self.down_since is None:
            self.down_since = self.env.now
        elif not down and self.down_since is not None:
            start, end = self.down_since, self.env.now
            while start < end:
                year = int(start // YEAR)
                upto = min(end, (year + 1) * YEAR)
                if year < len(self.totals):
                    self.totals[year] += upto - start
                start = upto
            self.down_since = None


class Source:
    """Fails and is repaired; shocks strike others."""

    def __init__(self, env, service, numbers, rng):
        self.env, self.service, self.numbers, self.rng = env, service, numbers, rng
        self.leaves = [leaf for leaf in range(9) if numbers["takes"] >> 4 * leaf & 1]
        self.struck = []
        self.is_up = True
        self.process = env.process(self.live())

    def live(self):
        numbers, rng, env = self.numbers, self.rng, self.env
        while True:
            try:
                yield env.timeout(rng.expovariate(1.0 / numbers["mean"]))
            except simpy.Interrupt:
                pass
            if self.struck:
                for other in self.struck:
                    if other.is_up:
                        other.process.interrupt()
                continue
            self.is_up = False
            leaves = self.leaves if rng.random() < numbers["reach"] else []
            if numbers["hits"] < 1.0:
                leaves = [leaf for leaf in leaves if rng.random() < numbers["hits"]]
            self.service.change(leaves, 1)
            yield env.timeout(rng.lognormvariate(math.log(numbers["median"]), numbers["sigma"]))
            self.is_up = True
            self.service.change(leaves, -1)


def main():
    years = int(sys.argv[1])
    shop = json.load(sys.stdin)
    rng = random.Random(1)
    begin = time.perf_counter()
    env = simpy.Environment()
    service = Service(env, shop["switch"], years, rng)
    sources = [Source(env, service, numbers, rng) for numbers in shop["sources"]]
    for source in sources:
        source.struck = [sources[index] for index in source.numbers["strikes"]]
    env.run(until=years * YEAR)
    seconds = time.perf_counter() - begin
    mean = sum(service.totals) / years
    variance = sum((total - mean) ** 2 for total in service.totals) / (years - 1)
    print(f"mean {mean:.9e} {math.sqrt(variance / years):.9e}")
    print(f"years/s {years / seconds:.1f}")


if __name__ == "__main__":
    main()
