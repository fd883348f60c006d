const CHANGES = ['hello', 'reset', 'publishers', 'stream', 'stream-end', 'paused', 'peer', 'quality'];

/** Calls back whenever there is something else to see of those who stream. */
export function followPublishers(room, onChange) {
  for (const event of CHANGES) room.addEventListener(event, onChange);
}

/** The others who stream, as the tiles want them: a tile for each, and one more for a screen. */
export function publishersOf(room, signs) {
  return [...room.publishers].filter(([peer]) => peer !== room.self?.client).flatMap(([peer, member]) => tiles(room, peer, member, signs));
}

function tiles(room, peer, { name, user }, signs) {
  const streams = room.streams.get(peer) ?? [];
  const screens = streams.filter((stream) => room.kindOf(stream) === 'screen');
  const cameras = streams.filter((stream) => !screens.includes(stream));
  const via = room.peers.has(peer) ? peer : 'down'; // a media server's connection
  const person = { peer, name, user, connection: room.peers.get(via)?.connectionState };
  return [
    ...(cameras.length > 0 || screens.length === 0
      ? [
          {
            ...person,
            key: peer,
            stream: together(cameras),
            paused: cameras.some((stream) => room.paused.has(stream)),
            quality: room.quality.get(via),
            sign: signs.of(peer),
          },
        ]
      : []),
    ...screens.map((stream) => ({ ...person, key: `${peer} ${stream.id}`, stream, paused: room.paused.has(stream), screen: true })),
  ];
}

/** @type {WeakMap<MediaStream, MediaStream>} by the first of the streams that are joined */
const joined = new WeakMap();

/** One stream for a tile: most publishers send one, but some send sound and picture apart. */
function together(streams) {
  const [first, ...more] = streams;
  if (more.length === 0) return first;
  const tracks = streams.flatMap((stream) => stream.getTracks());
  const known = joined.get(first);
  if (known && tracks.length === known.getTracks().length && tracks.every((track) => known.getTracks().includes(track))) return known;
  joined.set(first, new MediaStream(tracks));
  return joined.get(first);
}

/** Tells one who gets no video because the mesh of browsers carries no more receivers. */
export function followCrowding(room, notice) {
  room.addEventListener('refusal', ({ detail }) => {
    if (detail.code === 'room-too-large-for-mesh' && room.publishing.size === 0) {
      notice.say('As many people are watching as browsers alone can carry. Video begins when one of them leaves.');
    }
  });
}
