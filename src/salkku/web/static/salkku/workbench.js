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
