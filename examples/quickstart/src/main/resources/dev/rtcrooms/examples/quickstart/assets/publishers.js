const CHANGES = ['hello', 'reset', 'publishers', 'stream', 'stream-end', 'peer', 'quality'];

/** Calls back whenever there is something else to see of those who stream. */
export function followPublishers(room, onChange) {
  for (const event of CHANGES) room.addEventListener(event, onChange);
}

/** The others who stream, as the grid of tiles wants them. */
export function publishersOf(room, signs) {
  return [...room.publishers]
    .filter(([peer]) => peer !== room.self?.client)
    .map(([peer, { name, user }]) => ({
      key: peer,
      name,
      user,
      stream: together(room.streams.get(peer)),
      connection: room.peers.get(peer)?.connectionState,
      quality: room.quality.get(peer),
      sign: signs.of(peer),
    }));
}

/** @type {WeakMap<readonly MediaStream[], MediaStream>} */
const joined = new WeakMap();

/** One stream for a tile: most publishers send one, but some send sound and picture apart. */
function together(streams = []) {
  if (streams.length < 2) return streams[0];
  if (!joined.has(streams)) joined.set(streams, new MediaStream(streams.flatMap((stream) => stream.getTracks())));
  return joined.get(streams);
}

/** Tells one who gets no video because the mesh of browsers carries no more receivers. */
export function followCrowding(room, notice) {
  room.addEventListener('refusal', ({ detail }) => {
    if (detail.code === 'room-too-large-for-mesh' && room.publishing === null) {
      notice.say('As many people are watching as browsers alone can carry. Video begins when one of them leaves.');
    }
  });
}
