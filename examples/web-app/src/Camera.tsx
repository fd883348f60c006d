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
    let taken: MediaStream | undefined;
    try {
      if (stream === undefined) {
        taken = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        await room.publish(taken);
      } else {
        await room.unpublish('camera');
      }
    } catch (error) {
      taken?.getTracks().forEach((track) => track.stop()); // the room may have ended while the browser asked
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
