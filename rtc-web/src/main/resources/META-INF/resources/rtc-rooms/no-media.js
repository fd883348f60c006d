/**
 * The client without media, for bots and pages that only talk: less to load, and otherwise the same. `no-media.d.ts` beside
 * it says what each name is.
 */
import { AbsentMedia } from './absent-media.js';
import { Client } from './client.js';
import { websocketAddress } from './room-link.js';

export { CloseCode } from './close-code.js';
export { ClosedError, DisconnectedError, RefusalError, RoomError, TooLargeError } from './errors.js';

/** A client that neither sends nor receives media. */
export class RoomClient extends Client {
  /**
   * @param {import('./rtc-rooms.js').Address} address
   * @param {import('./rtc-rooms.js').RoomOptions} [options]
   */
  constructor(address, options = {}) {
    super(address, options, AbsentMedia);
  }

  /**
   * @param {string | URL} link
   * @param {import('./rtc-rooms.js').OpenOptions} [options]
   */
  static async open(link, options = {}) {
    return new RoomClient(await websocketAddress(link, options), options);
  }
}
