/* Classic script for browsers too old for the app (no modules, no modern syntax) or a start that failed: say what to do. ES5 on purpose. */
(function () {
  window.addEventListener('load', function () {
    if (document.documentElement.getAttribute('data-mulai')) return;
    document.getElementById('kuno').removeAttribute('hidden');
    document.getElementById('app').setAttribute('hidden', '');
  });
})();
