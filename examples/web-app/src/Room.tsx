import type { RoomClient, State } from 'rtc-rooms';
import { useRoom } from 'rtc-rooms/react';
import { Camera } from './Camera';
import { Chat } from './Chat';
import { Hand } from './Hand';
import { People } from './People';
import { Tiles } from './Tiles';

const WORDS: Record<State, string> = {
  idle: '',
  connecting: 'Connecting …',
  waiting: 'Waiting to be let in …',
  open: 'Connected',
  reconnecting: 'The connection is lost. Reconnecting …',
  closed: 'The room has ended for you.',
};

/** A room; the client is connected while this is shown. */
export function Room({ room, onLeave }: { room: RoomClient; onLeave: () => void }) {
  const state = useRoom(room, (now) => now.state);
  return (
    <div className="room">
      <header>
        <h1>Room</h1>
        <p role="status">{WORDS[state]}</p>
        <Camera room={room} />
        <Hand room={room} />
        <button onClick={onLeave}>Leave</button>
      </header>
      <Tiles room={room} />
      <aside>
        <People room={room} />
        <Chat room={room} />
      </aside>
    </div>
  );
}
