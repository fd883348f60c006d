/**
 * How often the levels are looked at, in milliseconds. A level is that of one packet of 20 ms, so a rare look would miss
 * short sounds, and for ever those that return in the same rhythm.
 */
const INTERVAL = 70;

/** After how many looks the callback is called. */
const LOOKS = 4;

/** Above this level, 0 to 1, somebody is heard; silence and most noise are below. */
const AUDIBLE = 0.015;

/** For how long a word counts, in milliseconds. */
const WORD = 800;

/** For how long one holds the floor at least, in milliseconds, so that the picture does not flicker. */
const FLOOR = 2_000;

/**
 * Calls back with those who are heard, and with the one who holds the floor: the last who began to speak after the one
 * before had it for long enough. The levels come with the packets (RFC 6464, W3C webrtc-pc §5.2). Whose they are is told
 * by the streams: a media server sends those of everybody on one connection.
 *
 * @param {import('/rtc-rooms/rtc-rooms.js').RoomClient} room
 * @param {(speaking: ReadonlySet<string>, speaker: string | null) => void} onChange by client
 */
export function followSpeaking(room, onChange) {
  /** @type {Map<string, number>} when each was heard last */
  const heard = new Map();
  let floor = { speaker: null, since: -Infinity };
  let looks = 0;
  setInterval(() => {
    const now = performance.now();
    const levels = levelsByTrack(room.peers.values());
    for (const [client, streams] of room.streams) {
      const tracks = streams.flatMap((stream) => stream.getAudioTracks());
      if (tracks.some((track) => levels.get(track) > AUDIBLE)) heard.set(client, now);
    }
    if (++looks % LOOKS !== 0) return;
    for (const [client, at] of heard) {
      if (now - at > WORD || !room.streams.has(client)) heard.delete(client);
    }
    const speaking = new Set(heard.keys());
    if (speaking.size > 0 && !speaking.has(floor.speaker) && now - floor.since > FLOOR) {
      floor = { speaker: [...speaking][0], since: now };
    }
    onChange(speaking, floor.speaker);
  }, INTERVAL);
}

/** @returns {Map<MediaStreamTrack, number>} how loud each is now */
function levelsByTrack(connections) {
  const receivers = [...connections].flatMap((pc) => pc.getReceivers()).filter(({ track }) => track.kind === 'audio');
  return new Map(receivers.map((receiver) => [receiver.track, level(receiver)]));
}

function level(receiver) {
  const now = performance.timeOrigin + performance.now();
  return receiver
    .getSynchronizationSources()
    .filter(({ timestamp }) => Math.abs(now - timestamp) < WORD)
    .reduce((loudest, { audioLevel = 0 }) => Math.max(loudest, audioLevel), 0);
}
