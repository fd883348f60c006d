// What the tests find in each page: `rtc`, the client; `enter`, which makes `room` and keeps its `events`.
import * as rtc from '/rtc-rooms/rtc-rooms.js';

const EVENTS = [
  'state', 'hello', 'reset', 'said', 'members', 'viewers', 'publishers', 'grants', 'publishing', 'stream', 'stream-end',
  'peer', 'closed', 'refusal', 'message', 'debug',
];

Object.assign(window, {
  rtc,
  events: [],
  /** How often the camera was asked for. */
  asked: 0,

  enter(address, options) {
    const room = new rtc.RoomClient(address, options);
    for (const type of EVENTS) {
      room.addEventListener(type, ({ detail }) => {
        window.events.push({ event: type, ...plain(detail) });
        if (['state', 'peer', 'refusal', 'debug'].includes(type)) {
          console.debug(type, JSON.stringify(plain(detail)), String(detail.error ?? ''));
        }
      });
    }
    window.room = room;
    room.connect();
  },

  /** How often an event has happened, perhaps with certain details. */
  heard(type, details = {}) {
    return window.events.filter(
      (event) => event.event === type && Object.entries(details).every(([key, value]) => event[key] === value),
    ).length;
  },

  /** Begins something, whose end `outcome` tells later: what came of it, or its error's name. */
  begin(work) {
    window.outcome = null;
    work().then(
      (value) => (window.outcome = { value: value ?? null }),
      (error) => (window.outcome = { ...error, error: error.name, message: error.message }),
    );
  },

  camera(constraints = { video: { width: 160, height: 120, frameRate: 15 } }) {
    return navigator.mediaDevices.getUserMedia(constraints);
  },

  /** Shows a stream, since nobody decodes what nobody looks at. */
  show(stream) {
    const video = document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    video.srcObject = stream;
    document.body.append(video);
  },

  /** How many frames from a peer were decoded. */
  async framesDecoded(peer) {
    let frames = 0;
    for (const report of (await window.room.peers.get(peer)?.getStats())?.values() ?? []) {
      frames += report.type === 'inbound-rtp' ? (report.framesDecoded ?? 0) : 0;
    }
    return frames;
  },
});

function plain(detail) {
  return JSON.parse(
    JSON.stringify(detail, (key, value) => {
      if (value instanceof Map) {
        return [...value.values()];
      }
      if (value instanceof Set) {
        return [...value];
      }
      return value instanceof MediaStream ? value.id : value;
    }),
  );
}

const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = (constraints) => {
  window.asked++;
  return getUserMedia(constraints);
};

window.ready = true;
