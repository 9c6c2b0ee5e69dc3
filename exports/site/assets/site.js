/* Light or dark: the system's until the reader chooses; kept in this browser only. */
"use strict";
{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const store = {
    get() { try { return localStorage.getItem("atlas-theme"); } catch { return null; } },
    set(value) { try { localStorage.setItem("atlas-theme", value); } catch { /* none is kept */ } },
  };
  let chosen = store.get();
  const shown = () => chosen ?? (dark.matches ? "dark" : "light");
  const apply = () => {
    if (chosen) root.dataset.theme = chosen;
    for (const source of document.querySelectorAll("picture source")) {
      source.media = !chosen ? "(prefers-color-scheme: dark)" : chosen === "dark" ? "all" : "not all";
    }
  };
  if (chosen !== "light" && chosen !== "dark") chosen = null;
  apply();
  addEventListener("DOMContentLoaded", () => {
    apply();
    const button = document.getElementById("theme");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      chosen = shown() === "dark" ? "light" : "dark";
      store.set(chosen);
      apply();
    });
  });
}
