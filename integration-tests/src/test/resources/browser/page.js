// What the tests find in each page: `rtc`, the client; `enter`, which makes `room` and keeps its `events`.
import * as rtc from '/rtc-rooms/rtc-rooms.js';

/** In milliseconds. */
const PATIENCE = 30_000;

const EVENTS = [
  'state', 'hello', 'reset', 'said', 'said-changed', 'messages', 'said-to', 'typing', 'reads', 'slow-mode', 'members', 'member-changed', 'viewers', 'recording', 'info', 'moderation', 'mute-requested', 'publishers', 'grants', 'expiring', 'publishing', 'stream', 'stream-end', 'speakers',
  'peer', 'paused', 'quality', 'channel', 'channel-end', 'closed', 'refusal', 'message', 'debug',
];

const CHANNEL_EVENTS = ['open', 'close', 'message', 'bufferedamountlow'];

/** What is not sent yet, if an offer is held back. */
let held = null;

/** The channels whose events are kept: those that the test has opened, and those that a peer has opened before. */
const observed = new WeakSet();

/** Keeps what happens on a channel among the events, from its first message on. */
function observe(channel) {
  if (observed.has(channel)) {
    return;
  }
  observed.add(channel);
  for (const type of CHANNEL_EVENTS) {
    channel.addEventListener(type, ({ detail }) => {
      window.events.push({ event: `channel-${type}`, label: channel.label, ...plain(detail) });
    });
  }
}

Object.assign(window, {
  rtc,
  events: [],
  /** How often the camera was asked for. */
  asked: 0,

  /** With `mayHold`, offers may be held back. */
  enter(address, { mayHold = false, ...options }) {
    const room = new rtc.RoomClient(address, mayHold ? { ...options, webSocket: HoldingWebSocket } : options);
    for (const type of EVENTS) {
      room.addEventListener(type, ({ detail }) => {
        window.events.push({ event: type, ...plain(detail) });
        if (['state', 'peer', 'refusal', 'debug'].includes(type)) {
          console.debug(type, JSON.stringify(plain(detail)), String(detail.error ?? ''));
        }
      });
    }
    room.addEventListener('channel', ({ detail }) => observe(detail.channel));
    window.room = room;
    room.connect();
  },

  /** Opens a channel, and keeps what happens on it among the events: `channel-message` and so on. */
  channel(label, options) {
    const channel = window.room.channel(label, options);
    observe(channel);
    return channel;
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

  /**
   * Shows what comes from the others, and waits until so many new frames of each were decoded. Streams that are replaced
   * meanwhile are shown in place of those before.
   */
  async watch(frames) {
    for (const peer of [...window.room.streams.keys()]) {
      const deadline = performance.now() + PATIENCE;
      let shown = [];
      let enough = 0;
      do {
        const streams = window.room.streams.get(peer) ?? [];
        if (streams.length !== shown.length || streams.some((stream) => !shown.includes(stream))) {
          shown = streams;
          show([...window.room.streams.values()].flat());
          enough = (await framesDecoded(shown)) + frames;
        }
        if (performance.now() > deadline) {
          throw new Error(`No media comes from ${peer}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      } while (shown.length === 0 || (await framesDecoded(shown)) < enough);
    }
  },

  /** Does something at a moment, in milliseconds since 1970, which other pages may share. */
  at(moment, work) {
    return new Promise((resolve) => setTimeout(() => resolve(work()), moment - Date.now()));
  },

  /** Holds back the next offer and what follows it. */
  holdOffer() {
    held = [];
  },

  sendOffer() {
    const all = held;
    held = null;
    all.forEach((send) => send());
  },

  /** How often an offer of this page met the other's. */
  glares() {
    return window.events.filter(({ what, error }) => what === 'offer-ignored' || error?.code === 'glare').length;
  },
});

class HoldingWebSocket extends WebSocket {
  send(data) {
    if (held !== null && (held.length > 0 || JSON.parse(data).type === 'offer')) {
      held.push(() => super.send(data));
    } else {
      super.send(data);
    }
  }
}

function show(streams) {
  document.body.replaceChildren(
    ...streams.map((stream) => {
      const video = document.createElement('video');
      video.muted = true;
      video.autoplay = true;
      video.srcObject = stream;
      return video;
    }),
  );
}

async function framesDecoded(streams) {
  const tracks = streams.flatMap((stream) => stream.getTracks());
  const receivers = [...window.room.peers.values()]
    .flatMap((pc) => pc.getReceivers())
    .filter(({ track }) => tracks.includes(track));
  let frames = 0;
  for (const receiver of receivers) {
    for (const report of (await receiver.getStats()).values()) {
      frames += report.type === 'inbound-rtp' ? (report.framesDecoded ?? 0) : 0;
    }
  }
  return frames;
}

function plain(detail) {
  return JSON.parse(
    JSON.stringify(detail, (key, value) => {
      if (value instanceof Map) {
        return [...value.values()];
      }
      if (value instanceof Set) {
        return [...value];
      }
      if (value instanceof Error || value instanceof DOMException) {
        return { ...value, name: value.name, message: value.message };
      }
      if (value instanceof rtc.Channel) {
        return value.label;
      }
      if (value instanceof ArrayBuffer) {
        return [...new Uint8Array(value)];
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
