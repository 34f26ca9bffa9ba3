"use strict";
// Shows the verdicts that are ticked. Without this the page shows all of them.
const form = document.getElementById("filter");
const main = document.getElementById("main");
const boxes = [...form.querySelectorAll("input")];
const said = document.getElementById("shown");

function wanted(one) {
  return boxes.every((box) => box.value === "stale"
    ? !box.checked || one.classList.contains("stale")
    : box.checked || !one.classList.contains(box.value));
}

function apply() {
  for (const box of boxes) {
    if (box.value === "stale") main.classList.toggle("only-stale", box.checked);
    else main.classList.toggle("no-" + box.value, !box.checked);
  }
  for (const group of main.querySelectorAll(".group")) {
    group.hidden = ![...group.querySelectorAll(".finding")].some(wanted);
  }
  let all = [...main.querySelectorAll(".finding")];
  if (!all.length) all = [...main.querySelectorAll(".grid td[class]")];
  said.textContent = all.filter(wanted).length + " of " + all.length + " shown";
}

// Whoever follows a link to a verdict sees it, also where it was filtered out.
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  const finding = target && target.closest(".finding");
  if (!finding || wanted(finding)) return;
  for (const box of boxes) {
    if (box.value === "stale") box.checked = box.checked && finding.classList.contains("stale");
    else if (finding.classList.contains(box.value)) box.checked = true;
  }
  apply();
  target.scrollIntoView();
}

form.hidden = false;
form.addEventListener("change", apply);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", reveal);
apply();
reveal();
