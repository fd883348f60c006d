import { useEffect, useState } from 'react';
import type { RoomClient } from 'rtc-rooms';
import { useRoom } from 'rtc-rooms/react';

/** Turns camera and microphone on and off. */
export function Camera({ room }: { room: RoomClient }) {
  const stream = useRoom(room, ({ publishing }) => publishing.get('camera'));
  const [problem, setProblem] = useState('');
  useEffect(() => () => stream?.getTracks().forEach((track) => track.stop()), [stream]);

  async function turn() {
    setProblem('');
    try {
      if (stream === undefined) {
        await room.publish(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
      } else {
        await room.unpublish('camera');
      }
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <>
      <button aria-pressed={stream !== undefined} onClick={turn}>
        Camera
      </button>
      {problem !== '' && <p role="alert">{problem}</p>}
    </>
  );
}
