/** Hooks for React. `react.d.ts` beside it documents them. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';

/** @typedef {import('./rtc-rooms.js').RoomClient<any>} Room */

/**
 * The number of mounted hooks of each client that the hooks have connected; 0 until the end of the task in which the
 * last one was unmounted.
 *
 * @type {WeakMap<Room, number>}
 */
const mounted = new WeakMap();

/**
 * @template T
 * @param {Room} room
 * @param {(snapshot: import('./rtc-rooms.js').RoomSnapshot) => T} [select]
 */
export function useRoom(room, select) {
  useEffect(() => stay(room), [room]);
  const read = () => (select === undefined ? room.getSnapshot() : select(room.getSnapshot()));
  return /** @type {any} */ (useSyncExternalStore(room.subscribe, read, read));
}

/** @param {Room} room */
export function useMembers(room) {
  const members = useRoom(room, (now) => now.members);
  return useMemo(() => Object.freeze([...members.values()]), [members]);
}

/** @param {Room} room */
export function useStreams(room) {
  const streams = useRoom(room, (now) => now.streams);
  const publishers = useRoom(room, (now) => now.publishers);
  return useMemo(() => Object.freeze(listed(room, streams, publishers)), [room, streams, publishers]);
}

/**
 * @param {Room} room
 * @param {Room['streams']} streams
 * @param {Room['publishers']} publishers
 * @returns {import('./react.js').RoomStream[]}
 */
function listed(room, streams, publishers) {
  return [...streams].flatMap(([client, all]) =>
    all.map((stream) => Object.freeze({ client, member: publishers.get(client), stream, kind: room.kindOf(stream) })),
  );
}

/**
 * Keeps the client connected until the returned function is called. React calls it and mounts the component again at
 * once in strict mode, or another component in its place; the client then stays as it is.
 *
 * @param {Room} room
 */
function stay(room) {
  const others = mounted.get(room);
  mounted.set(room, (others ?? 0) + 1);
  if (others === undefined) {
    room.connect();
  }
  return () => {
    mounted.set(room, (mounted.get(room) ?? 0) - 1);
    queueMicrotask(() => {
      if (mounted.get(room) === 0) {
        mounted.delete(room);
        room.leave();
      }
    });
  };
}
