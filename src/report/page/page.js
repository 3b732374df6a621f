"use strict";
// The slider puts the answer of another price of an hour in the place of the plan's: every text of it was made by the program and
// waits in `#data`. Texts of the plan only ever become text nodes. And each picture can be saved as PNG.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const stops = data.stops;

  const say = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
  };
  const rows = (id) => [...document.querySelectorAll(`#${id} tbody tr`)];

  // What stands between backticks is to be typed; one without its other end is a letter like any other.
  const parts = (text) => {
    const split = text.split("`");
    return split.length % 2 === 0 ? [text] : split.map(part);
  };
  const part = (text, index) => {
    if (index % 2 === 0) return text;
    const code = document.createElement("code");
    code.textContent = text;
    return code;
  };
  const sentences = (stop) => {
    const list = byId("sentences");
    const items = stop.sentences.map((text) => {
      const item = document.createElement("li");
      item.append(...parts(text));
      return item;
    });
    list.replaceChildren(...items);
  };
  const designs = (stop) =>
    rows("designs").forEach((row, index) => {
      row.classList.toggle("best", index === stop.chosen);
      say(row.querySelector(".total"), stop.totals[index]);
    });
  const steps = (stop) =>
    rows("steps").forEach((row, index) => {
      const { from, low, high, known } = data.steps[index];
      const pays = stop.price > (high ?? Infinity) || (low === high && stop.price >= from);
      const open = !pays && stop.price >= (low ?? 0) && low !== high;
      const may = known ? (pays ? "pays" : "undecided") : "not known";
      say(row.querySelector(".at-price"), pays || open ? may : "does not pay");
      row.classList.toggle("best", pays && known);
    });

  const show = (index) => {
    const stop = stops[index];
    say(byId("price-words"), `${stop.words} an hour${index === data.plan ? ", as the plan says" : ""}`);
    byId("price-slider").setAttribute("aria-valuetext", `${stop.words} an hour`);
    sentences(stop);
    designs(stop);
    steps(stop);
    for (const marker of document.querySelectorAll(".strip .marker")) marker.style.left = `${stop.at}%`;
    for (const note of document.querySelectorAll(".at-plan")) note.hidden = index === data.plan;
  };

  if (stops.length > 0) {
    const slider = byId("price-slider");
    slider.max = String(stops.length - 1);
    slider.value = String(data.start);
    slider.addEventListener("input", () => show(Number(slider.value)));
    byId("asking").addEventListener("submit", (event) => event.preventDefault());
    byId("asking").hidden = false;
    // Without a price in the plan its own sentences stay until somebody moves the slider.
    if (data.plan !== null) show(data.plan);
  }

  // As drawn for white paper, at twice the size: for chats, documents and slides.
  const save = (svg, name) => {
    const copy = svg.cloneNode(true);
    const { width, height } = svg.viewBox.baseVal;
    copy.setAttribute("width", String(width));
    copy.setAttribute("height", String(height));
    copy.removeAttribute("style");
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const drawn = new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
    const address = URL.createObjectURL(drawn);
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = height;
      canvas.getContext("2d").drawImage(image, 0, 0, width, height);
      URL.revokeObjectURL(address);
      canvas.toBlob((png) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(png);
        link.download = `${name}.png`;
        link.click();
        document.documentElement.dataset.saved = `${name} ${png.size}`;
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      }, "image/png");
    });
    image.src = address;
  };
  for (const figure of document.querySelectorAll("figure.drawn")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "save";
    button.textContent = "Save as PNG";
    button.setAttribute("aria-label", `Save ${figure.dataset.name} as PNG`);
    button.addEventListener("click", () => save(figure.querySelector("svg"), figure.dataset.name));
    figure.append(button);
  }

  const folded = [...document.querySelectorAll("details:not([open])")];
  const open = (all) => folded.forEach((details) => { details.open = all; });
  window.addEventListener("beforeprint", () => open(true));
  window.addEventListener("afterprint", () => open(false));
})();
