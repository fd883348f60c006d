/** The moderation of a room: types of rtc-rooms.d.ts. */
import type { Role } from './room.js';

/**
 * Who may enter. With `waiting`, newcomers wait until a moderator admits them; with `locked`, they are refused. Users of
 * the room may come back.
 */
export type EntryMode = 'open' | 'waiting' | 'locked';

/** What a client sends of its user. */
export type Media = 'audio' | 'video' | 'screen' | 'all';

/** How the room is moderated. A watcher sees only the hand and the permits of its own user. */
export interface Moderation {
  readonly entry: EntryMode;
  /** How many clients the room may hold; null if the server has not told. */
  readonly capacity: number | null;
  /** The raised hands by user, in the order of raising. */
  readonly hands: ReadonlyMap<string, Hand>;
  /** By user, what moderators have given and taken. */
  readonly permits: ReadonlyMap<string, Permits>;
  /** Who waits to be let in, by user, in the order of arrival; empty unless this client may `moderate`. */
  readonly waiting: ReadonlyMap<string, Waiter>;
  /** Who is banned, by user; empty unless this client may `moderate`. */
  readonly bans: ReadonlyMap<string, Ban>;
}

export interface Hand {
  readonly user: string;
  readonly name: string;
  /** When it was raised, in milliseconds since 1970. */
  readonly at: number;
}

export interface Permits {
  readonly user: string;
  /** The grants that the user has beyond its admission. */
  readonly given: ReadonlySet<string>;
  /** The grants that the user does not have, whatever its admission says: with `chat`, it is muted in the chat. */
  readonly taken: ReadonlySet<string>;
}

export interface Waiter {
  readonly user: string;
  readonly name: string;
  /** By which link it came. */
  readonly role: Role;
  /** Since when it waits, in milliseconds since 1970. */
  readonly at: number;
}

export interface Ban {
  readonly user: string;
  /** Undefined if it is not known. */
  readonly name?: string;
  /** When the ban ends, in milliseconds since 1970; undefined if it ends with the room. */
  readonly until?: number;
  /** What the user is told. */
  readonly reason?: string;
}

/**
 * The commands of moderators. They hold for all connections of a user, and for later ones. All but {@link mute} and
 * {@link kick} last until the room ends.
 *
 * Each method sends a command as {@link RoomClient.command} does, and throws what that throws. The codes of a
 * `RefusalError` are `not-allowed` without the grant `moderate`, `no-such-user`, `protected` if the host protects the
 * user, and `not-yourself`.
 */
export interface Moderate {
  /** Disconnects a user. It may come back, unless the room is locked. */
  kick(user: string, options?: { reason?: string }): Promise<void>;

  /**
   * Disconnects a user and keeps it out.
   *
   * @param options the duration in milliseconds, as long as the room lives by default; and what the user is told
   */
  ban(user: string, options?: { duration?: number; reason?: string }): Promise<void>;

  unban(user: string): Promise<void>;

  /** Gives a grant or takes it away: `chat` mutes, `publish` stops media, `moderate` hands over the moderation. */
  permit(user: string, grant: string, allowed: boolean): Promise<void>;

  /** Asks a user, or one of its clients, to stop sending media: its page gets the event `mute-requested`. */
  mute(user: string, media: Media, options?: { client?: string }): Promise<void>;

  /** Locks the room, opens a waiting room, or ends both. */
  setEntry(entry: EntryMode): Promise<void>;

  /** Limits how many clients the room holds; those who are in it stay. */
  setCapacity(clients: number): Promise<void>;

  /** Lets in a user who waits. */
  admit(user: string): Promise<void>;

  /** Sends away a user who waits. */
  deny(user: string, options?: { reason?: string }): Promise<void>;

  lowerHand(user: string): Promise<void>;

  /** Promotes a watcher to a participant, or makes a participant a watcher. */
  move(user: string, role: Role): Promise<void>;
}
