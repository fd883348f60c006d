import { TooLargeError } from './errors.js';

/** What a server takes by default; its hello says what it takes really. */
const DEFAULT_LIMITS = { messageBytes: 64 * 1024, frameBytes: 256 * 1024, frameMessages: 64 };

const utf8 = new TextEncoder();

/**
 * The messages of a frame: JSON objects, one a line.
 *
 * @param {string} frame
 * @param {(line: string) => void} onBad hears of what is none
 * @returns {import('./rtc-rooms.js').Message[]}
 */
export function readFrame(frame, onBad) {
  const messages = [];
  for (const line of frame.split('\n')) {
    const message = readLine(line);
    if (message !== null && typeof message === 'object' && typeof message.type === 'string') {
      messages.push(message);
    } else if (line !== '') {
      onBad(line);
    }
  }
  return messages;
}

/** @param {string} line */
function readLine(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Collects what is sent in one turn of the browser's loop, and writes it in as few frames as the limits allow. */
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
   * @throws {TooLargeError} and sends nothing, if the server would not take it
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
      const full = frame.length === this.limits.frameMessages || size + 1 + bytes > this.limits.frameBytes;
      if (full && frame.length > 0) {
        this.#write(frame.join('\n'));
        frame = [];
        size = 0;
      }
      size += bytes + (frame.length > 0 ? 1 : 0);
      frame.push(text);
    }
    if (frame.length > 0) {
      this.#write(frame.join('\n'));
    }
  }
}
