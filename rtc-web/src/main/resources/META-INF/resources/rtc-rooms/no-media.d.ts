/**
 * The client without media, for bots and pages that only talk. It has the members of {@link RoomClient}; `publish` and
 * `channel` throw a `TypeError`, and there are never streams or peers.
 */
export { ClosedError, CloseCode, DisconnectedError, RefusalError, RoomClient, RoomError, TooLargeError } from './rtc-rooms.js';
export type * from './events.js';
export type * from './host.js';
export type * from './moderation.js';
export type * from './options.js';
export type * from './room.js';
