import { Client } from './client.js';
import { LazyMedia } from './lazy-media.js';
import { websocketAddress } from './room-link.js';

/** A client that sends and receives media, whose modules it loads when it needs them. */
export class RoomClient extends Client {
  /**
   * @param {import('./rtc-rooms.js').Address} address
   * @param {import('./rtc-rooms.js').RoomOptions} [options]
   */
  constructor(address, options = {}) {
    super(address, options, LazyMedia);
  }

  /**
   * @param {string | URL} link
   * @param {import('./rtc-rooms.js').OpenOptions} [options]
   */
  static async open(link, options = {}) {
    return new RoomClient(await websocketAddress(link, options), options);
  }
}
