// A client in a worker: enters the room whose address it is sent, and posts the first chat message.
import { RoomClient } from '/rtc-rooms/rtc-rooms.js';

addEventListener('message', ({ data: address }) => {
  const room = new RoomClient(address, { backoff: { base: 1, cap: 5 } });
  const debug = [];
  room.addEventListener('debug', ({ detail }) => debug.push(detail.what));
  room.addEventListener('said', ({ detail }) => postMessage({ said: detail.text, debug }));
  room.connect();
});
