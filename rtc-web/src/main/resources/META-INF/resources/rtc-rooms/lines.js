import { Channel } from './channel.js';

/** The number of labels in use. Beyond it, channels that others open are closed, and new labels are refused. */
const LABELS = 256;

/** In UTF-8 bytes (RFC 8832 §5.1). */
const LONGEST_LABEL = 65_535;

/**
 * A label in use.
 *
 * @typedef {object} Line
 * @property {Channel} channel
 * @property {RTCDataChannelInit | null} wanted the options with which this client opens it; null if only others do
 * @property {import('./channels.js').Carried | null} carried its data channels; null before the media are loaded
 */

/**
 * The channels by label. They are there before the media are loaded, which carry them.
 *
 * @extends {Map<string, Line>}
 */
export class Lines extends Map {
  /**
   * @param {string} label
   * @param {RTCDataChannelInit} options
   * @returns {Line} whose channel this client opens
   * @throws {TypeError} if the label or the options are invalid
   * @throws {RangeError} if there are too many
   */
  want(label, { ordered, maxRetransmits, maxPacketLifeTime, protocol }) {
    if (new TextEncoder().encode(label).length > LONGEST_LABEL) {
      throw new TypeError(`A channel label has at most ${LONGEST_LABEL} bytes`);
    }
    if (maxRetransmits !== undefined && maxPacketLifeTime !== undefined) {
      throw new TypeError('Give maxRetransmits or maxPacketLifeTime, not both');
    }
    const line = this.get(label) ?? this.add(label);
    if (line === null) {
      throw new RangeError(`More than ${LABELS} channel labels are in use`);
    }
    line.wanted ??= { ordered, maxRetransmits, maxPacketLifeTime, protocol };
    return line;
  }

  /**
   * @param {string} label that is not in use
   * @returns {Line | null} null if there are too many
   */
  add(label) {
    if (this.size >= LABELS) {
      this.forEach(({ wanted, carried }, unused) => wanted === null && !carried?.used() && this.delete(unused));
    }
    if (this.size >= LABELS) {
      return null;
    }
    /** @type {Line} */
    const line = { channel: new Channel(label, () => line), wanted: null, carried: null };
    this.set(label, line);
    return line;
  }
}
