import type { RoomClient } from 'rtc-rooms';
import { useMembers, useRoom } from 'rtc-rooms/react';

/** Who takes part, who has raised a hand, and how many watch. */
export function People({ room }: { room: RoomClient }) {
  const members = useMembers(room);
  const hands = useRoom(room, ({ moderation }) => moderation.hands);
  const watchers = useRoom(room, ({ viewers }) => viewers.watchers);
  return (
    <section>
      <h2>People</h2>
      <ul aria-label="People">
        {members.map(({ user, name, state }) => (
          <li key={user}>
            {name} {state === 'away' && '(away)'} {hands.has(user) && '✋'}
          </li>
        ))}
      </ul>
      {watchers > 0 && <p>{watchers} watching</p>}
    </section>
  );
}
