import type { ChannelEvents, RoomEvents } from './events.js';
import type { AnyCommand, CommandData, CommandFields, CommandType, HostMessages } from './host.js';
import type { Moderate } from './moderation.js';
import type { Address, ChannelOptions, OpenOptions, PublishOptions, RoomOptions, ShowOptions, VideoSize } from './options.js';
import type { Reply, RoomSnapshot, Said, SayOptions, SayReply, StreamKind } from './room.js';

export { ClosedError, DisconnectedError, RefusalError, RoomError, TooLargeError } from './errors.js';
export type * from './events.js';
export type * from './host.js';
export type * from './moderation.js';
export type * from './options.js';
export type * from './room.js';

/**
 * The browser client of RTC Rooms. It also works where there is no page: in a worker, and in Node.js with the option
 * `webSocket`, but without media.
 *
 * The properties of {@link RoomSnapshot} are the client's current state. Each value is replaced, never modified, when it
 * changes.
 *
 * @typeParam H the host's own commands and events; by default, any
 *
 * @example
 * const room = new RoomClient('/room/…/websocket', { name: 'Ann' });
 * room.addEventListener('said', ({ detail }) => show(detail.name, detail.text));
 * room.addEventListener('stream', ({ detail }) => play(detail.member, detail.stream));
 * room.connect();
 * await room.say('hello');
 * await room.publish(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
 */
export class RoomClient<H extends HostMessages = HostMessages> extends EventTarget {
  /**
   * Creates a client that is not connected yet.
   *
   * @throws TypeError if the address is none, or an option is invalid
   */
  constructor(address: Address, options?: RoomOptions);

  /**
   * Asks a room link or a stream link for the WebSocket address behind it, and creates a client for that address, which is
   * not connected yet. The token of the options goes with the request as a bearer token, to the server that the link names:
   * with a token, open only links of servers that you trust.
   *
   * @param link `http:` or `https:`, or relative to the page; without user name and password
   * @throws ClosedError if the server refuses the link for good: 4505 for 401 and redirects, 4504 for 403, and 4506 for 404,
   *   410 and answers that are no room's
   * @throws RefusalError if the server refuses it for now
   * @throws DisconnectedError if it does not answer within 30 seconds, or does not allow this origin to read the answer, or
   *   if the connection breaks
   * @throws TypeError if the link is no such address, or an option is invalid
   */
  static open<H extends HostMessages = HostMessages>(link: string | URL, options?: OpenOptions): Promise<RoomClient<H>>;

  /**
   * Returns the current state: the same object until something changes. Bound to this client, so that it can be passed
   * on, for example to React's `useSyncExternalStore(room.subscribe, room.getSnapshot)`.
   */
  readonly getSnapshot: () => RoomSnapshot;

  /**
   * Calls the listener after each change of the snapshot, until the returned function is called. Bound like
   * {@link getSnapshot}.
   */
  readonly subscribe: (listener: () => void) => () => void;

  /** What a moderator can do. The state is {@link RoomSnapshot.moderation}. */
  readonly moderate: Moderate;

  /**
   * Connects, and keeps connected until {@link leave} or until the server ends the connection for good. If an attempt is
   * scheduled, it starts at once. No-op while connecting and while connected.
   *
   * @throws TypeError if there is no WebSocket in this environment and no option `webSocket`
   */
  connect(): void;

  /** Leaves the room. Published tracks are not stopped: they belong to the page. {@link connect} joins again. */
  leave(): void;

  /**
   * Raises the hand of this client's user, or lowers it. Throws what {@link command} throws.
   *
   * @param raised true by default
   */
  raiseHand(raised?: boolean): Promise<void>;

  /**
   * Sends a chat message. Without a connection it waits. If the connection is lost before the reply, the message is sent
   * again; the server takes it once. Messages keep their order, and those refused because of their rate are sent again.
   *
   * @throws RefusalError if the server refuses
   * @throws TooLargeError if it is longer than the server allows
   * @throws ClosedError if the connection has ended for good
   */
  say(text: string, options?: SayOptions): Promise<SayReply>;

  /**
   * Changes the text of one's own message; of any message with the grant `moderate`. Like {@link say}, it waits for a
   * connection and is sent again after an outage, and so are {@link remove} and {@link react}.
   *
   * @throws RefusalError with the code `no-such-message` if the message was deleted or the server has lost it, `not-yours`
   *   if it is another user's
   * @throws ClosedError if the connection has ended for good
   */
  edit(message: Said, text: string): Promise<void>;

  /**
   * Deletes one's own message; any message with the grant `moderate`.
   *
   * @throws RefusalError see {@link edit}
   * @throws ClosedError if the connection has ended for good
   */
  remove(message: Said): Promise<void>;

  /**
   * Adds this user's reaction to a message, or takes it back.
   *
   * @param emoji 1 to 32 UTF-16 code units without whitespace
   * @param on by default, the opposite of whether this user has reacted with the emoji
   * @throws RefusalError with the code `no-such-message`, or `too-many-reactions`
   * @throws ClosedError if the connection has ended for good
   */
  react(message: Said, emoji: string, on?: boolean): Promise<void>;

  /**
   * Sends a direct message to a user, on all of its connections. It waits and is sent again like {@link say}.
   *
   * @throws RefusalError with the code `no-such-user` if the user is not in the room
   * @throws ClosedError if the connection has ended for good
   */
  sayTo(user: string, text: string): Promise<SayReply>;

  /**
   * Tells the others that this user is writing a message; to be called at each input. The server is told every three
   * seconds. It takes the user for done after six seconds, and after {@link say}.
   *
   * @param on false if the user has stopped; true by default
   */
  setTyping(on?: boolean): void;

  /** Tells the others that this user has read the chat up to a message. The server is told once a second. */
  markRead(message: Said): void;

  /**
   * Loads earlier messages from the server's history: into the last gap ({@link Said.gapAfter}) that the server may be
   * able to fill, otherwise before the first message. At most 5,000 messages are kept.
   *
   * @param options the number of messages, 1 to 100; 50 by default
   * @returns whether there may be more; see {@link RoomSnapshot.earlier}
   * @throws DisconnectedError if there is no connection, or it is lost before the reply
   * @throws ClosedError if the connection has ended for good
   */
  loadEarlier(options?: { limit?: number }): Promise<boolean>;

  /**
   * Sets how long a user waits after each chat message; needs the grant `moderate`. A message that comes too early is
   * refused with the code `slow-mode` and {@link Refusal.retryAfter}.
   *
   * @param interval in milliseconds, up to an hour; 0 ends the slow mode
   * @throws RefusalError if the server refuses
   */
  setSlowMode(interval: number): Promise<void>;

  /**
   * Sends the tracks of this stream to all clients that may receive media, and does so on each new connection until
   * {@link unpublish}. Without a connection it waits. It takes the place of the stream of the same
   * {@link PublishOptions.kind} that was sent before: audio replaces audio and video replaces video without a
   * negotiation, as when switching to another camera. What is missing is removed at the receivers, as when the camera is
   * turned off, and comes back with a later stream.
   *
   * A client may publish a camera and a screen at the same time. Video tracks of a screen whose `contentHint` is empty
   * get the hint `detail`: they lose frames, not sharpness, when there is little bandwidth.
   *
   * @param stream with at least one track; omit it to publish only channels
   * @throws RefusalError if the server refuses, for example with the code `room-too-large-for-mesh`
   *   or, while the media server has too much to do, `media-overloaded`
   * @throws TooLargeError if the offer for so many tracks is longer than the server allows
   * @throws RoomError if it was ended before the server had answered, or if the modules for media cannot be loaded; the
   *   next call tries again
   * @throws TypeError if the stream has no tracks, the kind is unknown, or there is no WebRTC in this environment
   */
  publish(stream?: MediaStream, options?: PublishOptions): Promise<void>;

  /**
   * Stops publishing. The tracks are not stopped.
   *
   * @param kind the stream to end, if not all
   */
  unpublish(kind?: StreamKind): Promise<void>;

  /**
   * Sends video to one peer no larger than it shows it, which saves both sides work and bandwidth. It lasts as long as the
   * connection to the peer. How the peer tells its size is up to the page, for example by a {@link channel}.
   *
   * @param peer the peer's client; nothing happens if there is no connection to it
   * @param size in device pixels; 0 × 0 to send no picture, null for no limit
   * @param options the stream that is limited: the camera by default
   */
  limitVideo(peer: string, size: VideoSize | null, options?: PublishOptions): void;

  /**
   * Tells an SFU how large this page shows what an element plays, so that no more is sent: at once, and after each change,
   * at most five times a second. An element that is not displayed, or outside of what the user sees, needs no picture. Of
   * several elements that play a stream the largest counts. In picture-in-picture the whole picture is sent. A hidden tab
   * changes nothing. In a mesh nothing happens.
   *
   * @param video may play any stream, now or later; those that are not the room's do not matter
   * @param options whether its video goes before others; another call for the same element changes that
   * @returns ends it; without any element, the SFU sends the whole picture again
   */
  fitVideo(video: HTMLVideoElement, options?: ShowOptions): () => void;

  /**
   * Tells an SFU how large this page shows the video of a stream, so that no more is sent, whatever {@link fitVideo} says.
   * It lasts until the stream ends. In a mesh nothing happens: there, {@link limitVideo} is the way.
   *
   * @param stream one of {@link RoomSnapshot.streams}
   * @param size in device pixels; 0 × 0 if it is not shown, null for the whole picture, or for what {@link fitVideo} says
   * @param options whether it goes before others
   */
  showVideo(stream: MediaStream, size: VideoSize | null, options?: ShowOptions): void;

  /**
   * Tells what a stream of another client shows, which never changes.
   *
   * @param stream one of {@link RoomSnapshot.streams}
   * @returns `screen` if its sender marks it as one; otherwise `camera`
   */
  kindOf(stream: MediaStream): StreamKind;

  /**
   * Opens a data channel to each client that receives from this one, including later ones, whenever this client
   * publishes; and listens to the channels that other publishers open with this label. Only publishers send.
   *
   * @param label the same label returns the same channel
   * @param options of the channels that this client opens; those of the first call count. By default, messages are
   *   reliable and ordered
   * @throws TypeError if the label has more than 65,535 bytes or the options contradict each other
   * @throws RangeError if 256 labels are in use
   */
  channel(label: string, options?: ChannelOptions): Channel;

  /**
   * Sends a command, such as one of the host's own. It is sent again if it is refused because of its rate. With
   * {@link HostMessages}, only the commands that they declare compile.
   *
   * @param type the message's `type`
   * @param fields the message's other fields
   * @returns the reply with the data of the feature that handled the command
   * @throws RefusalError if the server refuses
   * @throws DisconnectedError if there is no connection, or it is lost before the reply
   * @throws TooLargeError if it is longer than the server allows
   * @throws ClosedError if the connection has ended for good
   */
  command<T extends CommandType<H>>(type: T, ...fields: CommandFields<H, T>): Promise<Reply<CommandData<H, T>>>;
  command<T extends object = Record<string, unknown>>(type: AnyCommand<H>, fields?: object): Promise<Reply<T>>;

  /**
   * Sends the token of the option `token` to the server, which decides anew what this client may do. With a function, the
   * client does so by itself when the server says that the grants end soon.
   *
   * @throws RefusalError if the server does not accept the token; the client stays in the room until its grants end
   * @throws TypeError if there is no token
   * @throws DisconnectedError if there is no connection, or it is lost before the reply
   */
  refresh(): Promise<void>;

  addEventListener<K extends keyof RoomEvents<H>>(
    type: K,
    listener: ((this: RoomClient<H>, event: CustomEvent<RoomEvents<H>[K]>) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof RoomEvents<H>>(
    type: K,
    listener: ((this: RoomClient<H>, event: CustomEvent<RoomEvents<H>[K]>) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

export interface RoomClient<H extends HostMessages = HostMessages> extends RoomSnapshot {}

/**
 * A label under which data flow from browser to browser. {@link RoomClient.channel} creates it. A publisher sends to all of
 * its peers, and no peer waits for a slow one. In a mesh the data go past the server. In a room whose media a server
 * forwards, they go through it, always reliable and in order: 128 KiB at once and then 32 KiB a second over all channels,
 * and no message longer than the server takes, of which bytes take 4/3. What is sent while a client has no connection to
 * the server does not reach it.
 */
export class Channel extends EventTarget {
  private constructor();
  readonly label: string;
  /** The peers that a message reaches now, by client; an `open` event tells of each new one. */
  readonly peers: ReadonlySet<string>;
  /** How many bytes wait for the slowest of these peers. */
  readonly bufferedAmount: number;
  /** The amount at which the event `bufferedamountlow` is fired; 0 by default. */
  bufferedAmountLowThreshold: number;

  /**
   * Sends a message to all peers, or to one. A peer whose buffer is full receives nothing more on this channel: the event
   * `close` with the reason `too-slow` tells so. To send much, wait for `bufferedamountlow`.
   *
   * @returns the number of peers that it was sent to
   * @throws RoomError if this client does not publish
   * @throws TooLargeError if it is longer than one of the peers allows; it was sent to none
   * @throws TypeError if it is neither text nor bytes
   */
  send(message: string | ArrayBuffer | ArrayBufferView, peer?: string): number;

  /** Stops sending, until {@link RoomClient.channel} is called again. Messages of others are still received. */
  close(): void;

  addEventListener<K extends keyof ChannelEvents>(
    type: K,
    listener: ((this: Channel, event: CustomEvent<ChannelEvents[K]>) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ChannelEvents>(
    type: K,
    listener: ((this: Channel, event: CustomEvent<ChannelEvents[K]>) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** Why a connection ended. The client reconnects by itself after 1001, 1006, 1011 to 1013 and 4000 to 4499. */
export const CloseCode: {
  readonly LEFT: 1000;
  readonly NOT_TEXT: 1003;
  readonly LOST: 1006;
  readonly TOO_BIG: 1009;
  readonly FAILED: 1011;
  readonly TOO_SLOW: 4000;
  readonly NO_HEARTBEAT: 4001;
  readonly SHUTTING_DOWN: 4002;
  readonly GRANTS_EXPIRED: 4003;
  readonly TOO_MANY_ROOMS: 4004;
  readonly BUSY: 4005;
  readonly TOO_MANY_CONNECTIONS: 4006;
  readonly TOO_MANY_JOINS: 4007;
  readonly MOVED: 4008;
  readonly ROOM_CLOSED: 4500;
  readonly REMOVED: 4501;
  readonly REPLACED: 4502;
  readonly ROOM_FULL: 4503;
  /** Also if the handshake is refused with 403, and if the browser refuses the address. */
  readonly NOT_ALLOWED: 4504;
  /** Also if the handshake is refused with 401 or redirected. */
  readonly UNAUTHENTICATED: 4505;
  /** Also if the handshake is refused with 404 or 410, and if the address function returns no address. */
  readonly NO_SUCH_ROOM: 4506;
  readonly FLOODING: 4507;
  readonly WRONG_PROTOCOL: 4508;
  readonly BANNED: 4509;
  readonly ROOM_LOCKED: 4510;
  readonly NOT_LET_IN: 4511;
  readonly CONNECTED_ELSEWHERE: 4512;
  readonly ALREADY_CONNECTED: 4513;
};
