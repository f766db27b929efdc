/* Makes the report page easier where scripts run; every part of it also works without. */
(() => {
  'use strict';
  const form = document.getElementById('report');
  if (!form) return;
  const words = form.dataset;
  const MOST = Number(words.mostPhotos);
  const EDGE = 2000;

  /* Photos: taken or chosen ones pile up in one list, made smaller before they travel. */
  const shots = document.getElementById('shots');
  const kept = document.createElement('input');
  kept.type = 'file'; kept.name = 'photos'; kept.multiple = true; kept.hidden = true;
  form.append(kept);
  let files = [];

  async function smaller(file) {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) && file.size < 8e6) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
      const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85));
      return blob ? new File([blob], 'photo.jpg', { type: 'image/jpeg' }) : file;
    } catch (unreadable) {
      return file;
    }
  }

  function keep() {
    const all = new DataTransfer();
    files.forEach(f => all.items.add(f));
    kept.files = all.files;
    shots.replaceChildren(...files.map((file, i) => {
      const item = document.createElement('li');
      const img = document.createElement('img');
      img.src = URL.createObjectURL(file);
      img.alt = words.photoName + ' ' + (i + 1);
      const away = document.createElement('button');
      away.type = 'button'; away.textContent = '×';
      away.setAttribute('aria-label', words.remove + ' ' + (i + 1));
      away.onclick = () => { URL.revokeObjectURL(img.src); files.splice(i, 1); keep(); };
      item.append(img, away);
      return item;
    }));
    tell('shots-told', files.length >= MOST ? words.enough : '');
  }

  form.querySelectorAll('.pick input[type=file]').forEach(input => {
    input.removeAttribute('name');
    input.onchange = async () => {
      for (const file of [...input.files]) {
        if (files.length < MOST) files.push(await smaller(file));
      }
      input.value = '';
      keep();
    };
  });

  function tell(id, text, bad) {
    const place = document.getElementById(id);
    place.textContent = text;
    place.classList.toggle('bad', Boolean(bad));
  }

  /* Place: where the phone is, or a tap on the map. */
  const lon = form.elements.lon, lat = form.elements.lat;
  let city;

  function put(x, y, told) {
    lon.value = x.toFixed(6); lat.value = y.toFixed(6);
    tell('place-told', told);
    if (city) city.pin(x, y);
  }

  document.getElementById('here').onclick = () => {
    if (!navigator.geolocation) { tell('place-told', words.noGps, true); return; }
    tell('place-told', words.searching);
    navigator.geolocation.getCurrentPosition(
      at => {
        put(at.coords.longitude, at.coords.latitude, words.found.replace('{0}', Math.round(at.coords.accuracy)));
        if (city) city.focus(at.coords.longitude, at.coords.latitude);
      },
      () => tell('place-told', words.noGps, true),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  };

  document.getElementById('by-map').onclick = async event => {
    const box = document.getElementById('map');
    box.hidden = false;
    event.currentTarget.setAttribute('aria-expanded', 'true');
    if (city) return;
    const { createMap } = await import(words.map);
    city = await createMap(box, { open: true, tone: 'light', padding: [20, 20, 20, 20] });
    if (lon.value) put(Number(lon.value), Number(lat.value), words.marked);
    city.onPlace(at => {
      put(at.lon, at.lat, words.marked);
      const view = city.map.getView();
      if (view.getZoom() < 14) city.focus(at.lon, at.lat, 15);
    });
  };

  /* The choice of all kinds and the big choices are one field. */
  const every = document.getElementById('every-matter');
  every.onchange = () => { if (every.value) form.querySelectorAll('input[name=matter]').forEach(r => { r.checked = false; }); };
  form.querySelectorAll('input[name=matter]').forEach(r => { r.onchange = () => { every.value = ''; }; });

  form.addEventListener('submit', () => {
    const button = document.getElementById('send');
    button.disabled = true;
    button.textContent = words.sending;
  });
  window.addEventListener('pageshow', () => {
    const button = document.getElementById('send');
    button.disabled = false;
    button.textContent = words.send;
  });
})();
