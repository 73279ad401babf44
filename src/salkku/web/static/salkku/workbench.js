// Small manners of the pages: remember the language, submit filters at once, tell fragments' arrival.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-language]");
  if (link) {
    document.cookie = `salkku_language=${link.dataset.language}; path=/; max-age=31536000; samesite=lax`;
  }
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form) form.requestSubmit();
});

document.addEventListener("htmx:afterSettle", () => {
  const told = document.querySelector("[data-told]");
  if (told && !told.hasAttribute("tabindex")) {
    told.setAttribute("tabindex", "-1");
    told.focus({ preventScroll: true });
  }
});

// A number key does what the button with that number does, while the pair it belongs to is in focus.
document.addEventListener("keydown", (event) => {
  const pair = event.target.closest?.("[data-keyed]");
  const typing = event.target.matches?.("input, textarea, select");
  if (!pair || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!/^[0-9]$/.test(event.key)) return;
  const wanted = pair.querySelector(`[data-key="${event.key}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});

function focusPair() {
  document.querySelector("[data-focused]")?.focus({ preventScroll: true });
}
document.addEventListener("DOMContentLoaded", focusPair);
document.addEventListener("htmx:afterSettle", focusPair);
