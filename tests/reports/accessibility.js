// Faults of a page against WCAG 2.2 AA, as far as a program can tell: a list of lines.
(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];

  function channel(value) {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }
  function luminance([r, g, b]) {
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  }
  const colour = (words) => words.match(/[\d.]+/g).map(Number);
  function ground(element) {
    for (let one = element; one; one = one.parentElement) {
      const c = colour(getComputedStyle(one).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
      if (c[3] !== 0) faults.push("half-transparent ground: " + one.tagName);
    }
    return [255, 255, 255];
  }
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, style, .seen-not, [hidden]")) continue;
    texts += 1;
    const pair = [luminance(colour(getComputedStyle(element).color)), luminance(ground(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}: ${element.outerHTML.slice(0, 90)}`);
  }
  if (texts < 20) faults.push(`only ${texts} texts were looked at`);

  let before = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) faults.push(`h${before} is followed by ${heading.outerHTML.slice(0, 80)}`);
    if (!heading.textContent.trim()) faults.push("an empty heading");
    before = level;
  }
  for (const [selector, number] of [["h1", 1], ["main", 1], ["body > header", 1], ["html[lang]", 1], ["title", 1]]) {
    if (all(selector).length !== number) faults.push(`${all(selector).length} times ${selector}`);
  }
  const ids = all("[id]").map((one) => one.id);
  if (new Set(ids).size !== ids.length) faults.push("an id stands twice");
  for (const one of all("[aria-labelledby]")) {
    if (!document.getElementById(one.getAttribute("aria-labelledby"))) faults.push("labelled by nothing");
  }
  for (const one of all("nav, form, section, article, [role=region]")) {
    if (!one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby")) faults.push(`no name: ${one.outerHTML.slice(0, 80)}`);
  }
  for (const one of all("a")) {
    if (!one.href || !(one.getAttribute("aria-label") || one.textContent).trim()) faults.push(`a link without a name or an end: ${one.outerHTML}`);
  }
  for (const one of all("input")) {
    if (!one.labels.length || !one.labels[0].textContent.trim()) faults.push("a box without a label");
  }
  for (const one of all("table")) {
    if (!one.caption || [...one.querySelectorAll("th")].some((th) => !th.scope)) faults.push("a table without caption or scopes");
  }
  if (all("[tabindex]").some((one) => one.tabIndex > 0)) faults.push("an order of tabs of its own");
  for (const one of all("body *")) {
    if (one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX) && one.tabIndex < 0) {
      faults.push(`scrolls, but not with keys: ${one.className}`);
    }
  }
  return faults;
})();
