import { useState } from 'react';
import type { RoomClient } from 'rtc-rooms';
import { useRoom } from 'rtc-rooms/react';

/** Raises and lowers the own hand, in rooms with moderation. */
export function Hand({ room }: { room: RoomClient }) {
  const moderation = useRoom(room, (now) => now.moderation);
  const self = useRoom(room, (now) => now.self);
  const [problem, setProblem] = useState('');
  const raised = self !== null && moderation.hands.has(self.user);

  async function turn() {
    setProblem('');
    try {
      await room.raiseHand(!raised);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }

  if (moderation.capacity === null) {
    return null; // the server has told nothing of a moderation
  }
  return (
    <>
      <button aria-pressed={raised} onClick={turn}>
        Raise hand
      </button>
      {problem !== '' && <p role="alert">{problem}</p>}
    </>
  );
}
