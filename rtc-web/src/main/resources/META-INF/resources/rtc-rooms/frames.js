import { TooLargeError } from './errors.js';

/** A server's default limits; its hello states the actual ones. */
export const DEFAULT_LIMITS = { messageBytes: 64 * 1024, frameBytes: 256 * 1024, frameMessages: 64, chatText: 4000 };

const utf8 = new TextEncoder();

/**
 * Reads the messages of a frame: JSON objects, one per line.
 *
 * @param {string} frame
 * @param {(line: string) => void} onBad receives each line that is not a message
 * @returns {import('./rtc-rooms.js').Message[]}
 */
export function readFrame(frame, onBad) {
  const messages = [];
  for (const line of frame.split('\n')) {
    const message = readJson(line);
    if (typeof message?.type === 'string') {
      messages.push(message);
    } else if (line !== '') {
      onBad(line);
    }
  }
  return messages;
}

/**
 * @param {string} text
 * @returns {any} without what is null; null if the text is not JSON
 */
export function readJson(text) {
  try {
    return JSON.parse(text, text.includes('null') ? absent : undefined); // most lines need no work for each value
  } catch {
    return null;
  }
}

/**
 * A null field counts as an absent one.
 *
 * @this {unknown} the object or the list that has the value
 * @param {string} _ its name there
 * @param {unknown} value
 */
function absent(_, value) {
  return value === null && !Array.isArray(this) ? undefined : value;
}

/** Collects the messages of one turn of the event loop, and writes them in as few frames as the limits allow. */
export class FrameWriter {
  limits = DEFAULT_LIMITS;
  #write;
  /** @type {{ text: string, bytes: number }[]} */
  #waiting = [];

  /** @param {(frame: string) => void} write */
  constructor(write) {
    this.#write = write;
  }

  /**
   * @param {object} message
   * @throws {TooLargeError} if the server would not take it; nothing is sent
   */
  add(message) {
    const text = JSON.stringify(message);
    const bytes = utf8.encode(text).length;
    if (bytes > this.limits.messageBytes) {
      throw new TooLargeError(bytes, this.limits.messageBytes);
    }
    if (this.#waiting.push({ text, bytes }) === 1) {
      queueMicrotask(() => this.flush());
    }
  }

  flush() {
    /** @type {string[]} */
    let frame = [];
    let size = 0;
    for (const { text, bytes } of this.#waiting.splice(0)) {
      const full = frame.length === this.limits.frameMessages || size + bytes > this.limits.frameBytes;
      if (full && frame.length > 0) {
        this.#write(frame.join('\n'));
        frame = [];
        size = 0;
      }
      size += bytes + 1; // and the line feed after it
      frame.push(text);
    }
    if (frame.length > 0) {
      this.#write(frame.join('\n'));
    }
  }
}
