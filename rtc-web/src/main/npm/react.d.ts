/**
 * Hooks for React 18 and later. A client is connected while a component with one of its hooks is mounted: the first one
 * connects it, and it leaves the room after the last one is gone.
 *
 * @example
 * function Room({ room }: { room: RoomClient }) {
 *   const { state, messages } = useRoom(room);
 *   const members = useMembers(room);
 *   return <p>{state}: {members.length} people, {messages.length} messages</p>;
 * }
 */
import type { Member, Person, RoomClient, RoomSnapshot, StreamKind } from './rtc-rooms.js';

/** Returns the state of a room, and renders the component again after each change. */
export function useRoom(room: RoomClient<any>): RoomSnapshot;

/**
 * Returns a part of the state, and renders the component again when that part changes.
 *
 * @param select returns one of the values of the snapshot, or a text, a number or a boolean; not an object that it makes
 */
export function useRoom<T>(room: RoomClient<any>, select: (snapshot: RoomSnapshot) => T): T;

/** Returns the people who take part, in the order of joining; the same array until they change. */
export function useMembers(room: RoomClient<any>): readonly Person[];

/** Returns what the other publishers send; the same array until that changes. */
export function useStreams(room: RoomClient<any>): readonly RoomStream[];

/** A stream of another client. */
export interface RoomStream {
  /** {@link Member.client} of its publisher. */
  readonly client: string;
  /** Its publisher; undefined for a moment while the client reconnects. */
  readonly member: Member | undefined;
  readonly stream: MediaStream;
  readonly kind: StreamKind;
}
