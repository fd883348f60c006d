/** What the server says only about media. */
const ABOUT_MEDIA = new Set([
  'connect',
  'disconnect',
  'offer',
  'answer',
  'candidate',
  'restart',
  'paused',
  'speakers',
  'ice-servers',
  'channel-peers',
  'channel-opened',
  'channel-closed',
  'channel-messages',
]);

/** In place of the media in a client that has none. */
export class AbsentMedia {
  streams = new Map();
  connections = new Map();
  quality = new Map();
  publishing = new Map();
  paused = new Set();
  /** @type {import('./rtc-rooms.js').Speakers} */
  speakers = Object.freeze({ dominant: null, speaking: Object.freeze([]) });
  #room;

  /** @param {import('./wire.js').MediaRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /** @returns {Promise<void>} */
  async publish() {
    throw none();
  }

  async unpublish() {}

  limit() {}

  show() {}

  /** @returns {import('./rtc-rooms.js').StreamKind} */
  kindOf() {
    return 'camera';
  }

  /** @returns {never} */
  channel() {
    throw none();
  }

  /**
   * @param {import('./rtc-rooms.js').Message} message
   * @returns {import('./wire.js').RoomEvent[] | null}
   */
  hear({ type, keep }) {
    if (type === 'streams' && keep) {
      this.#room.ask('keep', { publishing: false, connections: [] }).catch(() => {}); // it asks again
    }
    return ABOUT_MEDIA.has(type) ? [] : null;
  }

  refresh() {}

  unpublished() {}

  greeted() {}

  forget() {}

  announce() {}

  lost() {}

  ended() {}

  close() {}
}

function none() {
  return new TypeError('This client has no media');
}
