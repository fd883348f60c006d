import { byId } from './page.js';

/** Shows what the room is called, if it has a name: in the bar, as its heading, and as the page's title. */
export function followName(room) {
  const heading = byId('room-title').textContent;
  const { title } = document;
  room.addEventListener('info', () => {
    const name = room.info?.name ?? '';
    byId('room-name').textContent = name;
    byId('room-name').hidden = name === '';
    byId('room-title').textContent = name || heading;
    document.title = name === '' ? title : `${name} · RTC Rooms`;
  });
}
