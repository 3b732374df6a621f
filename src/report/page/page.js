"use strict";
// The slider: which design is the cheapest in total at a price of an hour, and the curves of what each would cost.
// Everything is computed from the results in `#data`; texts of the plan only ever become text nodes.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const designs = data.designs;
  if (designs.length === 0) return;
  const slider = byId("price-slider");
  const number = byId("price-number");
  const steps = Number(slider.max);
  // Width of the slider's knob, as browsers draw it [px].
  const KNOB = 16;
  const decades = Math.log10(data.top);

  const money = (amount, digits) =>
    (amount < 0 ? "-" : "") + data.prefix +
    Math.abs(amount).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const full = (amount) => money(amount, data.decimals);
  const short = (amount, thousands = 1e5) => {
    const size = Math.abs(amount);
    const letters = [[1e9, " billion"], [1e6, "M"], [thousands, "k"]];
    for (const [from, letter] of letters) {
      const unit = letter === "k" ? 1e3 : from;
      if (size >= from) return money(amount / unit, amount / unit >= 100 ? 0 : 1).replace(/\.0$/, "") + letter;
    }
    return size > 0 && size < 10 && !Number.isInteger(amount) ? full(amount) : money(amount, 0);
  };
  const about = (amount) => {
    if (!(amount > 0)) return full(0);
    const step = 10 ** (Math.floor(Math.log10(amount)) - 1);
    return short(Math.round(amount / step) * step);
  };
  const time = (hours) => {
    const minutes = hours * 60;
    if (minutes === 0) return "no time";
    if (minutes < 1) return `${(minutes * 60).toPrecision(2)} s`;
    if (minutes < 60) return `${Math.round(minutes)} min`;
    const whole = Math.floor(Math.round(minutes) / 60);
    const rest = Math.round(minutes) % 60;
    return rest === 0 || whole > 47 ? `${whole.toLocaleString("en-US")} h` : `${whole} h ${rest} min`;
  };

  // The slider has the scale of the curve below; only its very start is a price of nothing.
  const powerAt = (step) => 10 ** ((step / steps) * decades);
  const priceAt = (step) => (step <= 0 ? 0 : powerAt(step));
  const stepOf = (price) => {
    if (!(price > 0)) return 0;
    const step = (Math.log10(Math.max(price, 1)) / decades) * steps;
    return Math.max(1, Math.min(steps, Math.round(step)));
  };
  const rounded = (price) => {
    if (price === 0) return 0;
    const step = 10 ** Math.max(Math.floor(Math.log10(price)) - 1, data.decimals > 0 ? -1 : 0);
    return Math.round(price / step) * step;
  };

  const total = (design, price) => design.monthly + price * design.hours;
  const ranked = (price) =>
    designs
      .map((design, index) => ({ design, index, total: total(design, price) }))
      .sort((a, b) => a.total - b.total || a.design.hours - b.design.hours || a.index - b.index);
  // The designs that are the cheapest at some price, cheapest bill first: the lower envelope of straight lines.
  const hull = (() => {
    const found = [{ index: ranked(0)[0].index, from: 0 }];
    for (;;) {
      const now = designs[found[found.length - 1].index];
      let next = null;
      designs.forEach((design, index) => {
        const saved = now.hours - design.hours;
        if (saved <= 0) return;
        const from = Math.max((design.monthly - now.monthly) / saved, 0);
        if (!next || from < next.from || (from === next.from && design.hours < designs[next.index].hours)) next = { index, from };
      });
      if (!next) return found;
      found.push(next);
    }
  })();
  const placeInHull = (index) => hull.findIndex((entry) => entry.index === index);
  const colour = (index) => `k${placeInHull(index) % 8}`;

  const say = (id, text) => {
    const element = byId(id);
    if (element.textContent !== text) element.textContent = text;
  };
  const doubtAt = (price) => {
    for (const edge of data.edges) {
      const low = edge.low === null ? Infinity : edge.low;
      const high = edge.high === null ? Infinity : edge.high;
      if (price >= low && price <= high) {
        const range = high === Infinity ? `from ${about(low)} an hour or not at all` : `from somewhere between ${about(low)} and ${about(high)} an hour`;
        return edge.unknown
          ? `Undecidable with what is known: ${edge.to} pays ${range}, for nobody knows the failure rates better.`
          : `Too close to call: within the luck of the simulation ${edge.to} pays ${range}.`;
      }
    }
    return "";
  };
  const recommend = (price) => {
    const [best, next] = ranked(price);
    const outages = price * best.design.hours;
    say("price-words", price === 0 ? "If an hour of outage costs you nothing:" : `If an hour of outage costs you ${full(price)}:`);
    say(
      "recommendation",
      designs.length === 1
        ? `${best.design.name} costs ${full(best.total)} a month in total.`
        : `${best.design.name} is the cheapest in total, ${full(best.total)} a month: ` +
            `${full(best.design.monthly)} of bill and ${full(outages)} of expected outage (${time(best.design.hours * 12)} a year).`,
    );
    const place = placeInHull(best.index);
    const later = hull.slice(place + 1).find((entry) => entry.from > price);
    const parts = [];
    if (next) {
      const lead = next.total - best.total;
      parts.push(
        lead < 0.5 * 10 ** -data.decimals
          ? `${next.design.name} costs as much.`
          : `Next comes ${next.design.name}, ${full(lead)} a month more.`,
      );
      if (later) parts.push(`${designs[later.index].name} takes over from ${about(later.from)} an hour.`);
      else parts.push("Nothing here is cheaper at any higher price.");
    }
    if (best.design.unseen) parts.push(`No outage of ${best.design.name} was seen in ${data.years} years: its outages are counted at the most they can be.`);
    say("runner-up", parts.join(" "));
    const doubt = doubtAt(price);
    say("doubt", doubt);
    document.querySelector(".verdict").classList.toggle("is-close", doubt !== "");
    return best.index;
  };

  const make = (name, attributes, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const clipped = (name, most) => (name.length > most ? `${name.slice(0, most - 6)}…${name.slice(-5)}` : name);
  const draw = (price, best) => {
    const frame = byId("totals-chart");
    const width = Math.max(frame.clientWidth, 260);
    const narrow = width < 640;
    byId("totals").classList.toggle("is-narrow", narrow);
    byId("asking").classList.toggle("is-narrow", narrow);
    const height = narrow ? 300 : 380;
    const box = { left: 74, right: width - (narrow ? 24 : 190), top: 24, bottom: height - 44 };
    // The knob stands above the line of its price: its middle runs from the axis to the end of the scale.
    slider.style.marginLeft = `${box.left - KNOB / 2}px`;
    slider.style.width = `${box.right - box.left + KNOB}px`;
    const costs = designs.map((design) => total(design, 1)).filter((cost) => cost > 0);
    const low = Math.log10(Math.min(...costs, total(designs[best], Math.max(price, 1)) || 1)) - 0.12;
    const tallest = Math.max(...hull.map((entry) => total(designs[entry.index], data.top)));
    const high = Math.max(Math.log10(tallest || 1) + 0.05, low + 1);
    const x = (value) => box.left + ((value > 1 ? Math.log10(value) : 0) / decades) * (box.right - box.left);
    const y = (value) => {
      const share = (Math.log10(Math.max(value, 1e-9)) - low) / (high - low);
      return box.bottom - Math.max(-0.05, Math.min(1.05, share)) * (box.bottom - box.top);
    };
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": "totals-title" });
    svg.append(make("title", { id: "totals-title" }, "Total cost a month of each design against the price of an hour of outage"));
    const every = decades > 7 || narrow ? 2 : 1;
    for (let power = 0; power <= decades + 1e-9; power += every) {
      const at = x(10 ** power);
      svg.append(make("line", { class: "grid", x1: at, x2: at, y1: box.top, y2: box.bottom }));
      svg.append(make("text", { x: at, y: box.bottom + 18, "text-anchor": "middle", class: "faint" }, short(10 ** power, 1e3)));
    }
    const tall = Math.ceil((high - low) / 6);
    for (let power = Math.ceil(low); power <= high; power += Math.max(tall, 1)) {
      const at = y(10 ** power);
      svg.append(make("line", { class: "grid", x1: box.left, x2: box.right, y1: at, y2: at }));
      svg.append(make("text", { x: box.left - 8, y: at + 4, "text-anchor": "end", class: "faint" }, short(10 ** power, 1e3)));
    }
    svg.append(make("path", { class: "axis", fill: "none", d: `M${box.left} ${box.top}V${box.bottom}H${box.right}` }));
    svg.append(make("text", { x: box.right, y: height - 6, "text-anchor": "end" }, "price of an hour of outage"));
    svg.append(make("text", { x: 0, y: 11 }, "total a month"));
    const curve = (design) => {
      const points = [];
      for (let step = 0; step <= steps; step += 4) points.push([x(powerAt(step)), y(total(design, powerAt(step)))]);
      return `M${points.map((point) => point.map((at) => at.toFixed(1)).join(" ")).join("L")}`;
    };
    designs.forEach((design, index) => {
      if (placeInHull(index) < 0) svg.append(make("path", { class: "also", d: curve(design) }));
    });
    for (const { index } of hull) {
      svg.append(make("path", { class: `design ${colour(index)}${index === best ? " is-best" : ""}`, d: curve(designs[index]) }));
    }
    const at = x(price);
    svg.append(make("line", { class: "marker", x1: at, x2: at, y1: box.top, y2: box.bottom }));
    svg.append(make("circle", { class: `dot ${colour(best)}`, cx: at, cy: y(total(designs[best], price)), r: 7 }));
    const key = byId("totals-key");
    key.replaceChildren();
    const ends = hull.map((entry) => ({ ...entry, at: y(total(designs[entry.index], data.top)) })).sort((a, b) => a.at - b.at);
    let free = box.top;
    for (const end of ends) {
      free = Math.max(end.at, free);
      const name = designs[end.index].name;
      if (!narrow && free < box.bottom + 6) {
        svg.append(make("path", { class: `design ${colour(end.index)}`, d: `M${box.right} ${end.at}L${box.right + 14} ${free}` }));
        const weight = end.index === best ? "bold" : "normal";
        svg.append(make("text", { x: box.right + 19, y: free + 4, "font-weight": weight }, clipped(name, 24)));
      }
      free += 18;
      const item = document.createElement("li");
      item.className = colour(end.index);
      item.append(document.createElement("i"), document.createElement("span"));
      item.lastChild.textContent = name;
      key.append(item);
    }
    frame.replaceChildren(svg);
  };

  let price = data.start;
  const show = (source) => {
    if (source !== slider) slider.value = String(stepOf(price));
    if (source !== number) number.value = String(Number(price.toFixed(data.decimals)));
    slider.setAttribute("aria-valuetext", `${full(price)} an hour`);
    draw(price, recommend(price));
  };
  slider.addEventListener("input", () => {
    price = rounded(priceAt(Number(slider.value)));
    show(slider);
  });
  number.addEventListener("input", () => {
    const typed = Number(number.value);
    if (number.value === "" || !Number.isFinite(typed) || typed < 0) return;
    price = typed;
    show(number);
  });
  byId("asking").addEventListener("submit", (event) => event.preventDefault());
  byId("asking").hidden = false;
  byId("totals").hidden = false;
  show(null);
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width) show(null);
    width = window.innerWidth;
  });
  const open = (all) => document.querySelectorAll("details").forEach((details) => { details.open = all; });
  window.addEventListener("beforeprint", () => open(true));
  window.addEventListener("afterprint", () => open(false));
})();
