/**
 * The browser client of RTC Rooms: the one module to import. `rtc-rooms.d.ts` beside it says what each name is.
 *
 *     import { RoomClient } from '/rtc-rooms/rtc-rooms.js';
 */
export { RoomClient } from './room-client.js';
export { Channel } from './channel.js';
export { CloseCode } from './close-code.js';
export { ClosedError, DisconnectedError, RefusalError, RoomError, TooLargeError } from './errors.js';
