/* The theme, before anything is drawn: terang, gelap, matahari, or what the phone wishes. A classic script on purpose: a module would come after the first paint. */
(function () {
  var KEY = 'tema';
  var WISH = '(prefers-color-scheme: dark)';

  function media(name, tema) {
    if (tema === '' && name === 'gelap') return WISH;
    return tema === name ? 'all' : 'not all';
  }

  function dress(tema) {
    ['gelap', 'matahari'].forEach(function (name) {
      document.getElementById('tema-' + name).media = media(name, tema);
    });
  }

  function kept() {
    try {
      return localStorage.getItem(KEY) || '';
    } catch (e) {
      return ''; // storage is closed: follow the phone
    }
  }

  window.temaTerpilih = kept;
  window.pilihTema = function (tema) {
    try {
      localStorage.setItem(KEY, tema);
    } catch (e) {
      // chosen for this visit only
    }
    dress(tema);
  };
  dress(kept());
})();
