// The tables, rows and cells whose box is not inside its section's, and cells of words so narrow that they are columns of letters.
(() => {
  const cut = [];
  const slack = 1;
  for (const table of document.querySelectorAll("table")) {
    const outer = table.closest("section").getBoundingClientRect();
    for (const part of [table, ...table.querySelectorAll("tr, th, td")]) {
      const box = part.getBoundingClientRect();
      if (box.width <= 1 || part.closest("thead")) continue;
      const name = `${table.getAttribute("aria-label")}: ${part.textContent.trim().slice(0, 30)}`;
      if (box.right > outer.right + slack || box.left < outer.left - slack) cut.push(name);
      const words = part.matches("th, td") ? part.textContent.trim().length : 0;
      if (words > 8 && box.width < 32) cut.push(`${name}: letters`);
    }
  }
  return cut;
})()
