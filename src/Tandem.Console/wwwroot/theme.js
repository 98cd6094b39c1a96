// Runs before the first paint, so that a dark page never flashes light. The toggle in tandem.js changes the same attribute.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => { try { return localStorage.getItem("tandem-theme"); } catch { return null; } };
  const apply = () => {
    const theme = remembered() ?? (system.matches ? "dark" : "light");
    document.documentElement.dataset.theme = theme;
  };
  apply();
  system.addEventListener("change", apply);
})();
