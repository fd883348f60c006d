import { byId } from './page.js';
import { followSpeakers } from './speaking.js';

const KEY = 'rtc-rooms-speaker-view';

/** The choice between all side by side and the speaker large, kept from room to room; and who speaks. */
export function followViewing(room, tiles) {
  const button = byId('speaker-view');
  const set = (follows) => {
    button.setAttribute('aria-pressed', follows);
    tiles.followSpeaker(follows);
  };
  button.addEventListener('click', () => {
    const follows = button.getAttribute('aria-pressed') !== 'true';
    set(follows);
    remember(follows);
  });
  set(known());
  followSpeakers(room, tiles);
}

function known() {
  try {
    return localStorage.getItem(KEY) === 'true';
  } catch {
    return false; // storage may be forbidden
  }
}

function remember(follows) {
  try {
    localStorage.setItem(KEY, follows);
  } catch {
    // as above
  }
}
