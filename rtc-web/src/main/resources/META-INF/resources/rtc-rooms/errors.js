/** The base class of all errors that promises of the client are rejected with, except for invalid arguments. */
export class RoomError extends Error {
  name = 'RoomError';
}

/** The server did not carry out a command; the connection goes on. */
export class RefusalError extends RoomError {
  name = 'RefusalError';

  /** @param {import('./rtc-rooms.js').Refusal} refusal */
  constructor({ code, text, field, retryAfter }) {
    super(text);
    this.code = code;
    this.text = text;
    this.field = field;
    this.retryAfter = retryAfter;
  }
}

/** There is no connection, or it was lost before the reply: the command may or may not have been carried out. */
export class DisconnectedError extends RoomError {
  name = 'DisconnectedError';
}

/** The connection has ended for good. */
export class ClosedError extends RoomError {
  name = 'ClosedError';

  /**
   * @param {number} code
   * @param {string} reason
   */
  constructor(code, reason) {
    super(`The connection is closed: ${reason || 'no reason given'} (${code})`);
    this.code = code;
    this.reason = reason;
  }
}

/** The message is longer than the server or a peer allows; it was not sent. */
export class TooLargeError extends RoomError {
  name = 'TooLargeError';

  /**
   * @param {number} size in UTF-8 bytes
   * @param {number} limit in UTF-8 bytes
   */
  constructor(size, limit) {
    super(`The message has ${size} bytes; the limit is ${limit}`);
    this.size = size;
    this.limit = limit;
  }
}
