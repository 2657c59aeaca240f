// Runs before the first paint: says that scripts run, and applies the colours chosen earlier, so that nothing flashes.
(function () {
  var root = document.documentElement;
  root.classList.remove("no-js");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    // Storage is switched off: the device's own choice stands.
  }
})();
