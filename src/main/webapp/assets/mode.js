// Follows read-only mode, in which the site saves nothing: disables the button and says why.
import { answers } from './http.js';

const button = document.querySelector('#save button');
const place = document.getElementById('read-only');
const notice = document.getElementById('read-only-mode').content.textContent;

/** Learns the mode from every response of the app tier. Other responses do not tell it. */
export function watch() {
  answers.addEventListener('answer', ({ response }) => {
    if (response?.headers.get('X-Served-By')?.includes('app=')) {
      show(response.headers.get('Read-Only-Mode') === 'on');
    }
  });
}

function show(on) {
  if (button.disabled !== on) {
    button.disabled = on;
    place.textContent = on ? notice : '';
  }
}
