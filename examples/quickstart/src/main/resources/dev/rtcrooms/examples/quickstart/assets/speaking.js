/**
 * Shows on the tiles who speaks.
 *
 * @param {import('/rtc-rooms/rtc-rooms.js').RoomClient} room
 * @param {import('./tiles.js').Tiles} tiles
 */
export function followSpeakers(room, tiles) {
  const key = (client) => (client === room.self?.client ? 'own' : client);
  for (const event of ['speakers', 'reset']) {
    room.addEventListener(event, () => {
      const { dominant, speaking } = room.speakers;
      tiles.hear(new Set(speaking.map(key)), dominant === null ? null : key(dominant));
    });
  }
}
