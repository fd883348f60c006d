/** The errors of the client: types of rtc-rooms.d.ts. */
import type { Refusal } from './room.js';

/** The base class of all errors that promises of the client are rejected with, except for invalid arguments. */
export class RoomError extends Error {
  constructor(message: string);
}

/** The server did not carry out a command; the connection goes on. */
export class RefusalError extends RoomError implements Refusal {
  constructor(refusal: Refusal);
  readonly code: string;
  readonly text: string;
  readonly field?: string;
  readonly retryAfter?: number;
}

/** There is no connection, or it was lost before the reply: the command may or may not have been carried out. */
export class DisconnectedError extends RoomError {}

/** The connection has ended for good. */
export class ClosedError extends RoomError {
  constructor(code: number, reason: string);
  readonly code: number;
  readonly reason: string;
}

/** The message is longer than the server or a peer allows; it was not sent. */
export class TooLargeError extends RoomError {
  constructor(size: number, limit: number);
  /** In UTF-8 bytes. */
  readonly size: number;
  /** In UTF-8 bytes. */
  readonly limit: number;
}
