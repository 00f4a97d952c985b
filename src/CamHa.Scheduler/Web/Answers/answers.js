// Keeps what is typed on the phone until it has arrived. Written for browsers of 2018; without it the page does all it does.
(function () {
  'use strict';
  var form = document.querySelector('form[data-draft]');
  if (!form || !window.localStorage || !document.addEventListener) { return; }
  var name = 'camha-' + form.getAttribute('data-draft');
  var days = 7 * 24 * 3600 * 1000;
  var isRefused = document.querySelector('.fault') !== null;
  // What stood there at first is no draft.
  var isTouched = false;

  function fields() {
    return Array.prototype.filter.call(form.elements, function (each) { return each.name; });
  }

  function keep() {
    var kept = { at: new Date().getTime(), fields: [] };
    fields().forEach(function (each) {
      if (each.type === 'radio' || each.type === 'checkbox') {
        if (each.checked) { kept.fields.push([each.name, each.value]); }
      } else {
        kept.fields.push([each.name, each.value]);
      }
    });
    try { window.localStorage.setItem(name, JSON.stringify(kept)); } catch (e) { return; }
  }

  function forget() {
    try { window.localStorage.removeItem(name); } catch (e) { return; }
  }

  function tell(words, withButton) {
    var box = document.createElement('div');
    box.className = 'kept';
    box.setAttribute('role', 'status');
    box.appendChild(document.createTextNode(words));
    if (withButton) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'second';
      button.appendChild(document.createTextNode('Bỏ, viết lại từ đầu'));
      button.addEventListener('click', function () { forget(); window.location.href = window.location.pathname; });
      box.appendChild(document.createElement('br'));
      box.appendChild(button);
    }
    form.parentNode.insertBefore(box, form);
    return box;
  }

  function restore() {
    var kept;
    try { kept = JSON.parse(window.localStorage.getItem(name)); } catch (e) { kept = null; }
    if (!kept || !kept.fields || new Date().getTime() - kept.at > days) { return; }
    var values = {};
    kept.fields.forEach(function (each) { values[each[0]] = each[1]; });
    fields().forEach(function (each) {
      if (!values.hasOwnProperty(each.name)) { return; }
      if (each.type === 'radio' || each.type === 'checkbox') {
        each.checked = each.value === values[each.name];
      } else {
        each.value = values[each.name];
      }
    });
    var again = form.querySelector('details');
    if (again) { again.open = true; }
    tell('Đã mở lại nội dung viết lúc trước mà chưa gửi được.', true);
  }

  if (document.querySelector('[data-sent]')) {
    forget();
  } else if (!isRefused) {
    restore();
  }

  function touch() { isTouched = true; keep(); }
  form.addEventListener('input', touch);
  form.addEventListener('change', touch);
  var offline = null;
  form.addEventListener('submit', function (event) {
    if (isTouched) { keep(); }
    if (navigator.onLine === false) {
      event.preventDefault();
      if (!offline) { offline = tell('Đang mất mạng nên chưa gửi. Nội dung đã được giữ trong máy này; có mạng thì bấm Gửi lại.', false); }
      offline.scrollIntoView();
    }
  });
}());
