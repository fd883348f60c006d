import { useState } from 'react';
import type { RoomClient } from 'rtc-rooms';
import { Gate } from './Gate';
import { Room } from './Room';

/** The gate, or the room behind it. */
export function App() {
  const [room, setRoom] = useState<RoomClient | null>(null);
  return room === null ? <Gate onEnter={setRoom} /> : <Room room={room} onLeave={() => setRoom(null)} />;
}
