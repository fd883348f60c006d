/** Sizes that differ by less than this factor are as good as the same. */
const NEAR = 1.2;

/** More than any screen has, in device pixels. */
const LARGEST = 16_384;

/**
 * Tells each who streams how large the pictures are shown here, on a data channel past the server, and sends to each who
 * tells so no larger pictures than that. Whoever streams nothing tells nothing, and gets whole pictures. An SFU is told by
 * the client itself.
 *
 * @typedef {'camera' | 'screen'} Kind
 * @typedef {{ peer: string, kind: Kind, width: number, height: number }} Shown in device pixels
 */
export class Sizes {
  #room;
  #channel;
  /** @type {Map<string, Record<Kind, { width: number, height: number }>>} what is shown here, by client */
  #shown = new Map();
  /** @type {Map<string, Record<Kind, { width: number, height: number }>>} what each was told */
  #told = new Map();

  constructor(room) {
    this.#room = room;
    this.#channel = room.channel('sizes');
    this.#channel.addEventListener('open', ({ detail }) => {
      this.#told.delete(detail.peer);
      this.#tell(detail.peer);
    });
    this.#channel.addEventListener('message', ({ detail }) => this.#limit(detail.peer, read(detail.data)));
    room.addEventListener('channel-end', ({ detail }) => {
      if (detail.channel === this.#channel) this.#limit(detail.peer, { camera: null, screen: null });
    });
  }

  /** @param {Shown[]} pictures all that are shown now */
  show(pictures) {
    this.#shown = new Map();
    for (const { peer, kind, width, height } of pictures) {
      this.#shown.set(peer, { ...this.#shown.get(peer), [kind]: { width: Math.round(width), height: Math.round(height) } });
    }
    for (const peer of this.#shown.keys()) this.#tell(peer);
  }

  #tell(peer) {
    if (!this.#room.peers.has(peer)) return; // an SFU sends its pictures
    const sizes = this.#shown.get(peer);
    if (sizes === undefined || this.#room.publishing.size === 0 || !this.#channel.peers.has(peer)) return;
    const told = this.#told.get(peer) ?? {};
    if (Object.keys(sizes).every((kind) => near(sizes[kind], told[kind]))) return;
    this.#told.set(peer, sizes);
    this.#channel.send(JSON.stringify(sizes), peer);
  }

  #limit(peer, sizes) {
    for (const kind of ['camera', 'screen']) {
      if (sizes[kind] !== undefined) this.#room.limitVideo(peer, sizes[kind], { kind });
    }
  }
}

function near(one, other) {
  return other !== undefined && ['width', 'height'].every((side) => one[side] <= other[side] * NEAR && other[side] <= one[side] * NEAR);
}

/** Whatever another page may have sent. */
function read(data) {
  try {
    const { camera, screen } = JSON.parse(data);
    return { camera: size(camera), screen: size(screen) };
  } catch {
    return {};
  }
}

function size({ width, height } = {}) {
  const fits = [width, height].every((side) => Number.isInteger(side) && side > 0 && side <= LARGEST);
  return fits ? { width, height } : undefined;
}
