import { useEffect, useRef } from 'react';
import type { RoomClient } from 'rtc-rooms';
import { useRoom, useStreams } from 'rtc-rooms/react';

/** The own picture and those of the others. */
export function Tiles({ room }: { room: RoomClient }) {
  const own = useRoom(room, ({ publishing }) => publishing.get('camera'));
  const streams = useStreams(room);
  return (
    <main className="tiles" aria-label="Pictures">
      {own !== undefined && <Tile stream={own} name="You" muted />}
      {streams.map(({ member, stream }) => (
        <Tile key={stream.id} stream={stream} name={member?.name ?? ''} />
      ))}
      {own === undefined && streams.length === 0 && <p>Nobody shows a picture yet.</p>}
    </main>
  );
}

function Tile({ stream, name, muted = false }: { stream: MediaStream; name: string; muted?: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    video.current!.srcObject = stream;
  }, [stream]);
  return (
    <figure>
      <video ref={video} aria-label={name} autoPlay playsInline muted={muted} />
      <figcaption>{name}</figcaption>
    </figure>
  );
}
